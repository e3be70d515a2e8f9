import { describe, expect, it } from 'vitest';
import { decodeDocument, shapeOf } from '../../src/manifest/index.ts';
import type { Resource } from '../../src/manifest/resource.ts';
import { readDocuments, type YamlDocument } from '../../src/yaml/index.ts';
import { masked, readSlowly } from '../yaml/differential.ts';
import { SAMPLE_DOCUMENTS } from '../yaml/fixtures.ts';
import { mutate } from '../yaml/mutations.ts';
import { Random } from '../support/random.ts';

/** Everything that a resource says, settings included. */
const told = (resource: Resource): unknown => {
  const rest = { ...resource, origin: undefined };
  if (resource.type === 'config-map') return { ...rest, values: [...resource.values] };
  if (resource.type !== 'pod' && resource.type !== 'workload') return rest;
  const containers = resource.template.containers.map((container) => {
    const { probes, environment, arguments: words, mounts } = container.settings;
    return { ...container, settings: { probes, environment, words, mounts } };
  });
  return { ...rest, template: { ...resource.template, containers } };
};

const nowhere = { file: 'a.yaml', line: 1, column: 1 };

function decode(value: unknown, whole: unknown): unknown {
  const locate = (): typeof nowhere => nowhere;
  const origin = { file: 'a.yaml', locate, locateValue: locate, locateText: locate, whole: () => whole };
  const document: YamlDocument = { value, origin, comments: () => [] };
  const { resources, problems } = decodeDocument(document, { defaultNamespace: 'default' });
  return { resources: resources.map(told), problems };
}

describe('what the mask of a kind leaves out', () => {
  it('has no say in what is decoded', () => {
    const random = new Random(3);
    const texts = [...SAMPLE_DOCUMENTS, ...Array.from({ length: 3000 }, () => mutate(random, SAMPLE_DOCUMENTS))];
    let smaller = 0;
    for (const text of texts) {
      const value = readSlowly(text)?.value;
      if (typeof value !== 'object' || value === null || !('kind' in value) || !('apiVersion' in value)) continue;
      const mask = shapeOf(String(value.apiVersion), String(value.kind));
      if (mask === undefined) continue;
      const part = masked(value, mask);
      if (JSON.stringify(part).length < JSON.stringify(value).length) smaller += 1;
      expect(decode(part, value), text).toEqual(decode(value, value));
    }
    expect(smaller).toBeGreaterThan(300);
  });

  it('is read again from the text, which is not kept', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: b\n    env:\n' +
      '    - {name: DB_HOST, value: db.shop.svc.cluster.local}\n    livenessProbe: {tcpSocket: {port: 80}}\n';
    const [read] = [...readDocuments('a.yaml', text, { isUsed: () => true, shapeOf })];
    if (read?.type !== 'document') throw new Error('no document');
    expect(JSON.stringify(read.document.value)).not.toContain('DB_HOST');
    const [pod] = decodeDocument(read.document, { defaultNamespace: 'default' }).resources;
    const [container] = pod?.type === 'pod' ? pod.template.containers : [];
    expect(container?.settings.environment).toMatchObject([{ type: 'value', name: 'DB_HOST' }]);
    expect(container?.settings.probes).toMatchObject([{ port: 80 }]);
  });
});
