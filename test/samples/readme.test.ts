import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { PROBLEM_RULES } from '../../src/model/problem.ts';

const root = join(import.meta.dirname, '../..');

interface Row {
  /** Any of these is the place of the finding; the others belong to it. */
  readonly places: readonly string[];
  readonly rule: string;
}

/** Rows of a table that begin with places and end with a rule. */
const rowsOf = (text: string): Row[] =>
  text.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const rule = /^(NG\d{3}) /.exec(cells.at(-2) ?? '')?.[1];
    const places = [...(cells[1] ?? '').matchAll(/`([^`]+:\d+)`/g)].map((match) => match[1] ?? '');
    return rule === undefined ? [] : [{ places, rule }];
  });

/** What a sample's README says of errors and warnings is all of them, line by line. */
describe.each(['shop', 'teams', 'messy', 'dual-stack', 'storefront'])('the sample %s', (sample) => {
  const { problems, findings } = analyze({ paths: [sample] }, { cwd: join(root, 'samples') });
  const unread = problems
    .filter(({ rule }) => PROBLEM_RULES[rule].incomplete)
    .map(({ rule, location }) => ({ rule, location }));
  const found = [...unread, ...findings.filter(({ severity }) => severity !== 'info')].map(
    ({ rule, location }) => `${location?.file.slice(sample.length + 1) ?? ''}:${location?.line ?? 0} ${rule}`,
  );
  const rows = rowsOf(readFileSync(join(root, 'samples', sample, 'README.md'), 'utf8'));

  it('has every row of its README', () => {
    const missing = rows.filter(({ places, rule }) => !places.some((place) => found.includes(`${place} ${rule}`)));
    expect(missing).toEqual([]);
  });

  it('has no error and no warning besides', () => {
    const told = new Set(rows.flatMap(({ places, rule }) => places.map((place) => `${place} ${rule}`)));
    expect(found.filter((finding) => !told.has(finding))).toEqual([]);
  });
});
