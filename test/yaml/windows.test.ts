import { describe, expect, it } from 'vitest';
import { type Content, readDocuments, type ReadDocument, textContent } from '../../src/yaml/index.ts';
import { encode } from '../../src/yaml/bytes.ts';
import { lineCounts } from '../../src/yaml/scanning.ts';
import { MANIFESTS } from './plain-manifests.ts';

const told = (read: ReadDocument): unknown => {
  if (read.type !== 'document') return { ...read };
  const { value, origin } = read.document;
  return { value, places: [origin.locate([]), origin.locateValue(['metadata', 'name'])], whole: origin.whole?.() };
};

const readAll = (content: Content | string, reader: 'fast' | 'slow' = 'fast'): unknown[] =>
  [...readDocuments('a.yaml', content, { isUsed: (_, kind) => kind !== 'Secret', reader })].map(told);

/** A content that is read a few bytes at a time, into the buffer that is offered. */
function inWindows(text: string, window: number): Content {
  const whole = textContent(text);
  return {
    ...whole,
    window,
    read(start, end, buffer) {
      const bytes = whole.read(start, end);
      if (bytes === undefined || buffer === undefined || buffer.length < bytes.length) return bytes?.slice();
      buffer.set(bytes);
      return buffer.subarray(0, bytes.length);
    },
  };
}

const TEXT = [...MANIFESTS, 'kind: Secret\na: é\n', '# c\nkind: Pod\na: [\n', '\uFEFFa: "ü"\r\n'].join('---\n');

describe('a content that is read window by window', () => {
  it.each([1, 7, 64, 200, 1000, 100_000])('gives what it gives as a whole (%d bytes)', (window) => {
    expect(readAll(inWindows(TEXT, window))).toEqual(readAll(TEXT));
    expect(readAll(TEXT).length).toBeGreaterThan(MANIFESTS.length);
  });

  it('is a problem when it has changed, or is no text', () => {
    const changed: Content = { ...inWindows('a: 1\n', 5), read: () => undefined };
    expect(readAll(changed)).toMatchObject([{ problem: { rule: 'NG001' } }]);
    const binary: Content = { ...textContent('a: 1\n'), encodingOf: () => ({ message: 'no text', offset: 2 }) };
    expect(readAll(binary)).toMatchObject([{ problem: { rule: 'NG002', location: { line: 1, column: 3 } } }]);
  });
});

describe('a content that changes after it was read', () => {
  it('has its beginning as only place', () => {
    const whole = textContent('\n\na: 1\n');
    let isGone = false;
    const content: Content = { ...whole, read: (start, end) => (isGone ? undefined : whole.read(start, end)) };
    const [read] = [...readDocuments('a.yaml', content, { isUsed: () => true })];
    if (read?.type !== 'document') throw new Error('no document');
    expect(read.document.origin.locate([])).toMatchObject({ line: 3, column: 1 });
    isGone = true;
    expect(read.document.origin.locate([])).toMatchObject({ line: 1, column: 1 });
    expect(read.document.origin.locateValue(['a'])).toMatchObject({ line: 1, column: 1 });
  });
});

const LIST = `apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:
    note: "over
      lines"
- apiVersion: v1
  kind: Secret
  data: {b: "- kind: Pod"}
# between
- kind: Service
  metadata:
    name: &x c
kind: List
metadata:
  resourceVersion: ""
`;

describe('a plain list', () => {
  const text = LIST.replace('&x ', '');

  it('gives its items as documents of their own, with their places', () => {
    expect(readAll(text)).toMatchObject([
      { value: { kind: 'List', items: [] }, places: [{ line: 1 }, { line: 18 }] },
      {
        value: { kind: 'Pod' },
        places: [
          { line: 3, column: 3 },
          { line: 5, column: 20 },
        ],
        whole: { kind: 'Pod' },
      },
      { kind: 'Secret', location: { line: 9, column: 3 }, isItem: true },
      {
        value: { kind: 'Service' },
        places: [
          { line: 13, column: 3 },
          { line: 15, column: 11 },
        ],
      },
    ]);
  });

  it.each<[name: string, text: string]>([
    ['an anchor could be meant elsewhere', LIST],
    ['it is a typed list', text.replace('kind: List', 'kind: PodList')],
    ['it says something else', `${text}more: 1\n`],
    ['a key stands twice', `${text}kind: List\n`],
    ['it is empty', 'apiVersion: v1\nitems: []\nkind: List\n'],
    ['quotes reach out of an item', text.replace('      lines"', '- kind: Pod"')],
  ])('is read as a whole when %s', (_, whole) => {
    expect(readAll(whole)).toHaveLength(1);
    expect(readAll(whole)).toEqual(readAll(whole, 'slow'));
  });
});

const JSON_LIST = `{
    "apiVersion": "v1",
    "items": [
        {
            "apiVersion": "v1",
            "kind": "Pod",
            "metadata": {
                "annotations": {"note": "a } and a \\" here"},
                "name": "a"
            }
        },
        {"apiVersion": "v1", "data": {"b": "kind"}, "kind": "Secret"},
        {
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": {"name": "c"}
        }
    ],
    "kind": "List",
    "metadata": {"resourceVersion": ""}
}
`;

