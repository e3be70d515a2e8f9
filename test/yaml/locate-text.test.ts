import { describe, expect, it } from 'vitest';
import type { Path } from '../../src/model/location.ts';
import { onlyDocument } from './support.ts';

const place = (text: string, path: Path, piece: string): string => {
  const { line, column } = onlyDocument(text).origin.locateText(path, piece);
  return `${line}:${column}`;
};

const LITERAL = 'a:\n  b: |\n    one\n    two db:5432 end\n  c: db:5432\n';

describe('the place of a piece of text', () => {
  it.each<[name: string, text: string, path: Path, piece: string, expected: string]>([
    ['in a plain value', 'a: http://db:5432/x\n', ['a'], 'db:5432', '1:11'],
    ['in a plain value over lines', 'a: one\n  two db:1\n', ['a'], 'db:1', '2:7'],
    ['in single quotes', "a: 'it''s db:1'\n", ['a'], 'db:1', '1:11'],
    ['with a quote of its own in single quotes', "a: 'x it''s db'\n", ['a'], "it's db", '1:7'],
    ['in double quotes', 'a: "see db:1"\n', ['a'], 'db:1', '1:9'],
    ['behind an escape', 'a: "\\u263a \\t db:1"\n', ['a'], 'db:1', '1:15'],
    ['with a quote of its own in double quotes', 'a: "{\\"host\\":\\"db\\"}"\n', ['a'], '"host":"db', '1:6'],
    ['with a quote that needs no escape', `a: "it's db"\n`, ['a'], "it's db", '1:5'],
    ['in a double quoted value over lines', 'a: "one\n  two\n  db:1"\n', ['a'], 'db:1', '3:3'],
    ['in a literal block', LITERAL, ['a', 'b'], 'db:5432', '4:9'],
    ['behind a literal block', LITERAL, ['a', 'c'], 'db:5432', '5:6'],
    ['in a literal block with CRLF', LITERAL.replaceAll('\n', '\r\n'), ['a', 'b'], 'db:5432', '4:9'],
    ['in a folded block', 'a: >-\n  one\n\n  two db:1\n', ['a'], 'db:1', '4:7'],
    ['in a folded block with CRLF', 'a: >-\r\n  one\r\n\r\n  two db:1\r\n', ['a'], 'db:1', '4:7'],
    ['in a block with an indentation of its own', 'a: |2\n    db:1\n', ['a'], 'db:1', '2:5'],
    ['in a block at the end of the file', 'a: |\n  db:1', ['a'], 'db:1', '2:3'],
    ['in a flow mapping', 'a: {b: x, c: [y, "db:1"]}\n', ['a', 'c', 1], 'db:1', '1:19'],
    ['in a flow value over lines', 'a: {\n  b: db:1\n}\n', ['a', 'b'], 'db:1', '2:6'],
    ['in JSON', '{"a": {"b": "http://db:1"}}', ['a', 'b'], 'db:1', '1:21'],
    ['behind characters of two code units', 'a: "😀 db:1"\n', ['a'], 'db:1', '1:8'],
    ['the first of several', 'a: db:1,db:1\n', ['a'], 'db:1', '1:4'],
    ['through an alias', 'a: &x see db:1\nb: *x\n', ['b'], 'db:1', '1:11'],
    ['in an item', 'a:\n- one\n- see db:1\n', ['a', 1], 'db:1', '3:7'],
    ['behind a byte order mark', '\uFEFFa: see db:1\n', ['a'], 'db:1', '1:8'],
    ['in a value with a tag', 'a: !!str db:1\n', ['a'], 'db:1', '1:10'],
  ])('%s', (_, text, path, piece, expected) => {
    expect(place(text, path, piece)).toBe(expected);
  });

  it.each<[name: string, text: string, path: Path, piece: string, expected: string]>([
    ['is not there', 'a: one\nb: db:1\n', ['a'], 'db:1', '1:4'],
    ['is empty', 'a: one\n', ['a'], '', '1:4'],
    ['is escaped in another way', 'a: "\\x64b:1"\n', ['a'], 'db:1', '1:4'],
    ['is cut by a fold', 'a: >-\n  one\n  two\n', ['a'], 'one two', '1:1'],
    ['is not in a literal block', 'a: |\n  one\n', ['a'], 'db:1', '1:1'],
    ['is asked of a mapping', 'a:\n  b: db:1\n', ['a'], 'db:1', '2:3'],
    ['is asked of an empty value', 'a:\nb: db:1\n', ['a'], 'db:1', '1:1'],
    ['is asked of a path that does not exist', 'a: {b: db:1}\n', ['a', 'c'], 'db:1', '1:4'],
  ])('is that of the value where the piece %s', (_, text, path, piece, expected) => {
    expect(place(text, path, piece)).toBe(expected);
  });

  it('counts from the item of a list', () => {
    const document = onlyDocument('kind: List\nitems:\n- a: see db:1\n');
    expect(document.origin.locateText(['items', 0, 'a'], 'db:1')).toMatchObject({ line: 3, column: 10 });
  });
});
