import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Outcome, runWords } from '../support/run-line.ts';

export type { Outcome };

/** Runs command lines in a folder that holds these files, for as long as the tests of a file run. */
export function runOn(files: Readonly<Record<string, string>>): (line: string) => Promise<Outcome> {
  let cwd = '';
  const write = (): void => {
    cwd = mkdtempSync(join(tmpdir(), 'netgraph-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  };
  beforeAll(() => {
    if (cwd === '') write();
  });
  afterAll(() => {
    if (cwd !== '') rmSync(cwd, { recursive: true });
  });
  return async (line) => {
    if (cwd === '') write();
    return runWords(line.split(' '), { cwd });
  };
}
