import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/findings/index.ts';
import { analysisText, COLOURED, PLAIN, wrongLines } from '../../src/report/index.ts';
import { analyzeText, pod } from '../support/manifests.ts';
import { text } from './support.ts';
import { finding, problem, SMALL } from './wrong.ts';

const analysis = analyzeText(pod('a', ''));
const FILE = 'a: b\n'.repeat(8) + 'selector:\n' + 'name: x\n'.repeat(600);

const report = (wrong: Partial<typeof analysis>, more: { isAll?: boolean } = {}): string =>
  text(analysisText({ ...analysis, ...wrong }, PLAIN, { command: 'netgraph list m', sourceText: () => FILE, ...more }));

const alike = (count: number, more: Partial<Finding>): Finding[] =>
  Array.from({ length: count }, (_, i) => finding({ ...more, location: { file: 'm.yaml', line: i + 1, column: 1 } }));

const linesWith = (shown: string, word: string): number =>
  shown.split('\n').filter((line) => line.includes(word)).length;

describe('findings in text', () => {
  it('come after what was not read, the gravest first, with the line they are about', () => {
    const [first = ''] = report(SMALL).split('\n\nWho');
    expect(first).toBe(`broken.yaml:2:1 error NG002 yaml-syntax: this is no valid YAML
error NG011 nothing-to-analyze: nothing here
shop/web.yaml:9:3 error NG201 service-selects-nothing: the selector of Service shop/web matches no pod of its namespace
  9 | selector:
    |   ^
  a b/ö.yaml:3:1 the label that nearly matched
shop/web.yaml:9:3 warning NG101 ingress-not-isolated: the selector of Service shop/web matches no pod of its namespace
  9 | selector:
    |   ^
shop/web.yaml:9:3 info NG101 ingress-not-isolated: the selector of Service shop/web matches no pod of its namespace

1 error, 1 warning, 1 info (3 suppressed); 2 problems with reading the input
netgraph rules <rule> says why, and how to mend it: NG002, NG011, NG101, NG201`);
  });

  it('say that there are none', () => {
    expect(report({ findings: [] })).toMatch(/^No findings\n\nWho may reach what\n/);
    const suppressed = finding({ suppression: { source: 'baseline' } });
    expect(report({ findings: [suppressed] })).toMatch(/^No findings \(1 suppressed\)\n\nWho/);
  });

  it('are cut to examples and a number where a rule says too much', () => {
    const findings = [
      ...alike(60, { severity: 'error' }),
      ...alike(300, { rule: 'NG102', name: 'egress', severity: 'info' }),
      ...alike(11, { rule: 'NG101', severity: 'warning' }),
    ];
    const shown = report({ findings });
    expect([
      linesWith(shown, 'error NG201'),
      linesWith(shown, 'warning NG101'),
      linesWith(shown, 'info NG102'),
    ]).toEqual([51, 11, 4]);
    expect(shown).toContain('\n… error NG201 service-selects-nothing: 10 more; --all shows them\n');
    expect(shown).toContain('\n… info NG102 egress: 297 more; --all shows them\n');
    expect(shown).toContain('\n60 errors, 11 warnings, 300 info\n');
    const all = report({ findings }, { isAll: true });
    expect([linesWith(all, 'error NG201'), linesWith(all, 'warning NG101'), linesWith(all, 'info NG102')]).toEqual([
      60, 11, 300,
    ]);
    expect(all).not.toContain('--all');
  });

  it('are all there, one line each and nothing else, with --quiet', () => {
    const quiet = text(
      wrongLines({ ...analysis, findings: alike(300, { severity: 'info' }), problems: [problem()] }, PLAIN),
    );
    expect(quiet.split('\n')).toHaveLength(302);
  });

  it('lead to the pages of their rules on a terminal', () => {
    const shown = text(
      analysisText({ ...analysis, findings: [finding()] }, COLOURED, {
        command: '',
        pageAddress: (rule) => (rule === 'NG201' ? 'file:///pages/NG201.md' : undefined),
      }),
    );
    expect(shown).toContain('\u001b]8;;file:///pages/NG201.md\u001b\\NG201\u001b]8;;\u001b\\\n');
  });
});

describe('settings that lead nowhere', () => {
  const ask = (count: number): string =>
    Array.from({ length: count }, (_, i) => `{ name: A${i}_URL, value: "http://none-${i}:1" }`).join(', ');
  const wanting = (count: number): typeof analysis => analyzeText(pod('a', '', `, env: [${ask(count)}]`));

  it('are told with their places, and are no findings', () => {
    const shown = report({ ...wanting(2), findings: [] });
    expect(shown).toContain(
      '\n\nSettings that lead nowhere\n\nmanifests.yaml:5:79 default/a wants none-0:1 (env A0_URL): no Service none-0 in namespace default, which has none\n',
    );
    expect(shown).toMatch(/^No findings\n/);
    expect(report({ findings: [] })).not.toContain('Settings that lead nowhere');
  });

  it('are a number beyond some', () => {
    expect(report(wanting(25))).toContain('\n… 5 more; --all shows them\n');
    expect(linesWith(report(wanting(25), { isAll: true }), ' wants none-')).toBe(25);
  });
});
