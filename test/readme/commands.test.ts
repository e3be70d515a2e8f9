import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';

const root = join(import.meta.dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'samples')).map((sample) => `samples/${sample}/README.md`)];

/** Lines of code that call the command on a sample; the prompt and the output around them are prose. */
const commandsOf = (page: string): string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^(?:\$ )?netgraph (.*samples\/.*)$/gm)].map(
    (match) => match[1] ?? '',
  );

const commands = pages.flatMap((page) => commandsOf(page).map((line) => [page, line] as const));

describe('the commands that the pages show', () => {
  it('are found on every page of a sample', () => {
    expect(new Set(commands.map(([page]) => page)).size).toBe(pages.length);
  });

  it.each(commands)('%s: netgraph %s', async (_, line) => {
    const errors: string[] = [];
    const sink = { isTTY: false, write: (text: string) => void errors.push(text) };
    const code = await runCli(line.split(' '), {
      cwd: root,
      env: {},
      stdout: { isTTY: false, write: (chunks) => Array.from(chunks) },
      stderr: sink,
      writeFile: () => expect.fail('no page asks for a file'),
      now: () => 0,
    });
    expect(errors.filter((text) => text.startsWith('error'))).toEqual([]);
    // 0 allowed or clean, 1 denied or findings, 3 what could not be read.
    expect([0, 1, 3]).toContain(code);
  });
});
