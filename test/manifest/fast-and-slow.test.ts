import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/index.ts';
import { analysisJson } from '../../src/report/index.ts';

const root = join(import.meta.dirname, '../..');

/** Inputs of every kind there is here: what a mask leaves out though somebody reads it shows in one of their reports. */
const FOLDERS = ['samples', 'test/rules/fixtures', 'test/rules/correct', 'test/rules/textbook-hygiene'];

const report = (path: string, options: AnalyzeOptions): string =>
  [...analysisJson(analyze({ paths: [path] }, { cwd: root, ...options }))].join('');

/** Settings are read later, with the rest, or by js-yaml: it must make no difference. */
const WAYS: readonly AnalyzeOptions[] = [
  { reader: 'slow' },
  { asksWanted: true },
  { asksWanted: true, reader: 'slow' },
];

/** The objects of all samples that are read without a problem, as one list of JSON. */
function jsonList(): string {
  const files = readdirSync(join(root, 'samples'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.yaml'),
  );
  const items = files.flatMap((file) => {
    try {
      return loadAll(readFileSync(join(root, 'samples', file), 'utf8')).filter((value) => typeof value === 'object');
    } catch {
      return [];
    }
  });
  return JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: {} }, undefined, 4);
}

it('gives one report of a list of JSON', () => {
  const texts = [{ file: 'all.json', text: jsonList() }];
  const fast = [...analysisJson(analyze({ texts }))].join('');
  expect(fast.length).toBeGreaterThan(10_000);
  for (const way of WAYS) expect([...analysisJson(analyze({ texts }, way))].join('')).toBe(fast);
});

describe.each(FOLDERS)('the readers on %s', (folder) => {
  it.each(readdirSync(join(root, folder)))('give one report of %s', (name) => {
    const path = join(folder, name);
    const fast = report(path, {});
    for (const way of WAYS) expect(report(path, way)).toBe(fast);
  });
});
