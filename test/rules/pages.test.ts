import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { analyze } from '../../src/index.ts';
import { RULES } from '../../src/rules/index.ts';
import { PROBLEM_RULES } from '../../src/model/problem.ts';
import { INPUT_RULES, markersOf, reportedBy } from './markers.ts';
import { settingsOf } from './settings.ts';

const folder = join(import.meta.dirname, '../../docs/rules');
const page = (id: string): string => readFileSync(join(folder, `${id}.md`), 'utf8');

const FAMILIES = {
  0: 'The input',
  1: 'Isolation',
  2: 'Services, routes, ports',
  3: 'Policy hygiene',
  4: 'Exposure',
};

const ALL = [
  ...Object.entries(PROBLEM_RULES).map(([id, { name, severity, summary }]) => ({ id, name, severity, summary })),
  ...RULES.map(({ id, name, severity, summary }) => ({ id, name, severity, summary })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The first code block below a heading. */
const manifestUnder = (text: string, heading: string): string | undefined =>
  new RegExp(`^## ${heading}\\n[^]*?^\`\`\`yaml\\n([^]*?)^\`\`\``, 'm').exec(text)?.[1];

describe('docs/rules', () => {
  it('has one page a rule, and no other', () => {
    const pages = readdirSync(folder).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(ALL.map(({ id }) => `${id}.md`));
  });

  it('lists every rule', async () => {
    const lines = [
      '# Rules',
      '',
      'What netgraph reports. Every rule has a page with a bad and a good manifest; `netgraph rules NG201` prints it. Ids are stable and',
      'never reused.',
    ];
    for (const [digit, title] of Object.entries(FAMILIES)) {
      lines.push('', `## ${title}`, '', '| rule | name | severity | fires when |', '| --- | --- | --- | --- |');
      for (const { id, name, severity, summary } of ALL.filter((rule) => rule.id[2] === digit))
        lines.push(`| [${id}](${id}.md) | ${name} | ${severity} | ${summary} |`);
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'README.md'));
  });

  it.each(ALL)('$id begins with its name and severity', ({ id, name, severity }) => {
    expect(page(id).split('\n')[0]).toBe(`# ${id} ${name}`);
    expect(page(id)).toContain(`Severity: ${severity}`);
  });

  it.each([...INPUT_RULES, ...RULES.map(({ id }) => id)])(
    '%s: what its page shows as bad is reported where it says, and what it shows as good is not',
    (id) => {
      const bad = manifestUnder(page(id), 'Bad') ?? '';
      const good = manifestUnder(page(id), 'Good') ?? '';
      expect([bad, good]).not.toContain('');
      const expected = markersOf(bad).filter(({ rule }) => rule === id);
      expect(expected.length).toBeGreaterThan(0);
      const reported = (text: string): Analysis =>
        analyze({ texts: [{ file: 'page.yaml', text }] }, { settings: settingsOf(text) });
      expect(reportedBy(id, reported(bad), expected)).toEqual(expected);
      const fixed = reported(good);
      expect(fixed.problems).toEqual([]);
      expect(reportedBy(id, fixed, [])).toEqual([]);
    },
  );

  it.each(ALL)('$id says why, how to mend it, and how to suppress it where one can', ({ id }) => {
    const headings = page(id)
      .split('\n')
      .filter((line) => line.startsWith('## '))
      .map((line) => line.slice(3));
    const isUnread = Object.entries(PROBLEM_RULES).some(([rule, { incomplete }]) => rule === id && incomplete);
    const hasManifest = INPUT_RULES.includes(id) || RULES.some((rule) => rule.id === id);
    const manifests = hasManifest ? ['Bad', 'Good'] : [];
    expect(headings).toEqual(['Why', ...manifests, 'Mend', ...(isUnread ? [] : ['Suppress'])]);
  });
});
