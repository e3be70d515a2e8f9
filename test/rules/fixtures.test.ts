import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { RULES } from '../../src/rules/index.ts';
import { INPUT_RULES, markersOf, reportedBy } from './markers.ts';
import { settingsOf } from './settings.ts';

const folder = join(import.meta.dirname, 'fixtures');
const filesOf = (id: string): string[] => readdirSync(join(folder, id)).sort();

/** One folder a rule: each file is an input of its own, and every line that the rule must report bears its marker. */
describe.each([...INPUT_RULES, ...RULES.map(({ id }) => id)])('%s', (id) => {
  const cases = filesOf(id).map((file) => {
    const text = readFileSync(join(folder, id, file), 'utf8');
    const analysis = analyze({ texts: [{ file, text }] }, { settings: settingsOf(text) });
    const expected = markersOf(text).filter(({ rule }) => rule === id);
    return { file, analysis, expected };
  });

  it.each(cases)('reports what $file marks, and nothing else', ({ analysis, expected }) => {
    const others = ['NG002', 'NG004', 'NG007', 'NG008'].filter((rule) => rule !== id);
    expect(analysis.problems.filter(({ rule }) => others.includes(rule))).toEqual([]);
    expect(reportedBy(id, analysis, expected)).toEqual(expected);
  });

  it('fires in at least two places, and holds its tongue in at least one file', () => {
    expect(cases.reduce((count, { expected }) => count + expected.length, 0)).toBeGreaterThanOrEqual(2);
    expect(cases.filter(({ expected }) => expected.length === 0).length).toBeGreaterThanOrEqual(1);
    expect(cases.some(({ expected }) => expected.some(({ column }) => column !== undefined))).toBe(true);
  });
});
