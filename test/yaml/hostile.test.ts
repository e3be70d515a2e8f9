import { describe, expect, it } from 'vitest';
import type { Limits } from '../../src/yaml/index.ts';
import { documentsOf, placeOf, problemsOf, summaryOf } from './support.ts';

/** Each list holds the one before `width` times. */
const laughs = (levels: number, width: number): string =>
  Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? 'x' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: width }, () => item).join(', ')}]\n`;
  }).join('');

const mergeChain = Array.from({ length: 99 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: 1}\n`).join('');
const wide = `{${Array.from({ length: 9_000 }, (_, i) => `k${i}: 1`).join(', ')}}`;

/** Time enough for a slow machine, and far from what a quadratic reader would take. */
const PATIENCE = 10_000;

describe('limits on one document', () => {
  it.each<[name: string, text: string, place: string, limits?: Partial<Limits>]>([
    ['a billion laughs', laughs(10, 9), '2:10'],
    ['twenty levels', laughs(21, 5), '2:10'],
    ['fifty levels of two', laughs(50, 2), '2:10'],
    ['a cycle', 'a: &a {x: *a}\n', '1:11'],
    ['a cycle of lists', 'a: &a [*a, *a]\n', '1:8'],
    ['more aliases than allowed', `a: &a 1\nb: [${'*a, '.repeat(101)}]\n`, '2:406'],
    ['merges of many keys', `a: &a ${wide}\nb: {<<: *a}\nc: {<<: *a}\n`, '3:5'],
    ['merges of many mappings', `a: &a {b: 1}\nc: {<<: [${'*a, '.repeat(101)}]}\n`, '2:411'],
    ['flow lists inside one another', '['.repeat(100_000), '1:100'],
    ['flow mappings inside one another', '{a: '.repeat(100_000), '1:394'],
    ['lists inside one another', '- '.repeat(100_000), '1:201'],
    [
      'mappings inside one another',
      Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
      '100:100',
    ],
    ['less depth by choice', 'a:\n  b:\n    c: 1\n', '3:5', { depth: 3 }],
    ['a long text', `a: ${'x'.repeat(1000)}\n`, '1:1', { documentBytes: 1000 }],
    ['many nodes', `# x\na: [${'1,'.repeat(1000)}]\n`, '2:1', { documentNodes: 1000 }],
    ['many lines', `a: 1\n---\nb:\n${'- x\n'.repeat(1000)}`, '3:1', { documentNodes: 1000 }],
  ])('%s', (_, text, place, limits) => {
    const started = performance.now();
    const problems = problemsOf(text, limits);
    expect(problems.map((problem) => `${problem.rule} ${placeOf(problem)}`)).toEqual([`NG005 ${place}`]);
    expect(performance.now() - started).toBeLessThan(PATIENCE);
  });

  it('leave the other documents alone', () => {
    expect(summaryOf(`a: 1\n---\nb: &b [*b]\n---\nc: 1\n`)).toEqual([
      'document {"a":1}',
      'NG005 3:8',
      'document {"c":1}',
    ]);
  });

  it('leave room for anchors and merges as people use them', () => {
    expect(documentsOf(`a0: &a0 {k: 1}\n${mergeChain}`)).toHaveLength(1);
    expect(documentsOf(`a: &a {b: 1}\nc: [${'*a, '.repeat(100)}]\n`)).toHaveLength(1);
  });

  it('do not count what an unused kind holds', () => {
    expect(summaryOf(`kind: Secret\n${laughs(10, 9)}`)).toEqual(['skipped - Secret 1:1']);
  });
});

describe('texts that would be slow to read for a careless reader', () => {
  it.each<[name: string, text: string]>([
    ['one line of 5 MB in quotes', `a: "${'x'.repeat(5e6)}"`],
    ['one plain line of 5 MB', `a: ${'x y '.repeat(1.25e6)}`],
    ['one line of 5 MB with an error', `a: ${'x: '.repeat(8e5)}`],
    ['one line of 5 MB of hashes', `a: ${'#'.repeat(5e6)}`],
    ['braces in quotes', `a: "${'{{ '.repeat(8e5)}"`],
    ['braces in a plain scalar', `a: b${'\n  {x {{'.repeat(2e5)}`],
    ['braces behind dashes', `${'- '.repeat(5e5)}{{`],
    ['braces behind dashes, again and again', `: :\n${'- - {{ '.repeat(2e5)}`],
    ['openings without a name', `{{ ${'{{-      '.repeat(2e5)}`],
    ['blanks behind a kind', `kind: Pod${' '.repeat(1e6)}x\n`],
    ['markers', '---\n'.repeat(5e5)],
    ['almost markers', `a: |\n${' ---\n'.repeat(5e5)}`],
    ['brackets around lines that are not indented', `a: [\n${'1,\n'.repeat(3_000)}]\n`],
    ['the same, and longer', `a: [\n${'1,\n'.repeat(300_000)}]\n`],
    ['quotes around lines that are not indented', `a: "\n${'x\n'.repeat(30_000)}"\n`],
    ['comments', '# x\n'.repeat(5e5)],
    ['directives', '%X y\n'.repeat(5e5)],
    ['empty lines', `${'\r\n'.repeat(5e5)}a: 1`],
    ['returns', `a: 1${'\r'.repeat(5e5)}`],
  ])('%s', (_, text) => {
    const started = performance.now();
    for (const document of documentsOf(text)) {
      document.origin.locateValue(['a']);
      document.comments();
    }
    expect(performance.now() - started).toBeLessThan(PATIENCE);
  });
});
