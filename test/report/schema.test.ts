import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { analyze } from '../../src/index.ts';
import { analysisJson } from '../../src/report/index.ts';
import { ingress } from '../services/routing/support.ts';
import { service } from '../services/support.ts';
import { analyzeText, pod } from '../support/manifests.ts';
import { onlyRules } from '../support/rule-choices.ts';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(root, 'schemas/report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

function errorsOf(analysis: Analysis): string[] {
  const isValid = validate(JSON.parse([...analysisJson(analysis)].join('')));
  return isValid ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

describe('schemas/report.schema.json', () => {
  it.each(['shop', 'teams', 'messy', 'dual-stack', 'storefront'])('holds for the sample %s', (sample) => {
    expect(errorsOf(analyze({ paths: [`samples/${sample}`] }, { cwd: root }))).toEqual([]);
  });

  it('holds for an empty input', () => {
    expect(errorsOf(analyze({ texts: [] }))).toEqual([]);
  });

  it('holds where everything is wrong', () => {
    const analysis = analyzeText(
      pod(
        'a',
        'app: a',
        ', ports: [{ name: x, containerPort: 80, hostPort: 80 }], env: [{ name: API_URL, value: "http://none:1" }]',
      ) +
        service('a', 'type: NodePort, selector: { app: a }, ports: [{ port: 80, targetPort: web, nodePort: 30000 }]') +
        service('b', 'clusterIP: None') +
        service('c', 'type: ExternalName, externalName: db.example.com') +
        ingress('in', 'defaultBackend: { service: { name: nowhere, port: { number: 80 } } }') +
        `---
apiVersion: v1
kind: Pod
metadata: { name: twice, labels: { app: a } }
spec: { containers: [{ name: a, image: i, ports: [{ containerPort: 80, hostPort: 80 }] }, { name: b, image: i, ports: [{ containerPort: 80 }] }] }
`,
    );
    expect(analysis.problems).toEqual([]);
    const { overview } = analysis;
    expect([overview.portConflicts.length > 0, overview.wanted.length, overview.entryPoints.length]).toEqual([
      true,
      1,
      2,
    ]);
    expect(errorsOf(analysis)).toEqual([]);
  });

  it('holds for suppressed findings and a baseline', () => {
    const text = `${pod('a', 'app: a')}# netgraph-ignore NG201: no reason to be here\n`;
    const known = [{ fingerprint: '0'.repeat(32), rule: 'NG101' }];
    const ignore = { source: 'configuration', rules: ['NG101'], reason: 'open', name: 'a' } as const;
    const suppressions = [{ ...ignore, location: { file: '.netgraph.yaml', line: 1, column: 1 } }];
    const analysis = analyze(
      { texts: [{ file: 'a.yaml', text }] },
      { suppressions, baseline: known, rules: onlyRules('NG010', 'NG101', 'NG201') },
    );
    expect(analysis.findings.map(({ rule, suppression }) => [rule, suppression?.source])).toEqual([
      ['NG101', 'configuration'],
      ['NG010', undefined],
    ]);
    expect(analysis.baseline?.gone).toEqual(known);
    expect(errorsOf(analysis)).toEqual([]);
  });

  it('refuses what the report does not have', () => {
    const report = JSON.parse([...analysisJson(analyze({ texts: [] }))].join('')) as Record<string, unknown>;
    expect(validate({ ...report, schemaVersion: 2 })).toBe(false);
    expect(validate({ ...report, more: [] })).toBe(false);
    expect(validate({ ...report, services: [{ id: 'shop/web' }] })).toBe(false);
  });
});
