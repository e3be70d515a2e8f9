import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Instruction {
  readonly name: string;
  readonly words: readonly string[];
}

/** The instructions of a container file, continued lines joined. */
const instructions = readFileSync(join(root, 'Containerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line): Instruction => {
    const [name = '', ...words] = line.trim().split(/\s+/);
    return { name, words };
  });

const allOf = (name: string): string[] =>
  instructions.filter((each) => each.name === name).map(({ words }) => words.join(' '));

/** What is copied from the project, in the order of the stages. */
const copied = instructions
  .filter(({ name, words }) => name === 'COPY' && !words[0]?.startsWith('--from'))
  .flatMap(({ words }) => words.slice(0, -1));

describe('Containerfile', () => {
  it('has no instruction that is none', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'LABEL', 'USER', 'ENTRYPOINT'];
    expect(instructions.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
    expect(instructions.length).toBeGreaterThan(10);
  });

  it('copies what is there, and what .dockerignore lets through', () => {
    const allowed = readFileSync(join(root, '.dockerignore'), 'utf8').match(/(?<=^!).+$/gm) ?? [];
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(allowed, path).toContain(path);
    }
  });

  it('builds by the commands that the checks run', () => {
    const checks = readFileSync(join(root, '.ci/run'), 'utf8').split('\n');
    const runs = allOf('RUN');
    expect(runs).toEqual(['npm ci --no-audit --no-fund', 'npm run build']);
    for (const command of runs) expect(checks).toContain(command);
  });

  it('has all that the build reads before it runs', () => {
    const config = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
    expect(copied).toEqual(expect.arrayContaining([...config, 'scripts', 'schemas', 'samples', 'src', 'bin']));
  });

  it('ends in a stage that is pinned, holds no package, and runs as nobody special', () => {
    expect(allOf('FROM')).toEqual(['node:20-slim AS build', 'node:20-slim']);
    const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
    expect(last.filter(({ name }) => name === 'RUN')).toEqual([]);
    expect(last.filter(({ name }) => name === 'USER').map(({ words }) => words)).toEqual([['node']]);
    expect(allOf('ENTRYPOINT').map((text): unknown => JSON.parse(text))).toEqual([
      ['node', '/opt/netgraph/bin/netgraph.js'],
    ]);
  });
});
