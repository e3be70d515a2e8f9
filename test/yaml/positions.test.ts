import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Document,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parse,
  parseAllDocuments,
  parseDocument,
  visit,
} from 'yaml';
import type { Path } from '../../src/model/location.ts';
import { readDocuments, type YamlDocument } from '../../src/yaml/index.ts';
import { documentsOf, onlyDocument } from './support.ts';
import { holds } from '../support/holds.ts';

interface Place {
  readonly path: Path;
  readonly key: string;
  readonly value: string;
}

const OPTIONS = { version: '1.1', merge: true, logLevel: 'silent' } as const;

/** The places of all entries and items, as another parser sees them, under the rules of `Origin`. */
function expectedPlaces(text: string): Place[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  if (document.errors.length > 0) throw new Error(document.errors.join());
  return placesIn(document, lines, text.startsWith('\uFEFF') ? 1 : 0);
}

function placesIn(document: Document.Parsed, lines: LineCounter, mark: number): Place[] {
  const places: Place[] = [];
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${line}:${line === 1 ? col - mark : col}`;
  };
  const startOf = (node: Node): number | undefined => {
    if (node.range === null || node.range === undefined) return undefined;
    if (isScalar(node) && node.range[0] === node.range[1]) return undefined;
    return node.range[0];
  };
  const isBlock = (node: Node): boolean =>
    isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const walk = (node: Node, path: Path): void => {
    if (isMap(node))
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const here = [...path, String(key.value)];
        const keyPlace = at(key.range?.[0] ?? 0);
        const start = value === null || isBlock(value as Node) ? undefined : startOf(value as Node);
        places.push({ path: here, key: keyPlace, value: start === undefined ? keyPlace : at(start) });
        if (isCollection(value)) walk(value, here);
      }
    if (isSeq(node))
      node.items.forEach((item, index) => {
        const start = startOf(item as Node);
        if (start !== undefined) places.push({ path: [...path, index], key: at(start), value: at(start) });
        if (isCollection(item)) walk(item, [...path, index]);
      });
  };
  if (document.contents !== null) walk(document.contents, []);
  return places;
}

function expectSamePlaces(text: string): void {
  expectPlaces(onlyDocument(text), expectedPlaces(text));
}

function expectPlaces(document: YamlDocument, expected: readonly Place[]): void {
  const actual = expected.map(({ path }) => {
    const [key, value] = [document.origin.locate(path), document.origin.locateValue(path)];
    return { path, key: `${key.line}:${key.column}`, value: `${value.line}:${value.column}` };
  });
  expect(actual).toEqual(expected);
}

const SAMPLES = join(import.meta.dirname, '../../samples');
const sampleFiles = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);
/** Files that are no YAML on purpose. */
const BROKEN = ['messy/apps/broken.yaml', 'messy/chart/templates', 'messy/helm-template.yaml'];

describe('positions in the samples are those of another parser', () => {
  const readable = sampleFiles.filter((file) => !BROKEN.some((broken) => file.startsWith(broken)));

  it.each(readable)('%s', (file) => {
    const text = readFileSync(join(SAMPLES, file), 'utf8');
    const lines = new LineCounter();
    const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
    const others = Array.isArray(parsed) ? parsed.filter(({ contents }) => contents !== null) : [];
    expect(others.flatMap(({ errors }) => errors)).toEqual([]);
    // The fast reader gives the items of a list one by one.
    const read = [...readDocuments(file, text, { isUsed: () => true, reader: 'slow' })];
    const own = read.flatMap((result) => (result.type === 'document' ? result.document : []));
    expect(own).toHaveLength(others.length);
    expect(own.length).toBeGreaterThan(0);
    for (const [index, document] of own.entries()) {
      const other = others[index];
      if (other !== undefined) expectPlaces(document, placesIn(other, lines, 0));
    }
  });
});

const MANIFEST = `# a policy
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: "web" # quoted
  labels: {app: web, 'tier': "front end", empty: }
  annotations:
    note: |
      text: not a key
       # not a comment
    folded: >-
      more

      text
    plain: several
      lines of text
    tab: "a\\tb\tc"
    emoji: "😀"   # 😀
    😀 key: x
spec:
  podSelector:
  policyTypes: [ Ingress, Egress ]
  ingress:
  - from:
    - podSelector: {matchLabels: {a: b}}
    -   ipBlock:
          cidr: 10.0.0.0/8
    ports: []
  -
    ports:
      - port: 80
        protocol: TCP
      - {port: 81}
  - {}
  ? explicit
  : value
`.replace('  ? explicit\n  : value\n', '');

describe('positions of keys and values are those of another parser', () => {
  it.each<[name: string, text: string]>([
    ['a manifest', MANIFEST],
    ['with CRLF', MANIFEST.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\uFEFF${MANIFEST}`],
    ['a mark on the first key', '\uFEFFa: b\nc: d\n'],
    ['behind directives and comments', `%YAML 1.1\n# x\n---\n${MANIFEST}`],
    ['JSON', '{"a": {"b": [1, {"c": null}, "x"]}, "d": "\\u263a", "e": {}}'],
    ['pretty JSON', JSON.stringify({ a: { b: [1, { c: null }, 'x'], '': 2 }, d: [] }, null, 4)],
    ['tabs between tokens', 'a:\tb\nc:\t- d\n'.replace('\t- d', '\n- d')],
    ['anchors', 'a: &x\n  b: 1\nc: &y {d: 2}\ne: &z text\nf: &w\n- 1\n'],
    ['tags', 'a: !!str 1\nb: !!map\n  c: 1\nd: !!seq [1]\n'],
    ['explicit keys', '? a\n: b\n? c\n: - d\n'],
    ['compact lists', 'a:\n- - b\n  - c\n- - d: 1\n    e: 2\n'],
    ['numbers and booleans as keys', '1: a\ntrue: b\n'],
    ['flow over lines', 'a: {\n  b: 1,\n  c: [\n    d,\n    e: 2\n  ]\n }\n'],
    ['JSON indented by tabs', '{\n\t"a": {\n\t\t"b": [\n\t\t\t1\n\t\t]\n\t},\n\t"c": 2\n}\n'],
    ['quoted scalars over lines', 'a: "one\n  two"\nb: \'three\n\n  four\'\nc: 1\n'],
    ['block scalars with every header', 'a: |2-\n   x\nb: >+ # c\n  y\n\nc: |\nd: 1\n'],
  ])('%s', (_, text) => {
    expectSamePlaces(text);
  });

  it('in generated documents of any style', () => {
    const text = fc.oneof(
      fc.constantFrom(
        'a',
        'on',
        '0755',
        'a: b',
        '# c',
        ' x ',
        '',
        '{{ a }}',
        'long '.repeat(30),
        'two\nlines\n',
        "it's",
        '"',
        '😀',
        '- x',
        '\ttab',
        '~',
        '__proto__',
        'toString',
        '<<x',
        'a #b',
        '1:30',
      ),
      fc.string({ maxLength: 8 }),
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        text,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(text, tie('node'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).node;
    const root = fc.dictionary(text, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true });
    const styles = fc.array(fc.nat({ max: 5 }), { minLength: 30, maxLength: 30 });
    holds(
      fc.property(root, styles, fc.constantFrom('\n', '\r\n'), (object, choices, lineBreak) => {
        const written = styled(object, choices);
        fc.pre(isReadBack(written, object));
        const source = written.replaceAll('\n', lineBreak);
        const document = onlyDocument(source);
        if (lineBreak === '\n') expect(document.value).toEqual(object);
        expectSamePlaces(source);
      }),
      400,
    );
  });
});

