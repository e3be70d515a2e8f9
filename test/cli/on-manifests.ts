import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

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
    let stdout = '';
    let stderr = '';
    const code = await runCli(line.split(' '), {
      cwd,
      env: {},
      stdout: {
        isTTY: false,
        write: (chunks) => {
          for (const chunk of chunks) stdout += chunk;
        },
      },
      stderr: {
        isTTY: false,
        write: (text) => {
          stderr += text;
        },
      },
      writeFile: () => undefined,
      now: () => 0,
    });
    return { code, stdout, stderr };
  };
}
