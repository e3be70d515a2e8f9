import { describe, expect, it } from 'vitest';
import { matchesGlob, readGlob } from '../../src/io/glob.ts';
import { isIgnored, readIgnoreRules } from '../../src/io/ignore.ts';
import { folderWith, readSummary } from './support.ts';

const matches = (pattern: string, path: string): boolean => {
  const glob = readGlob(pattern);
  return glob !== undefined && matchesGlob(glob, path);
};

describe('patterns', () => {
  it.each<[pattern: string, matching: string[], others: string[]]>([
    ['a.yaml', ['a.yaml', 'x/a.yaml', 'x/y/a.yaml'], ['ba.yaml', 'a.yaml/b']],
    ['/a.yaml', ['a.yaml'], ['x/a.yaml']],
    ['x/a', ['x/a'], ['y/x/a', 'x/a/b']],
    ['*', ['a', '.a', 'a/b'], []],
    ['*.yaml', ['.yaml', 'a.yaml', 'x/b.yaml'], ['a.yml', 'a.yaml.bak']],
    ['x/*', ['x/a'], ['x/a/b', 'y/a']],
    ['a*b*c', ['abc', 'aXbYc', 'abbcc'], ['ab', 'abcd']],
    ['?.yaml', ['a.yaml', '😀.yaml'], ['.yaml', 'ab.yaml']],
    ['/?', ['a'], ['a/b', 'ab']],
    ['[a-c].yaml', ['b.yaml'], ['d.yaml', '-.yaml']],
    ['[!a-c].yaml', ['d.yaml'], ['b.yaml']],
    ['[^a].yaml', ['b.yaml'], ['a.yaml']],
    ['[]-].yaml', ['].yaml', '-.yaml'], ['a.yaml']],
    ['[a-].yaml', ['-.yaml', 'a.yaml'], ['b.yaml']],
    ['[\\]].yaml', ['].yaml'], ['\\.yaml']],
    ['[a', [], ['[a', 'a']],
    ['\\*.yaml', ['*.yaml'], ['a.yaml']],
    ['a\\', ['a\\'], ['a']],
    ['**/a', ['a', 'x/a', 'x/y/a'], ['ab']],
    ['x/**', ['x/a', 'x/a/b'], ['x', 'y/x/a']],
    ['x/**/a', ['x/a', 'x/y/a', 'x/y/z/a'], ['x/ab', 'a']],
    ['a**b', ['ab', 'aXb'], ['a/b']],
    ['**', ['a', 'a/b'], []],
  ])('%s', (pattern, matching, others) => {
    expect(matching.filter((path) => !matches(pattern, path))).toEqual([]);
    expect(others.filter((path) => matches(pattern, path))).toEqual([]);
  });

  it.each([
    ['*a'.repeat(2_000), 'a'.repeat(4_000) + 'b'],
    ['**/a/'.repeat(2_000) + 'c', 'a/'.repeat(4_000) + 'b'],
    ['[a-z]*'.repeat(2_000), `${'a'.repeat(1_999)}!`],
  ])('take no longer than their length allows', (pattern, path) => {
    const started = performance.now();
    expect(matches(pattern, path)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('rules', () => {
  it.each<[name: string, text: string, ignored: string[], kept: string[]]>([
    ['comments, empty lines and blanks at the end', '# a\n\n  \nb  \r\n', ['b'], ['# a', 'a']],
    ['escaped signs', '\\#a\n\\!b\nc\\ \n', ['#a', '!b', 'c '], ['a', 'b', 'c']],
    ['the last rule decides', 'a*\n!ab\nabc\n', ['a', 'abc'], ['ab', 'b']],
    ['a rule for folders only', 'a/\n', ['a/'], ['a']],
    ['a rule for folders in one place', '/a/b/\n', ['a/b/'], ['c/a/b/', 'a/b']],
    ['a slash alone, and a broken class', '/\n[a\n', [], ['a', '[a']],
    ['a byte order mark', '\uFEFFa\n', ['a'], ['b']],
  ])('%s', (_, text, ignored, kept) => {
    const rules = { folder: '/r/', rules: readIgnoreRules(text), outer: undefined };
    const isOut = (path: string): boolean => isIgnored(rules, `/r/${path.replace(/\/$/, '')}`, path.endsWith('/'));
    expect(ignored.filter((path) => !isOut(path))).toEqual([]);
    expect(kept.filter(isOut)).toEqual([]);
  });
});

describe('.netgraphignore', () => {
  it('holds below its own folder, where inner files have the last word', () => {
    const folder = folderWith({
      '.netgraphignore': 'old\n*.tmp.yaml\n/top.yaml\n',
      'top.yaml': '',
      'a.tmp.yaml': '',
      'x/top.yaml': '',
      'x/old/a.yaml': '',
      'y/.netgraphignore': '!keep.tmp.yaml\nlocal.yaml\n',
      'y/keep.tmp.yaml': '',
      'y/other.tmp.yaml': '',
      'y/local.yaml': '',
      'z/local.yaml': '',
    });
    expect(readSummary(folder, ['.'])).toEqual(['x/top.yaml', 'y/keep.tmp.yaml', 'z/local.yaml']);
  });

  it('of the working directory holds for the folders that are named', () => {
    const folder = folderWith({ '.netgraphignore': 'm/old/\n', 'm/a.yaml': '', 'm/old/b.yaml': '' });
    expect(readSummary(folder, ['m'])).toEqual(['m/a.yaml']);
  });

  it('does not hold for a path that is named itself', () => {
    const folder = folderWith({ '.netgraphignore': '*\n', 'a.yaml': '', 'm/b.yaml': '' });
    expect(readSummary(folder, ['a.yaml', 'm'])).toEqual(['a.yaml']);
  });

  it('can leave out a kustomization, so that its folder is read as it stands', () => {
    const folder = folderWith({ '.netgraphignore': 'kustomization.yaml\n', 'kustomization.yaml': '', 'a.yaml': '' });
    expect(readSummary(folder, ['.'])).toEqual(['a.yaml']);
  });

  it('leaves out links by their names', () => {
    const folder = folderWith({ '.netgraphignore': 'l*\n', 'a.yaml': '', 'link.yaml': { link: '/dev/zero' } });
    expect(readSummary(folder, ['.'])).toEqual(['a.yaml']);
  });

  it('that cannot be read is reported, and nothing is ignored', () => {
    const folder = folderWith({ '.netgraphignore': Uint8Array.of(0xff), 'a.yaml': '' });
    expect(readSummary(folder, ['.'])).toEqual(['NG002 .netgraphignore:1', 'a.yaml']);
  });
});
