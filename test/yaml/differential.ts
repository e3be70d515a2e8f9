import { encode } from '../../src/yaml/bytes.ts';
import { isJson, readJson } from '../../src/yaml/json-documents.ts';
import { DEFAULT_LIMITS } from '../../src/yaml/limits.ts';
import { construct, parseText } from '../../src/yaml/parse.ts';
import { isSound } from '../../src/manifest/shape.ts';
import type { Shape } from '../../src/model/shape.ts';
import { type PlainValue, readPlain } from '../../src/yaml/plain-reader.ts';
import { planOf, WHOLE } from '../../src/yaml/plan.ts';
import { Scanner } from '../../src/yaml/scanner.ts';
import { splitDocuments } from '../../src/yaml/split.ts';
import { ValueTable } from '../../src/yaml/value-table.ts';

/** What js-yaml makes of a document; undefined where it is broken. */
export function readSlowly(text: string): { readonly value: unknown } | undefined {
  const parsed = parseText(text, DEFAULT_LIMITS);
  if ('failure' in parsed) return undefined;
  const constructed = construct(text, parsed.value, DEFAULT_LIMITS);
  return 'failure' in constructed ? undefined : constructed;
}

/** Equal in everything that can be seen: `-0` is not `0`, and mappings have their keys in the same order. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return Object.is(one, other);
  }
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const entries = Object.entries(one);
  const others = Object.entries(other);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    entries.length === others.length &&
    entries.every(([key, value], i) => key === others[i]?.[0] && isSame(value, others[i][1]))
  );
}

/** One table and one scanner for all texts, as a run of netgraph has: what is kept of one text must not change another. */
const table = new ValueTable();
const scanner = new Scanner();

const LONE_RETURN = /\r(?!\n)/;

export type FastReader = (text: string, mask?: Shape) => PlainValue | undefined;

/** Where the content starts of a text that is one document of JSON. */
function jsonContent(bytes: Uint8Array): number | undefined {
  const [piece, ...others] = splitDocuments(bytes);
  const isOne = piece?.start === 0 && piece.end === bytes.length && others.length === 0;
  return isOne && isJson(bytes, piece) ? piece.content : undefined;
}

/** What the scanner makes of a text whose lines end in LF or CRLF; undefined where it hands it over. */
export const readScanned: FastReader = (text, mask = WHOLE) => {
  if (LONE_RETURN.test(text)) return undefined;
  const whole = encode(text);
  // What stands before and behind a document is none of it.
  const bytes = Buffer.concat([Buffer.from('x'), whole, Buffer.from('\n - x: "')]);
  const end = whole.length + 1;
  const isAscii = whole.length === text.length;
  const content = jsonContent(whole);
  if (content !== undefined) return scanner.read({ bytes, start: 1 + content, end, isAscii }, planOf(mask), true);
  return scanner.read({ bytes, start: 1, end, isAscii }, planOf(mask));
};

/** What the fast reader makes of a text whose lines end in LF or CRLF; undefined where it hands it over. */
export const readFast: FastReader = (text, mask = WHOLE) => {
  const bytes = encode(text);
  if (LONE_RETURN.test(text)) return undefined;
  const whole = { bytes, start: 0, end: bytes.length, isAscii: bytes.length === text.length };
  const content = jsonContent(bytes);
  if (content !== undefined) return readJson(whole, content, table, planOf(mask));
  return readPlain(whole, table, planOf(mask));
};

/** What a mask asks for of a value. */
export function masked(value: unknown, mask: Shape): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, mask.items ?? WHOLE));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const own = mask.fields?.get(key) ?? (mask.only === true ? undefined : (mask.others ?? WHOLE));
    return own === undefined ? [] : [[key, masked(inner, own)]];
  });
  return Object.fromEntries(entries);
}

/** What a fast reader does with a text, beside js-yaml. */
export function compareReaders(
  text: string,
  mask: Shape = WHOLE,
  read: FastReader = readFast,
): 'same' | 'handed over' | 'different' {
  const plain = read(text, mask);
  if (plain === undefined) return 'handed over';
  const slow = readSlowly(text);
  // Of what the mask leaves out, errors are not seen.
  if (slow === undefined) return mask === WHOLE ? 'different' : 'same';
  if (plain.isSound !== isSound(slow.value, mask)) return 'different';
  return isSame(plain.value, masked(slow.value, mask)) ? 'same' : 'different';
}
