import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand } from '../../scripts/bundle.mjs';

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netgraph-same-'));
  await bundleCommand(join(folder, 'netgraph.cjs'), '1.2.3');
  cpSync('samples', join(folder, 'a/samples'), { recursive: true });
  cpSync('samples', join(folder, 'b c/samples'), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (
  cwd: string,
  paths: readonly string[],
  args: readonly string[],
  env: Record<string, string> = {},
): string => {
  const { stdout } = spawnSync(process.execPath, [join(folder, 'netgraph.cjs'), ...args, ...paths], {
    cwd: join(folder, cwd),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  expect(stdout).not.toBe('');
  return stdout;
};

const REPORTS = [
  ['list', '-o', 'json'],
  ['analyze', '-o', 'json'],
  ['analyze', '-o', 'text'],
];

describe.each(['teams', 'messy'])('the output for the sample %s', (sample) => {
  const top = `samples/${sample}`;
  const parts = (): string[] => readdirSync(join(folder, 'a', top)).map((name) => `${top}/${name}`);

  it.each(REPORTS)('of %s %s %s is the same in other locales, time zones and folders', (...args) => {
    const expected = run('a', [top], args);
    expect(run('b c', [top], args, { LC_ALL: 'sv_SE.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' })).toBe(
      expected,
    );
    expect(expected).not.toContain(folder);
  });

  it.each(REPORTS)('of %s %s %s is the same for files in any order', (...args) => {
    // The text names its own command line, which is another one here.
    const named = (text: string): string => text.replaceAll(/netgraph list .*/g, '');
    const paths = parts();
    const expected = named(run('a', paths, args));
    expect(named(run('a', [...paths].reverse(), args))).toBe(expected);
    expect(named(run('a', [...paths.slice(2), ...paths.slice(0, 2)], args))).toBe(expected);
  });
});
