import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What a command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line whose words are parted already, in a terminal that keeps what is written. */
export async function runWords(
  words: readonly string[],
  terminal: Pick<Terminal, 'cwd'> & Partial<Terminal>,
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await runCli(words, {
    env: {},
    writeFile: () => undefined,
    now: () => 0,
    ...terminal,
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
  });
  return { code, stdout, stderr };
}
