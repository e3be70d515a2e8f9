import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { type Outcome, runWords } from '../support/run-line.ts';

export type { Outcome };

/** A folder with these files, which is gone after the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'netgraph-teams-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** How a stand-in was called. */
export interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface StandIns {
  /** The folder with the programs: the whole of `PATH`. */
  readonly path: string;
  calls(): Call[];
}

/** Programs that note how they are called, then run the script: JavaScript that may use `args`. */
export function standIns(programs: Readonly<Record<string, string>>): StandIns {
  const path = folderWith();
  const log = join(path, 'calls.jsonl');
  for (const [name, script] of Object.entries(programs)) {
    const file = join(path, name);
    const source = [
      `#!${process.execPath}`,
      "const fs = require('node:fs');",
      'const args = process.argv.slice(2);',
      `fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify({ args, env: process.env }) + '\\n');`,
      script,
    ];
    writeFileSync(file, source.join('\n'));
    chmodSync(file, 0o755);
  }
  const calls = (): Call[] =>
    existsSync(log)
      ? readFileSync(log, 'utf8')
          .trim()
          .split('\n')
          .map((line): Call => JSON.parse(line) as Call)
      : [];
  return { path, calls };
}

/** Runs a command line in a folder, with a `PATH` of its own. */
export const run = (
  words: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Outcome> =>
  runWords(words, {
    cwd,
    env,
    writeFile: (path) => {
      throw new Error(`nobody asked for ${path}`);
    },
  });

/** Where a program of this machine is, if it is there at all. */
export const programHere = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);

/** A test with a real program; where the program is missing, the test says that it did not run. */
export function itWith(program: string, title: string, test: (path: string) => Promise<void> | void): void {
  const path = programHere(program);
  if (path === undefined) it.skip(`${title} (NOT RUN: there is no ${program} here)`);
  else it(title, () => test(path), 120_000);
}
