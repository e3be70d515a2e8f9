import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, readDocuments } from '../../src/yaml/index.ts';
import { Random } from '../support/random.ts';
import { compareReaders, isSame, readFast, readScanned, readSlowly } from './differential.ts';
import { mutate } from './mutations.ts';
import { FIXTURES, JSON_DOCUMENTS, SAMPLE_DOCUMENTS } from './fixtures.ts';
import { pickMask } from './masks.ts';
import { MANIFESTS } from './plain-manifests.ts';
import type { Shape } from '../../src/model/shape.ts';

const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}k:`).join('\n') + ' v\n';

describe('the plain style', () => {
  it.each<[name: string, text: string, value: unknown]>([
    ['a mapping', 'a: b\nc: d\n', { a: 'b', c: 'd' }],
    ['no line break at the end', 'a: b', { a: 'b' }],
    ['a document marker and comments before it', '# c\n\n---   # d\n# e\na: b\n', { a: 'b' }],
    ['an indented root', '  a: b\n  c: d\n', { a: 'b', c: 'd' }],
    ['a list as root', '- a\n- b\n', ['a', 'b']],
    ['a list at the indentation of its key', 'a:\n- b\n- c\nd: e\n', { a: ['b', 'c'], d: 'e' }],
    ['a list below its key', 'a:\n    - b\n    - c\n', { a: ['b', 'c'] }],
    ['compact mappings', '-   a: b\n    c:\n    - d\n- e: f\n', [{ a: 'b', c: ['d'] }, { e: 'f' }]],
    ['compact lists', '- - a\n  - b\n- - - c\n', [['a', 'b'], [['c']]]],
    ['an item below its dash', '-\n  a: b\n- # why\n  - c\n', [{ a: 'b' }, ['c']]],
    ['empty values', 'a:\nb: # why\nc:\n  d:\n', { a: null, b: null, c: { d: null } }],
    ['empty items', '-\n- # why\n-', [null, null, null]],
    ['quoted keys', '"a": b\n\'c\' : d\n"": e\n', { a: 'b', c: 'd', '': 'e' }],
    ['quoted values', "a: \"b # c: d\"   # e\nf: 'it''s'\ng: ''\n", { a: 'b # c: d', f: "it's", g: '' }],
    ['blanks in and behind a scalar', 'a: b  c   \nd e: f\n', { a: 'b  c', 'd e': 'f' }],
    ['a number sign without a blank', 'a: b#c\nd: #e\n', { a: 'b#c', d: null }],
    ['a colon without a blank', 'a: b:c\nd:e: ::f\n', { a: 'b:c', 'd:e': '::f' }],
    ['dashes before text', '- -a\n- -1\n- --- b\n- ?c\n', ['-a', -1, '--- b', '?c']],
    ['indicators inside of text', 'a: b{c}[d],e!f&g*h|i>j%k@l`m\'n"o\n', { a: 'b{c}[d],e!f&g*h|i>j%k@l`m\'n"o' }],
    ['words', '- yes\n- No\n- "on"\n- ~\n- NULL\n- nO\n', [true, false, 'on', null, null, 'nO']],
    ['numbers', '- 0\n- 80\n- 123456789012345\n- 007\n- 1e3\n- 1_0\n- -0\n', [0, 80, 123456789012345, 7, 1000, 10, 0]],
    [
      'no numbers',
      '- 10.0.0.0/8\n- 1.2.3\n- 5m\n- 2001-01-01\n- 09:30\n',
      ['10.0.0.0/8', '1.2.3', '5m', '2001-01-01', '09:30'],
    ],
    ['comments of any indentation', 'a:\n# b\n   # c\n  d: e\n      # f\n# g\n  h: i\n', { a: { d: 'e', h: 'i' } }],
    ['a literal block', 'a: |  # why\n  b\n\n    c\n   \n  # d\n\ne: f\n', { a: 'b\n\n  c\n \n# d\n', e: 'f' }],
    ['a stripped literal block', '- |-\n  a\n  b\n\n- c', ['a\nb', 'c']],
    ['empty lines before a block', 'a: |\n\n \n  b', { a: '\n\nb\n' }],
    ['a comment that ends a block', 'a: |\n   b\n # c\nd: e\n', { a: 'b\n', d: 'e' }],
    ['brackets', 'a: {}\nb: [] # c\nd: [e, "f", {g: 1, "h":2}, ]\n', { a: {}, b: [], d: ['e', 'f', { g: 1, h: 2 }] }],
    ['names of inherited members', 'constructor: a\ntoString: b\n', { constructor: 'a', toString: 'b' }],
    ['characters beyond ASCII', 'ä: é\u00a0😀 # ß\n', { ä: 'é\u00a0😀' }],
    ['lines that end in CRLF', 'a: b\r\nc: |\r\n  d\r\n\r\n  e\r\nf: "g" # h\r\n', { a: 'b', c: 'd\n\ne\n', f: 'g' }],
    ['escapes that JSON has', 'a: "b\\n\\"\\u00e9\\/"\n', { a: 'b\n"é/' }],
    ['sixty collections', nested(60), readSlowly(nested(60))?.value],
  ])('is read: %s', (_, text, value) => {
    const plain = readFast(text);
    expect(plain).toStrictEqual({ value, isSound: true });
    expect(isSame(plain?.value, readSlowly(text)?.value)).toBe(true);
    expect(readScanned(text)).toStrictEqual(plain);
  });

  it.each<[name: string, ...texts: string[]]>([
    ['nothing', '', '\n', '# a\n', '---\n', '---'],
    ['a scalar or brackets as root', 'a\n', '"a"\n', '{a: b}\n', '--- a\n', '--- a: b\n', '--- |\n a\n'],
    [
      'markers',
      '...\n',
      'a: b\n---\nc: d\n',
      'a: b\n...\n',
      '---a: b\n',
      'a:\n--- b\n',
      '--- \n---\na: b\n',
      '  --- a: b\n',
      ' ---\na: b\n',
    ],
    ['directives', '%YAML 1.2\n---\na: b\n'],
    ['wrong indentation', 'a: b\n c: d\n', 'a:\n  b: c\n d: e\n', '  a: b\nc: d\n', '- - a\n - b\n', '- a: b\n c: d\n'],
    ['a mapping and a list at once', 'a: b\n- c\n', '- a\nb: c\n', 'a:\n  - b\n  c: d\n', '- a\n  - b\n'],
    ['a node on the line of its key', 'a: b: c\n', 'a: - b\n', 'a: b:\n', 'a: -\n', 'a: "b": c\n', 'a: ? b\n'],
    ['explicit and empty keys', '? a\n: b\n', ': a\n', 'a: b\n: c\n', '- ? a\n'],
    ['a key without a colon', 'a: b\nc\n', 'a: b\nc # d: e\n', 'a:b\n', 'a: b\n"c"\n', 'a: b\n"c":d\n'],
    [
      'keys that are no strings',
      '1: a\n',
      'on: a\n',
      '~: a\n',
      '0x1: a\n',
      '{a: b}: c\n',
      '- [a]: b\n',
      'a: {on: b}\n',
    ],
    ['keys that need care', '__proto__: a\n', '"__proto__": a\n', '<<: {a: b}\n', 'a: <<\n', 'a: {__proto__: b}\n'],
    ['the same key twice', 'a: b\na: c\n', 'a: b\n"a": c\n', 'a: {b: c, b: d}\n', '- a: b\n  a: c\n'],
    [
      'scalars of several lines',
      'a: b\n  c\n',
      'a:\n  b\n',
      'a: "b\n  c"\n',
      "a: 'b\n  c'\n",
      '- a\n  b\n',
      '-\n  a\n',
    ],
    [
      'quotes with rare escapes, text behind or no end',
      'a: "\\x41"\n',
      'a: "b\\\n  c"\n',
      'a: "b" c\n',
      'a: "b"#c\n',
      'a: "b\n',
      "a: 'b''\n",
    ],
    ['anchors, aliases and tags', 'a: &b c\n', 'a: *b\n', 'a: !b c\n', '&a b: c\n', '- !!str a\n', 'a: &b\n  c: d\n'],
    ['characters that start no scalar', 'a: @b\n', 'a: `b\n', 'a: %b\n', 'a: ,b\n', 'a: ]b\n', 'a: }b\n', '@a: b\n'],
    ['other block scalars', 'a: >\n  b\n', 'a: |+\n  b\n', 'a: |2\n  b\n', 'a: |#b\n  c\n', 'a: | b\n  c\n'],
    ['a block without text', 'a: |\n', 'a: |\nb: c\n', 'a: |\n\n', 'a: |\n# b\n  c\n', '- |\n- a\n', 'a:\n  |\n  b\n'],
    ['an empty line wider than its block', 'a: |\n    \n  b\n'],
    ['brackets over lines', 'a: [b,\n  c]\n', 'a: {b: c\n', 'a: [\n]\n', 'a: [b # c]\n', 'a: [b]# c\n', 'a: [b] c\n'],
    [
      'involved brackets',
      'a: [b: c]\n',
      'a: {b}\n',
      'a: {b: }\n',
      'a: [b,,c]\n',
      'a: [-]\n',
      'a: [? b]\n',
      'a: [b:]\n',
      'a: {b:c}\n',
    ],
    ['tabs and carriage returns', 'a:\tb\n', '\ta: b\n', 'a: b\t# c\n', 'a: b\r', 'a: b\rc: d\n', 'a: |\n  b\tc\n'],
    [
      'characters that are forbidden or rare',
      'a: \u0000\n',
      'a: \u007f\n',
      'a: "\u0007"\n',
      '# \u0080\n',
      '\ufeffa: b\n',
      'a: \ud800\n',
      '# \u2028\n',
    ],
    ['more than sixty collections', nested(61), `a: ${'['.repeat(60)}${']'.repeat(60)}\n`, `${'- '.repeat(61)}a\n`],
  ])('is not: %s', (_, ...texts) => {
    expect(texts.filter((text) => readFast(text) !== undefined)).toEqual([]);
    expect(texts.filter((text) => readScanned(text) !== undefined)).toEqual([]);
  });
});

