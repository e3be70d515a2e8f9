import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { type KnownFinding, knownFindings, readBaseline, stillThere } from '../../src/findings/index.ts';
import type { Analysis } from '../../src/analysis.ts';
import { baselineJson } from '../../src/report/index.ts';
import { pod } from '../support/manifests.ts';

const service = (name: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: none }, ports: [{ port: 80 }] }\n`;

const analyzed = (text: string, baseline?: readonly KnownFinding[]): Analysis =>
  analyze({ texts: [{ file: 'a.yaml', text }] }, baseline === undefined ? {} : { baseline });

const written = (text: string): string => [...baselineJson(knownFindings(analyzed(text).findings))].join('');
const readBack = (text: string): readonly KnownFinding[] =>
  readBaseline(JSON.parse(text)) ?? expect.fail('no baseline');

describe('a baseline', () => {
  const text = pod('web', 'app: web') + service('one') + service('two');

  it('is read as it was written', () => {
    expect(readBack(written(text))).toEqual(knownFindings(analyzed(text).findings));
    expect(readBack(written(''))).toEqual([]);
  });

  it('holds no place, and one finding a line, in order', () => {
    const lines = written(text).split('\n');
    expect(lines.slice(0, 3)).toEqual(['{', '  "schemaVersion": 1,', '  "findings": [']);
    expect(lines.slice(3, 6).map((line) => line.replace(/[0-9a-f]{32}/, '#'))).toEqual([
      '    {"fingerprint":"#","rule":"NG101","object":"default/web[Pod]"},',
      '    {"fingerprint":"#","rule":"NG201","object":"default/one[Service]"},',
      '    {"fingerprint":"#","rule":"NG201","object":"default/two[Service]"}',
    ]);
    expect(written(service('two') + '\n\n' + service('one') + pod('web', 'app: web'))).toBe(written(text));
  });

  it('hides what it holds, shows what is new, and says what has gone', () => {
    const baseline = knownFindings(analyzed(text).findings);
    const later = analyzed(service('two') + service('three') + pod('web', 'app: web'), baseline);
    expect(later.findings.map(({ object, suppression }) => [object, suppression?.source])).toEqual([
      ['default/two[Service]', 'baseline'],
      ['default/three[Service]', undefined],
      ['default/web[Pod]', 'baseline'],
    ]);
    expect(later.baseline).toEqual({
      known: 2,
      new: 1,
      gone: [expect.objectContaining({ rule: 'NG201', object: 'default/one[Service]' })],
    });
    expect(stillThere(baseline, later.findings)).toEqual(
      baseline.filter(({ object }) => object !== 'default/one[Service]'),
    );
  });

  it('does not hold what is suppressed otherwise, nor suppressions of no use', () => {
    const odd =
      service('one').replace('port: 80 }] }', 'port: 80 }] } # netgraph-ignore NG201: soon') +
      service('two').replace('port: 80 }] }', 'port: 80 }] } # netgraph-ignore NG101: soon');
    expect(knownFindings(analyzed(odd).findings).map(({ object }) => object)).toEqual(['default/two[Service]']);
    const again = analyzed(odd, knownFindings(analyzed(odd).findings));
    expect(again.findings.map(({ rule, suppression }) => [rule, suppression?.source])).toEqual([
      ['NG201', 'comment'],
      ['NG201', 'baseline'],
      ['NG010', undefined],
    ]);
  });

  it('does not call gone what somebody suppresses by now', () => {
    const baseline = knownFindings(analyzed(service('one')).findings);
    const later = analyzed(
      service('one').replace('port: 80 }] }', 'port: 80 }] } # netgraph-ignore NG201: soon'),
      baseline,
    );
    expect(later.baseline).toEqual({ known: 0, new: 0, gone: [] });
  });

  it.each<[name: string, value: unknown]>([
    ['another version', { schemaVersion: 2, findings: [] }],
    ['no version', { findings: [] }],
    ['no findings', { schemaVersion: 1 }],
    ['a list', []],
    ['nothing', null],
    ['a finding without a fingerprint', { schemaVersion: 1, findings: [{ rule: 'NG101' }] }],
    [
      'a finding with a number for an object',
      { schemaVersion: 1, findings: [{ fingerprint: 'a', rule: 'b', object: 1 }] },
    ],
    ['a finding that is text', { schemaVersion: 1, findings: ['a'] }],
  ])('is not read from %s', (_, value) => {
    expect(readBaseline(value)).toBeUndefined();
  });
});
