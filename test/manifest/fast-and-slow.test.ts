import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { analysisJson } from '../../src/report/index.ts';

const root = join(import.meta.dirname, '../..');

/** Inputs of every kind there is here: what a mask leaves out though somebody reads it shows in one of their reports. */
const FOLDERS = ['samples', 'test/rules/fixtures', 'test/rules/correct', 'test/rules/textbook-hygiene'];

const report = (path: string, reader: 'fast' | 'slow'): string =>
  [...analysisJson(analyze({ paths: [path] }, { cwd: root, reader }))].join('');

describe.each(FOLDERS)('the readers on %s', (folder) => {
  it.each(readdirSync(join(root, folder)))('give one report of %s', (name) => {
    const path = join(folder, name);
    expect(report(path, 'fast')).toBe(report(path, 'slow'));
  });
});
