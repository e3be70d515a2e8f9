import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../src/io/index.ts';

let root = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'netgraph-config-')));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const write = (...files: string[]): void => {
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
};

const found = (path: string | undefined, cwd: string): string[] =>
  findConfig(path, join(root, cwd)).map((file) => relative(root, file));

describe('the configuration of a path', () => {
  it.each<[name: string, files: string[], path: string | undefined, cwd: string, expected: string[]]>([
    ['lies in the folder itself', ['a/.netgraph.yaml', 'a/x.yaml'], 'a', '', ['a/.netgraph.yaml']],
    ['or beside the file', ['a/.netgraph.yml', 'a/x.yaml'], 'a/x.yaml', '', ['a/.netgraph.yml']],
    [
      'or further up, to the root of the repository',
      ['.git/HEAD', '.netgraph.json', 'a/b/x.yaml'],
      'a/b',
      'a',
      ['.netgraph.json'],
    ],
    ['and not above it', ['.netgraph.yaml', 'repo/.git/HEAD', 'repo/a/x.yaml'], 'repo/a', '', []],
    ['nor above a repository that is a worktree', ['.netgraph.yaml', 'repo/.git', 'repo/a/x.yaml'], 'repo/a', '', []],
    [
      'the innermost counts',
      ['.git/HEAD', '.netgraph.yaml', 'a/.netgraph.yaml', 'a/x.yaml'],
      'a/x.yaml',
      '',
      ['a/.netgraph.yaml'],
    ],
    [
      'outside of a repository up to the working directory',
      ['a/.netgraph.yaml', 'a/b/x.yaml'],
      'b',
      'a',
      ['a/.netgraph.yaml'],
    ],
    ['and not above that', ['.netgraph.yaml', 'a/b/x.yaml'], 'b', 'a', []],
    ['nor for a path beside it', ['.netgraph.yaml', 'a/x.yaml', 'b/x.yaml'], '../b', 'a', []],
    ['but in the folder beside it', ['a/x.yaml', 'b/.netgraph.yaml'], '../b', 'a', ['b/.netgraph.yaml']],
    ['lies in the working directory for standard input', ['a/.netgraph.yaml'], '-', 'a', ['a/.netgraph.yaml']],
    ['or without a path', ['a/.netgraph.yaml'], undefined, 'a', ['a/.netgraph.yaml']],
    ['or where the path is not there', ['a/.netgraph.yaml'], 'none.yaml', 'a', ['a/.netgraph.yaml']],
    [
      'may be there twice, which somebody must decide',
      ['a/.netgraph.yaml', 'a/.netgraph.json'],
      'a',
      '',
      ['a/.netgraph.yaml', 'a/.netgraph.json'],
    ],
  ])('%s', (_, files, path, cwd, expected) => {
    write(...files);
    expect(found(path, cwd)).toEqual(expected);
  });
});