/** The printer has errors of its own: keys of white space, and `<<`. */
function isReadBack(written: string, object: unknown): boolean {
  try {
    return isDeepStrictEqual(parse(written, OPTIONS), object);
  } catch {
    return false;
  }
}

/** The object as YAML 1.1, each node in a style of its own. */
function styled(object: unknown, choices: readonly number[]): string {
  const document = new Document(object, { version: '1.1' });
  let next = 0;
  const choose = (): number => choices[next++ % choices.length] ?? 0;
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') return;
      const styles = ['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'] as const;
      node.type = styles[choose()] ?? 'PLAIN';
    },
    Collection: (_, node) => {
      node.flow = choose() === 0;
    },
  });
  return document.toString({ lineWidth: 40, version: '1.1' } as Parameters<typeof document.toString>[0]);
}

describe('places that only netgraph knows', () => {
  const place = (text: string, path: Path): string => {
    const document = onlyDocument(text);
    const [key, value] = [document.origin.locate(path), document.origin.locateValue(path)];
    return `${key.line}:${key.column} ${value.line}:${value.column}`;
  };

  it.each<[name: string, text: string, path: Path, expected: string]>([
    ['the document', '# a\n---\n# b\nkind: Pod\n', [], '4:1 4:1'],
    ['the document behind its anchor', '--- &a\nkind: Pod\n', [], '2:1 2:1'],
    ['a document on the marker line', '--- {a: b}\n', [], '1:5 1:5'],
    ['an entry that does not exist', 'a:\n  b: 1\n', ['a', 'c', 'd'], '1:1 2:3'],
    ['an item that does not exist', 'a:\n- 1\n', ['a', 1], '1:1 2:1'],
    ['an entry of a scalar', 'a: b\n', ['a', 'c'], '1:1 1:4'],
    ['an item of a mapping', 'a: {b: 1}\n', ['a', 0], '1:1 1:4'],
    ['an empty item: its list', 'a:\n-\n- 1\n', ['a', 0], '1:1 1:1'],
    ['a block scalar as an item', 'a:\n- >- # c\n  x\n', ['a', 0], '2:3 2:3'],
    ['an alias', 'a: &x {b: 1}\nc: *x\n', ['c'], '2:1 2:4'],
    ['through an alias', 'a: &x {b: 1}\nc: *x\n', ['c', 'b'], '1:8 1:11'],
    ['through the last anchor of a name', 'a: &x {b: 1}\nc: &x {b: 2}\nd: *x\n', ['d', 'b'], '2:8 2:11'],
    ['a merged entry', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n', ['c', 'b'], '1:8 1:11'],
    ['an entry that hides a merged one', 'a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n', ['c', 'b'], '4:3 4:6'],
    ['the first of merged mappings', 'a: &x {b: 1}\nc: &z {b: 2, d: 3}\ne: {<<: [*x, *z]}\n', ['e', 'b'], '1:8 1:11'],
    ['the second of merged mappings', 'a: &x {b: 1}\nc: &z {b: 2, d: 3}\ne: {<<: [*x, *z]}\n', ['e', 'd'], '2:14 2:17'],
    ['a merge in a circle', 'a: &x\n  <<: *x\n  b: 1\n', ['a', 'c'], '1:1 2:3'],
    ['a key that is a boolean', 'on: 1\n', ['true'], '1:1 1:5'],
    ['a key that is an alias', 'a: &x b\n*x : 1\n', ['b'], '2:1 2:6'],
    ['a key with a line break', '"a\\nb": 1\n', ['a\nb'], '1:1 1:9'],
    ['a hostile key', '__proto__:\n  toString: 1\n', ['__proto__', 'toString'], '2:3 2:13'],
    [
      'brackets closed under their key',
      'a:\n  b: {\n    c: [\n      1\n    ],\n  }\n  d: [\n    { e: 1 },\n  ]\n',
      ['a', 'd', 0, 'e'],
      '8:7 8:10',
    ],
    [
      'behind brackets closed in the first column',
      'a: {\r\n  b: 1\r\n}\r\nc: [\r\nd, e: 2\r\n]\r\nf: g\r\n',
      ['f'],
      '7:1 7:4',
    ],
    ['in brackets closed in the first column', 'a: {\n}\nc: [\nd, "e": 2\n]\n', ['c', 1, 'e'], '4:4 4:9'],
    ['behind quotes closed in the first column', 'a: "b\nc\n\n"\nd: \'e\n\'\nf: g\n', ['f'], '7:1 7:4'],
    ['lines that end in a lone CR', 'a: 1\rb: 2\r\nc: 3\r', ['c'], '3:1 3:4'],
    [
      'an item of a List',
      'kind: List\nitems:\n- kind: Pod\n- kind: Pod\n  metadata: {}\n',
      ['items', 1, 'metadata'],
      '5:3 5:13',
    ],
  ])('%s', (_, text, path, expected) => {
    expect(place(text, path)).toBe(expected);
  });

  it('answers for documents in turn', () => {
    const [first, second] = documentsOf('a: 1\n---\nb:\n  c: 2\n');
    expect(first?.origin.locate(['a'])).toEqual({ file: 'file.yaml', line: 1, column: 1 });
    expect(second?.origin.locate(['b', 'c'])).toEqual({ file: 'file.yaml', line: 4, column: 3 });
    expect(first?.origin.locateValue(['a'])).toEqual({ file: 'file.yaml', line: 1, column: 4 });
  });

  it('tells an item by its number from a key of digits, when one was asked for before the other', () => {
    const { origin } = onlyDocument('a:\n  - x\nb:\n  "0": y\n');
    const lineOf = (path: Path): number => origin.locate(path).line;
    expect([lineOf(['a', 0]), lineOf(['a', '0']), lineOf(['a', 0])]).toEqual([2, 1, 2]);
    expect([lineOf(['b', '0']), lineOf(['b'])]).toEqual([4, 3]);
    expect(origin.locateValue(['b', '0'])).toEqual({ file: 'file.yaml', line: 4, column: 8 });
    expect(origin.locate(['b', '0'])).toEqual({ file: 'file.yaml', line: 4, column: 3 });
  });

  it('finds every item of a long list without walking it anew', () => {
    const count = 50_000;
    const document = onlyDocument(`items:\n${'- {a: 1}\n'.repeat(count)}`);
    const started = performance.now();
    const lines = Array.from({ length: count }, (_, index) => document.origin.locate(['items', index, 'a']).line);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(lines.every((line, index) => line === index + 2)).toBe(true);
  });
});
