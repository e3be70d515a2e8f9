import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeAtomically, writeChunks } from '../../src/io/index.ts';
import { folderWith, scriptWith } from './support.ts';

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index} \u{1F600}\n`);

function* failing(): Generator<string> {
  yield 'x'.repeat(200_000);
  throw new Error('no more');
}

describe('writeAtomically', () => {
  it('replaces a file and leaves nothing else behind', () => {
    const folder = folderWith({ 'out.json': 'old' });
    writeAtomically(join(folder, 'out.json'), many(20_000));
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe(many(20_000).join(''));
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('makes a new file, also an empty one', () => {
    const folder = folderWith();
    writeAtomically(join(folder, 'out.json'), []);
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('');
  });

  it('keeps the old file when its content cannot be made', () => {
    const folder = folderWith({ 'out.json': 'old' });
    expect(() => writeAtomically(join(folder, 'out.json'), failing())).toThrow('no more');
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('fails where it may not write', () => {
    expect(() => writeAtomically(join(folderWith(), 'missing/out.json'), [])).toThrow('ENOENT');
  });
});

describe('writeChunks', () => {
  it('writes all chunks in order', () => {
    const file = join(folderWith(), 'out');
    const fd = openSync(file, 'w');
    expect(writeChunks(fd, many(20_000))).toBe(true);
    closeSync(fd);
    expect(readFileSync(file, 'utf8')).toBe(many(20_000).join(''));
  });

  it('throws what its chunks throw, and what a bad descriptor does', () => {
    const fd = openSync(join(folderWith(), 'out'), 'w');
    expect(() => writeChunks(fd, failing())).toThrow('no more');
    closeSync(fd);
    expect(() => writeChunks(fd, ['a'])).toThrow('EBADF');
  });

  it('survives a slow reader, and one that goes away', () => {
    const script = scriptWith(`
      let made = 0;
      function* chunks() {
        for (; made < 200_000; made += 1) yield 'a line of some length, to fill the pipe\\n';
      }
      const whole = io.writeChunks(1, chunks());
      console.error(whole, made === 200_000);`);
    const run = (reader: string): string =>
      execFileSync('sh', ['-c', `(node ${script} 2>&3 | ${reader}) 3>&1`], { encoding: 'utf8' }).trim();
    expect(run('(sleep 0.3; wc -l)').split(/\s+/).sort()).toEqual(['200000', 'true', 'true']);
    expect(run('head -n 1 >/dev/null')).toBe('false false');
  });
});
