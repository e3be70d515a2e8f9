import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { analysisJson } from '../../src/report/index.ts';

const root = join(import.meta.dirname, '../..');

/** Inputs of every kind there is here: what a mask leaves out though somebody reads it shows in one of their reports. */
const FOLDERS = ['samples', 'test/rules/fixtures', 'test/rules/correct', 'test/rules/textbook-hygiene'];

const report = (path: string, reader: 'fast' | 'slow'): string =>
  [...analysisJson(analyze({ paths: [path] }, { cwd: root, reader }))].join('');

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
  const [fast, slow] = (['fast', 'slow'] as const).map((reader) => [...analysisJson(analyze({ texts }, { reader }))]);
  expect(fast?.join('').length).toBeGreaterThan(10_000);
  expect(fast).toEqual(slow);
});

describe.each(FOLDERS)('the readers on %s', (folder) => {
  it.each(readdirSync(join(root, folder)))('give one report of %s', (name) => {
    const path = join(folder, name);
    expect(report(path, 'fast')).toBe(report(path, 'slow'));
  });
});
