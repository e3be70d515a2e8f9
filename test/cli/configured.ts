import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { writeAtomically } from '../../src/io/index.ts';
import { type Outcome, runWords } from '../support/run-line.ts';

export interface Workspace {
  write: (files: Readonly<Record<string, string>>) => void;
  read: (file: string) => string;
  run: (line: string, today?: string) => Promise<Outcome>;
}

/** A folder of its own for every test, a repository, that command lines run in and may write to. */
export function workspace(): Workspace {
  let cwd = '';
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'netgraph-')));
    mkdirSync(join(cwd, '.git'));
  });
  afterEach(() => {
    rmSync(cwd, { recursive: true });
  });
  return {
    write: (files) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(cwd, name)), { recursive: true });
        writeFileSync(join(cwd, name), text);
      }
    },
    read: (file) => readFileSync(join(cwd, file), 'utf8'),
    run: (line, today) =>
      runWords(line.split(' '), {
        cwd,
        writeFile: (path, chunks) => writeAtomically(resolve(cwd, path), chunks),
        ...(today === undefined ? {} : { today: () => today }),
      }),
  };
}
