import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CST, Lexer } from 'yaml';
import { documentsOf, onlyDocument, readAll } from './support.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');

/** A file with nothing but documents: what is skipped or broken has no comments. */
const isReadable = (file: string): boolean =>
  file.endsWith('.yaml') && readAll(readFileSync(join(SAMPLES, file), 'utf8')).every(({ type }) => type === 'document');

const comments = (text: string): string[] =>
  onlyDocument(text)
    .comments()
    .map(({ text: comment, location }) => `${location.line}:${location.column} ${comment}`);

describe('comments', () => {
  it.each<[name: string, text: string, expected: string[]]>([
    ['before, behind and after', '# a\n---\n#b\nkey: 1 # c\n  #  d  \n', ['1:1 a', '3:1 b', '4:8 c', '5:3 d']],
    ['behind keys and dashes', 'a: # b\n  - # c\n    d: 1\n', ['1:4 b', '2:5 c']],
    ['inside flow collections', 'a: [ # b\n  1, # c\n  2 ]\n', ['1:6 b', '2:6 c']],
    ['behind the header of a block scalar', 'a: | # b\n  # text\nc: 1 # d\n', ['1:6 b', '3:6 d']],
    ['behind anchors and aliases', 'a: &x # b\n  c: 1\nd: *x # e\n', ['1:7 b', '3:7 e']],
    ['none in scalars', 'a: b#c\nd: "x # y"\ne: \'x # y\'\nf: >\n  x # y\n', []],
    ['none in plain scalars over lines', 'a: b\n  c#d\n', []],
    ['none in keys', '"a # b": 1\nc#d: 2\n', []],
    ['empty ones', 'a: 1 #\n', ['1:6 ']],
    ['with CRLF', 'a: 1 # b\r\n# c\r\n', ['1:6 b', '2:1 c']],
    ['with further signs', 'a: 1 # b # c\n', ['1:6 b # c']],
  ])('%s', (_, text, expected) => {
    expect(comments(text)).toEqual(expected);
  });

  it('are those that hold a mark, where one is asked for', () => {
    const document = onlyDocument('# a mark\nb: "# mark"\nc: 1 # another\n');
    expect(document.comments('mark').map(({ text }) => text)).toEqual(['a mark']);
    expect(document.comments('none')).toEqual([]);
  });

  it('belong to the document that they stand in', () => {
    const [first, second] = documentsOf('a: 1\n# of a\n---\n# of b\nb: 1\n');
    expect(first?.comments().map(({ text }) => text)).toEqual(['of a']);
    expect(second?.comments()).toEqual([{ text: 'of b', location: { file: 'file.yaml', line: 4, column: 1 } }]);
  });

  it.each(readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter(isReadable).sort())(
    'of samples/%s are those of another lexer',
    (file) => {
      const text = readFileSync(join(SAMPLES, file), 'utf8');
      const tokens = [...new Lexer().lex(text)].filter((token) => CST.tokenType(token) === 'comment');
      const found = documentsOf(text).flatMap((document) => document.comments());
      expect(found.map((comment) => comment.text)).toEqual(tokens.map((token) => token.slice(1).trim()));
    },
  );
});