describe.each([
  ['the plain reader', readFast],
  ['the scanner', readScanned],
])('%s beside js-yaml', (_, reader) => {
  const compare = (text: string, mask?: Shape): string => compareReaders(text, mask, reader);

  it('reads the manifests that are mutated', () => {
    expect(MANIFESTS.map((text) => compare(text))).toEqual(MANIFESTS.map(() => 'same'));
  });

  it.each([1, 2])('never reads a mutated document otherwise (seed %d)', (seed) => {
    const random = new Random(seed);
    const texts = Array.from({ length: 7500 }, () => mutate(random, MANIFESTS));
    const outcomes = texts.map((text) => compare(text));
    expect(texts.filter((_, i) => outcomes[i] === 'different')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(1500);
  });

  it.each([11, 12])('reads the same through a mask (seed %d)', (seed) => {
    const random = new Random(seed);
    const cases = Array.from({ length: 4000 }, () => ({ text: mutate(random, FIXTURES), mask: pickMask(random) }));
    const outcomes = cases.map(({ text, mask }) => compare(text, mask));
    expect(cases.filter((_, i) => outcomes[i] === 'different')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(800);
  });

  it('reads JSON, whoever wrote it', () => {
    expect(JSON_DOCUMENTS.map((text) => compare(text))).toEqual(JSON_DOCUMENTS.map(() => 'same'));
  });

  it.each([21, 22])('never reads mutated JSON otherwise (seed %d)', (seed) => {
    const random = new Random(seed);
    const cases = Array.from({ length: 3000 }, () => ({
      text: mutate(random, JSON_DOCUMENTS),
      mask: pickMask(random),
    }));
    const outcomes = cases.map(({ text, mask }, i) => compare(text, i % 2 === 0 ? undefined : mask));
    expect(cases.filter((_, i) => outcomes[i] === 'different')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(400);
  });

  it('resolves every short word as the schema does', () => {
    const letters = Array.from('~nulNULtrueTRfasFASyYoOsSE');
    const random = new Random(5);
    const words = Array.from({ length: 5000 }, () => random.list(1, 5, () => random.pick(letters)).join(''));
    const cased = ['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n'].flatMap((word) =>
      Array.from({ length: 2 ** word.length }, (_, bits) =>
        Array.from(word, (letter, i) => ((bits >> i) & 1 ? letter.toUpperCase() : letter)).join(''),
      ),
    );
    expect([...words, ...cased].filter((word) => compare(`- ${word}\n`) !== 'same')).toEqual([]);
  });

  it('resolves every short number as the schema does', () => {
    const random = new Random(6);
    const numbers = Array.from({ length: 10_000 }, () =>
      random.list(1, 6, () => random.pick(Array.from('0123789._+-exobaAfi'))).join(''),
    );
    const texts = numbers.map((number) => `a: ${number}\n`);
    expect(texts.filter((text) => compare(text) === 'different')).toEqual([]);
  });
});

describe('beside js-yaml', () => {
  it('reads every document of the samples that is one, and to the same value', () => {
    expect(SAMPLE_DOCUMENTS.length).toBeGreaterThan(90);
    expect(SAMPLE_DOCUMENTS.filter((text) => compareReaders(text) === 'different')).toEqual([]);
    expect(SAMPLE_DOCUMENTS.filter((text) => readFast(text) === undefined && readSlowly(text) !== undefined)).toEqual(
      [],
    );
  });
});

describe('readDocuments', () => {
  const read = (text: string, reader: 'fast' | 'slow', limits = DEFAULT_LIMITS): unknown[] =>
    [...readDocuments('a.yaml', text, { isUsed: () => true, limits, reader })].map((result) => {
      if (result.type !== 'document') return { ...result };
      const { document } = result;
      const path = ['spec', 'ingress', 0, 'ports', 0, 'port'];
      const places = [document.origin.locate([]), document.origin.locate(path), document.origin.locateValue(path)];
      return { value: document.value, places, comments: document.comments() };
    });

  it('gives the same with either reader, places and comments included', () => {
    const text = `# first\n${MANIFESTS.map((manifest) => manifest.replace('---\n', '')).join('---  # marker\n\n')}`;
    expect(read(text, 'fast')).toHaveLength(MANIFESTS.length);
    expect(read(text, 'fast')).toEqual(read(text, 'slow'));
  });

  it('keeps a limit on depth that is lower than that of the plain style', () => {
    const limits = { ...DEFAULT_LIMITS, depth: 5 };
    expect(read(nested(5), 'fast', limits)).toMatchObject([{ problem: { rule: 'NG005' } }]);
    expect(read(nested(5), 'fast', limits)).toEqual(read(nested(5), 'slow', limits));
  });

  it('knows templates that are YAML by chance', () => {
    const text = 'kind: Pod\nmetadata:\n  name: "{{ .Values.name }}"\n';
    expect(read(text, 'fast')).toMatchObject([{ problem: { rule: 'NG003' } }]);
  });
});
