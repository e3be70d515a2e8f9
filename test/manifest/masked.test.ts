import { describe, expect, it } from 'vitest';
import { decodeDocument, type SettingsTime, shapeOf } from '../../src/manifest/index.ts';
import type { ContainerSettings, Resource } from '../../src/manifest/resource.ts';
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

function decode(value: unknown, whole: unknown, settings: SettingsTime = 'later'): unknown {
  const locate = (): typeof nowhere => nowhere;
  const origin = { file: 'a.yaml', locate, locateValue: locate, locateText: locate, whole: () => whole };
  const document: YamlDocument = { value, origin, comments: () => [] };
  const { resources, problems } = decodeDocument(document, { defaultNamespace: 'default', settings });
  return { resources: resources.map(told), problems };
}

/** A document of one object, read for its kind. */
function readAlone(text: string, settings: SettingsTime): YamlDocument {
  const [read] = [...readDocuments('a.yaml', text, { isUsed: () => true, shapeOf: shapeOf(settings) })];
  if (read?.type !== 'document') throw new Error('no document');
  return read.document;
}

/** The settings of the first container of what a document holds. */
function settingsIn(document: YamlDocument, settings: SettingsTime): ContainerSettings | undefined {
  const [resource] = decodeDocument(document, { defaultNamespace: 'default', settings }).resources;
  return resource?.type === 'pod' || resource?.type === 'workload'
    ? resource.template.containers[0]?.settings
    : undefined;
}

describe('what the mask of a kind leaves out', () => {
  it('has no say in what is decoded', () => {
    const random = new Random(3);
    const texts = [...SAMPLE_DOCUMENTS, ...Array.from({ length: 3000 }, () => mutate(random, SAMPLE_DOCUMENTS))];
    let smaller = 0;
    let timed = 0;
    for (const text of texts) {
      const value = readSlowly(text)?.value;
      if (typeof value !== 'object' || value === null || !('kind' in value) || !('apiVersion' in value)) continue;
      const names = [String(value.apiVersion), String(value.kind)] as const;
      const [mask, maskWithSettings] = [shapeOf('later')(...names), shapeOf('now')(...names)];
      if (mask === undefined || maskWithSettings === undefined) continue;
      const part = masked(value, mask);
      if (JSON.stringify(part).length < JSON.stringify(value).length) smaller += 1;
      if (mask !== maskWithSettings) timed += 1;
      const all = decode(value, value);
      expect(decode(part, value), text).toEqual(all);
      expect(decode(masked(value, maskWithSettings), value, 'now'), text).toEqual(all);
    }
    expect(smaller).toBeGreaterThan(300);
    expect(timed).toBeGreaterThan(200);
  });

  it('is read again from the text, which is not kept', () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: b\n    env:\n' +
      '    - {name: DB_HOST, value: db.shop.svc.cluster.local}\n    livenessProbe: {tcpSocket: {port: 80}}\n';
    const document = readAlone(text, 'later');
    expect(JSON.stringify(document.value)).not.toContain('DB_HOST');
    const settings = settingsIn(document, 'later');
    expect(settings?.environment).toMatchObject([{ type: 'value', name: 'DB_HOST' }]);
    expect(settings?.probes).toMatchObject([{ port: 80 }]);
  });

  it('is read at once of workloads whose settings will be asked for', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n      containers:\n' +
      '      - name: b\n        image: c:1\n        env:\n        - {name: DB_HOST, value: db.shop.svc.cluster.local}\n';
    const document = readAlone(text, 'now');
    expect(JSON.stringify(document.value)).toContain('DB_HOST');
    expect(JSON.stringify(document.value)).not.toContain('c:1');
    // The whole text is not asked for again.
    const alone = { ...document, origin: { ...document.origin, whole: () => undefined } };
    expect(settingsIn(alone, 'now')?.environment).toMatchObject([{ type: 'value', name: 'DB_HOST' }]);
  });
});