describe('a list of JSON', () => {
  it('gives its items as documents of their own, with their places', () => {
    expect(readAll(JSON_LIST)).toMatchObject([
      { value: { kind: 'List', items: [] } },
      {
        value: { kind: 'Pod' },
        places: [
          { line: 4, column: 9 },
          { line: 9, column: 25 },
        ],
        whole: { metadata: { annotations: { note: 'a } and a " here' } } },
      },
      { kind: 'Secret', location: { line: 12, column: 9 }, isItem: true },
      {
        value: { kind: 'Service' },
        places: [
          { line: 13, column: 9 },
          { line: 16, column: 34 },
        ],
      },
    ]);
  });

  it.each<[name: string, text: string]>([
    ['it is a typed list', JSON_LIST.replace('"List"', '"PodList"')],
    ['it says something else', JSON_LIST.replace('"items"', '"more": 1, "items"')],
    ['a key stands twice', JSON_LIST.replace('"items"', '"kind": "List", "items"')],
    ['an item is no object', JSON_LIST.replace('"items": [', '"items": [1,')],
    ['there is a comment', JSON_LIST.replace('"items": [', '"items": [ # all')],
    ['something follows', `${JSON_LIST}a: b\n`],
  ])('is read as a whole when %s', (_, whole) => {
    expect(readAll(whole)).toHaveLength(1);
    expect(readAll(whole)).toEqual(readAll(whole, 'slow'));
  });
});

describe('the scanner, which is made ready once there has been much to read', () => {
  it('gives what was given before', () => {
    const texts = [TEXT, LIST, LIST.replace('&x ', ''), JSON_LIST];
    const read = (): unknown[] => texts.flatMap((text) => [readAll(text), readAll(inWindows(text, 64))]);
    const before = read();
    const much = 'kind: Pod\nmetadata: {name: a}\n---\n'.repeat(3_000);
    expect(readAll(much)).toHaveLength(3_000);
    // Where a scanner is ready, it counts lines too.
    expect(lineCounts(encode('a\n\nb'), 1024)?.slice(0, 2)).toEqual(new Int32Array([2, 3]));
    expect(readAll(much).at(-1)).toMatchObject({ places: [{ line: 8998 }, { line: 8999, column: 18 }] });
    expect(readAll(`\uFEFF${much.replaceAll('\n', '\r\n')}`).at(-1)).toMatchObject({
      places: [{ line: 8998 }, { line: 8999 }],
    });
    expect(read()).toEqual(before);
    expect(readAll(TEXT)).toEqual(readAll(TEXT, 'slow'));
  });
});

describe('a list that is longer than what the scanner holds at once', () => {
  const names = Array.from({ length: 260 }, (_, i) => `item-${i}`);
  /** One of the items by itself is longer. */
  const padding = (i: number): number => (i === 200 ? 70_000 : 150 + (i % 7));
  const read = (text: string) =>
    [...readDocuments('a.yaml', text, { isUsed: () => true })].slice(1).map((each) => {
      if (each.type !== 'document') return each;
      const { value, origin } = each.document;
      const { metadata } = value as { readonly metadata: { readonly name: string } };
      return { name: metadata.name, line: origin.locateValue(['metadata', 'name']).line };
    });

  it('gives its items in block style', () => {
    const lines = ['apiVersion: v1', 'kind: List', 'items:'];
    const expected = names.map((name, i) => {
      lines.push('- kind: ConfigMap', '  apiVersion: v1', '  metadata:', `    name: ${name}`, '  data:');
      const line = lines.length - 1;
      lines.push(`    quoted: "over`, `      lines - kind: Pod"`, '    text: |');
      for (let count = 0; count < padding(i); count += 1) lines.push('      - kind: Pod # that is only text');
      lines.push('    # between items', '');
      return { name, line };
    });
    expect(read(`${lines.join('\n')}\n`)).toEqual(expected);
    expect(read(`${lines.join('\n')}metadata: {}\n`)).toEqual(expected);
  });

  it('gives its items of JSON', () => {
    const lines = ['{"apiVersion": "v1", "kind": "List", "items": ['];
    const expected = names.map((name, i) => {
      lines.push('{"kind": "ConfigMap", "apiVersion": "v1",', `"metadata": {"name": "${name}"},`, '"data": {');
      const line = lines.length - 1;
      for (let count = 0; count < padding(i); count += 1) lines.push(`"key-${count}": "}, {\\"kind\\": [",`);
      lines.push(`"last": ""}}${i < names.length - 1 ? ',' : ''}`);
      return { name, line };
    });
    expect(read(`${lines.join('\n')}\n]}\n`)).toEqual(expected);
    expect(read(`${lines.join('\n')}, {"kind": \n`)).not.toEqual(expected);
  });
});
