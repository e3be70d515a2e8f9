import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../../src/yaml/bytes.ts';
import * as scanning from '../../src/yaml/scanning.ts';
import { splitDocuments } from '../../src/yaml/split.ts';
import { peekKind } from '../../src/yaml/peek.ts';
import { summaryOf } from './support.ts';
import { holds } from '../support/holds.ts';

function peek(text: string): string | undefined {
  const bytes = encode(text);
  const [piece] = splitDocuments(bytes);
  const found = piece === undefined ? undefined : peekKind(bytes, piece);
  return found === undefined ? undefined : `${found.apiVersion ?? '-'} ${found.kind}`;
}

describe('peekKind', () => {
  it.each<[name: string, text: string, expected: string]>([
    ['plain values', 'apiVersion: apps/v1\nkind: Deployment\n', 'apps/v1 Deployment'],
    ['any order', 'kind: Pod\nmetadata:\n  kind: Other\napiVersion: v1\n', 'v1 Pod'],
    ['quoted values', 'apiVersion: "v1"\nkind: \'Pod\'\n', 'v1 Pod'],
    ['quoted keys', '"apiVersion": v1\n\'kind\': Pod\n', 'v1 Pod'],
    ['comments behind values', 'apiVersion: v1 # a\nkind: Pod\t# b\n', 'v1 Pod'],
    ['comments before', '# a\n---\n# b\nkind: Pod', '- Pod'],
    ['blanks around', 'kind :   Pod   \n', '- Pod'],
    ['CRLF', 'apiVersion: v1\r\nkind: Pod\r\n', 'v1 Pod'],
    ['lists at the first column', 'items:\n- kind: Other\nkind: Pod\n', '- Pod'],
    ['keys that only begin alike', 'kindness: a\napi: b\nkind: Pod\n', '- Pod'],
  ])('sees %s', (_, text, expected) => {
    expect(peek(text)).toBe(expected);
  });

  it.each<[name: string, text: string]>([
    ['there is no kind', 'apiVersion: v1\nmetadata: {}\n'],
    ['the kind is deeper', '  kind: Pod\n'],
    ['it is JSON', '{"kind": "Pod"}\n'],
    ['it is JSON over lines', '{\n"kind": "Pod"\n}\n'],
    ['it is a list', 'kind: List\nitems: []\n'],
    ['it is a typed list', 'kind: PodList\nitems: []\n'],
    ['the kind stands twice', 'kind: Pod\nkind: Secret\n'],
    ['the version stands twice', 'kind: Pod\napiVersion: v1\n"apiVersion": v2\n'],
    ['the value has an anchor', 'kind: &k Pod\n'],
    ['the value has a tag', 'kind: !!str Pod\n'],
    ['the value is an alias', 'kind: *k\n'],
    ['the value is on the next line', 'kind:\n  Pod\n'],
    ['the value is a block scalar', 'kind: |-\n  Pod\n'],
    ['the value is a template', 'kind: {{ .Values.kind }}\n'],
    ['the version is a template', 'apiVersion: {{ .Values.v }}\nkind: Pod\n'],
    ['the value goes on', 'kind: Pod: x\n'],
    ['the quotes hold an escape', 'kind: "P\\u006fd"\n'],
    ['a key holds an escape', 'kind: Pod\n"k\\u0069nd": Secret\n'],
    ['a key is explicit', 'kind: Pod\n? kind\n: Secret\n'],
    ['a key has an anchor', 'kind: Pod\n&a kind: Secret\n'],
    ['a key is merged', 'kind: Pod\n<<: *a\n'],
    ['a quoted scalar goes on in the first column', 'a: "x\n"kind: Pod\n'],
    ['a flow mapping goes on in the first column', 'a: {\nkind: Pod\n}\n'],
    ['the document is no mapping', 'just text\nkind: Pod\n'],
    ['the document is quoted text', '"a\nkind: Pod\n"\n'],
    ['the content is on the marker line', '--- kind: Pod\n'],
    ['the flow style is on the marker line', '--- {kind: Pod}\n'],
    ['a template action is on a line of its own', 'kind: Secret\n{{- if .Values.x }}\na: 1\n{{- end }}\n'],
  ])('is not certain when %s', (_, text) => {
    expect(peek(text)).toBeUndefined();
  });
});

describe('documents of unused kinds', () => {
  it('are skipped, with a place, without being parsed', () => {
    const text =
      '# a\nkind: Secret\nstringData:\n  password: [broken\n---\nkind: Pod\n---\napiVersion: v1\nkind: ConfigMap\n';
    expect(summaryOf(text)).toEqual(['skipped - Secret 2:1', 'document {"kind":"Pod"}', 'skipped v1 ConfigMap 8:1']);
  });

  it('are parsed when lines end in a lone CR, which could hide a second kind', () => {
    expect(summaryOf('kind: Secret\rkind: Pod\r')).toEqual(['NG002 2:1']);
  });
});

describe('what two lines say', () => {
  it('is the same when it has been said before', () => {
    scanning.piecesIn(new Uint8Array(32 * 1024).fill(0x78), 0, 32 * 1024);
    expect(scanning.headOf(encode('kind: Pod\napiVersion: v1\n'), 0, 25)).toBeGreaterThan(0);
    const isUsed = (apiVersion: string, kind: string): boolean => apiVersion !== 'v2' && kind !== 'Secret';
    const line = fc.constantFrom(
      'apiVersion: v1',
      'apiVersion: v2',
      'apiVersion: "v1"',
      'kind: Pod',
      'kind: Secret',
      "kind: 'Pod'",
      'kind: PodList',
      'kind: Pod # x',
      'kind:',
      'metadata: {}',
      '  kind: Inner',
      '- kind: Item',
      '"kind": Pod',
      '# kind: Comment',
      '',
      'a: 1',
      `kind: ${'x'.repeat(130)}`,
    );
    holds(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.nat({ max: 3 }),
        (lines, feed, cut) => {
          const text = lines.join(feed) + feed;
          const bytes = encode(text.slice(0, text.length - cut));
          const piece = { start: 0, content: 0, end: bytes.length };
          const afresh = peekKind(bytes, piece, (apiVersion, kind) => isUsed(apiVersion, kind));
          expect(peekKind(bytes, piece, isUsed)).toEqual(afresh);
          expect(peekKind(bytes, piece, isUsed)).toEqual(afresh);
        },
      ),
      3_000,
    );
  });
});
