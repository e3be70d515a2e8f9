import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { decode, encode } from '../../src/yaml/bytes.ts';
import { Scanner } from '../../src/yaml/scanner.ts';
import { piecesIn } from '../../src/yaml/scanning.ts';
import { splitDocuments, splitPart } from '../../src/yaml/split.ts';
import { documentsOf, summaryOf } from './support.ts';
import { holds } from '../support/holds.ts';

function pieces(text: string): string[] {
  const bytes = encode(text);
  const found = [...splitDocuments(bytes)];
  // eslint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f]*$/.test(text) && !/\r(?!\n)/.test(text))
    expect([...splitDocuments(bytes, true)]).toEqual(found);
  return found.map(({ start, end }) => decode(bytes.subarray(start, end)));
}

describe('splitDocuments', () => {
  it.each<[name: string, text: string, expected: string[]]>([
    ['nothing', '', []],
    ['blanks and comments', '\n# a\n  # b\n\n', []],
    ['one document without a marker', 'a: 1\n', ['a: 1\n']],
    ['one document with a marker', '---\na: 1\n', ['---\na: 1\n']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['comments go with the document after the marker', '# a\n---\nb: 2\n', ['# a\n---\nb: 2\n']],
    ['directives go with their document', '%YAML 1.1\n# x\n---\na: 1\n', ['%YAML 1.1\n# x\n---\na: 1\n']],
    ['directives behind an end', 'a: 1\n...\n%YAML 1.1\n---\nb: 2\n', ['a: 1\n...', '\n%YAML 1.1\n---\nb: 2\n']],
    ['an end without a marker after it', 'a: 1\n... # x\nb: 2\n', ['a: 1\n... # x', '\nb: 2\n']],
    ['empty documents', '---\n---\n# a\n---\n...\n---\na: 1\n', ['\n---\na: 1\n']],
    ['an end at the very end', 'a: 1\n...', ['a: 1\n...']],
    ['a marker at the very end', 'a: 1\n---', ['a: 1\n']],
    [
      'content on the marker line',
      '--- {a: 1}\n---\tb\n--- # c\nd: 1\n',
      ['--- {a: 1}\n', '---\tb\n', '--- # c\nd: 1\n'],
    ],
    ['no marker inside a word', '---a: 1\n----\n...b: 1\n', ['---a: 1\n----\n...b: 1\n']],
    ['no marker behind a blank', 'a: |\n ---\n ...\n', ['a: |\n ---\n ...\n']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a lone CR', 'a: 1\r---\rb: 2\r', ['a: 1\r', '---\rb: 2\r']],
    ['a byte order mark', '\uFEFFa: 1\n', ['a: 1\n']],
    ['a byte order mark before a marker', '\uFEFF---\na: 1\n', ['---\na: 1\n']],
    ['files put together with their marks', '\uFEFFa: 1\n\uFEFF---\nb: 2\n', ['a: 1\n', '\uFEFF---\nb: 2\n']],
    ['JSON', '{"a":\n1}\n', ['{"a":\n1}\n']],
  ])('%s', (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it('reads each piece as the whole text is read by another parser', () => {
    const line = fc.constantFrom(
      'a: 1',
      'b: "---"',
      'c: |\n  ---\n  x',
      '# comment',
      '---',
      '--- # x',
      '...',
      '',
      '- x',
      '--- {d: 2}',
    );
    const text = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'));
    holds(
      fc.property(text, ([lines, lineBreak]) => {
        const source = lines.join('\n').replaceAll('\n', lineBreak);
        const whole = parseAllDocuments(source, { logLevel: 'silent' });
        fc.pre(Array.isArray(whole) && whole.every(({ errors }) => errors.length === 0));
        const expected = whole.map((document) => document.toJS() as unknown).filter((value) => value !== null);
        expect(documentsOf(source).map(({ value }) => value)).toEqual(expected);
      }),
      1_000,
    );
  });

  it('loses one broken document and not its neighbours', () => {
    expect(summaryOf('a: 1\n---\nb: [\n---\nc: 3\n...\n}\n...\nd: 4\n')).toEqual([
      'document {"a":1}',
      'NG002 4:1',
      'document {"c":3}',
      'NG002 7:1',
      'document {"d":4}',
    ]);
  });

  it('splits a large file faster than it could be parsed', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: some-name\n---\n'.repeat(100_000);
    const started = performance.now();
    expect([...splitDocuments(encode(text))]).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('the pieces of a large text', () => {
  const PARTS = [
    '\n',
    '---',
    '...',
    '-',
    '.',
    ' ',
    '\t',
    '\r\n',
    'a: 1',
    '# c',
    '\n---\n',
    '\n...\n',
    '\n----',
    '\n-- -',
    '%YAML 1.1',
    '\r\n%\r\n',
    '--- ',
    '---\r\n',
    '#',
  ];

  it('are the same of a part as of a text alone', () => {
    holds(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...PARTS), { maxLength: 9 }), { minLength: 1, maxLength: 9 }),
        (texts) => {
          const padding = { bytes: encode('x'.repeat(32 * 1024)), start: 0 };
          expect(piecesIn(padding.bytes, 0, padding.bytes.length)).toBeDefined();
          const all = texts.map((parts) => parts.join(''));
          const bytes = encode(all.map((text) => `${text}\n---\n`).join(''));
          let begin = 0;
          for (const text of all) {
            const alone = [...splitDocuments(encode(text))].map(({ start, end, content }) => ({
              start: begin + start,
              end: begin + end,
              content: begin + content,
            }));
            expect([...splitPart(bytes, begin, begin + text.length)]).toEqual(alone);
            begin += text.length + 5;
          }
        },
      ),
      2_000,
    );
  });

  it('are the same where the scanner finds them', () => {
    holds(
      fc.property(
        fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 60 }),
        fc.nat({ max: 40 }),
        (parts, odd) => {
          const some = `${parts.join('')}${'x'.repeat(odd)}`;
          const bytes = encode(some.repeat(Math.ceil((80 * 1024) / some.length)));
          expect(piecesIn(bytes, 0, bytes.length)).toBeDefined();
          expect([...splitDocuments(bytes, true)]).toEqual([...splitDocuments(bytes)]);
        },
      ),
      60,
    );
  });

  it('are the same of about as much as the scanner holds at once, and of more', () => {
    const { longest } = new Scanner();
    for (let before = -24; before <= 4; before += 1) {
      const head = 'a: 1\n'.padEnd(longest + before, 'x');
      const bytes = encode(`${head}\n---\nb: 2\n...\n${'c'.repeat(50)}\n---\nd: 3\n`);
      expect([...splitDocuments(bytes, true)]).toEqual([...splitDocuments(bytes)]);
    }
  });
});
