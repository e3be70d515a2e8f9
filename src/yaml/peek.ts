import { decode, standsAt } from './bytes.ts';
import { APOSTROPHE, CR, DASH, HASH, isBreak, isLetter, LF, QUOTE, SPACE } from './characters.ts';
import { headOf } from './scanning.ts';
import type { Piece } from './piece.ts';

/** What a document says of itself at the start of its lines. */
export interface Peeked {
  readonly kind: string;
  readonly apiVersion?: string;
}

const KEY = /^(["']?)([A-Za-z0-9_][\w./-]*)\1[ \t]*:(?=[ \t\r]|$)/;
const VALUE = /^[ \t]+(["']?)([A-Za-z0-9][\w./-]*)\1(?:[ \t]+(?:#.*)?)?\r?$/;

/** So much of a line is looked at: kinds and versions are short. */
const LONGEST_LINE = 256;

/** Only `kind` and `apiVersion`, quoted or not, begin with one of these; every other key need not be looked at. */
const mayMatter = (code: number): boolean => code === 0x61 || code === 0x6b || code === QUOTE || code === APOSTROPHE;

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF) at += 1;
  return at;
}

/** A key and its value, as far as they are plain or simply quoted. */
interface Entry {
  readonly key: string;
  readonly value: string | undefined;
}

function entryOf(line: string): Entry | undefined {
  const key = KEY.exec(line);
  return key === null ? undefined : { key: key[2] ?? '', value: VALUE.exec(line.slice(key[0].length))?.[2] };
}

/** The content of a line, or its first character behind `column` blanks. */
function contentAt(bytes: Uint8Array, line: number, column: number): number {
  let at = line;
  while (at < line + column && bytes[at] === SPACE) at += 1;
  return at;
}

interface KnownLine {
  readonly bytes: Uint8Array;
  readonly entry: Entry;
}

/** Most documents say one of a few lines, so these are taken apart once. By their length. */
const knownLines: (KnownLine[] | undefined)[] = [];
const MOST_ALIKE = 16;

function entryAt(bytes: Uint8Array, at: number, lineEnd: number): Entry | undefined {
  const end = Math.min(lineEnd, at + LONGEST_LINE);
  const alike = (knownLines[end - at] ??= []);
  for (const known of alike) if (standsAt(known.bytes, bytes, at)) return known.entry;
  const entry = entryOf(decode(bytes, at, end));
  if (entry !== undefined && alike.length < MOST_ALIKE)
    alike.push({ bytes: new Uint8Array(bytes.subarray(at, end)), entry });
  return entry;
}

type IsEnough = (apiVersion: string, kind: string) => boolean;

const neverEnough: IsEnough = () => false;

/** What documents say of themselves in their first two lines, by the number of these, where that was enough. */
let knownHeads: { readonly isEnough: IsEnough; readonly peeked: (Peeked | undefined)[] } | undefined;

function headsFor(isEnough: IsEnough): (Peeked | undefined)[] {
  if (knownHeads?.isEnough !== isEnough) knownHeads = { isEnough, peeked: [] };
  return knownHeads.peeked;
}

/**
 * Looks for `kind` and `apiVersion` in the first column, or in that of a list's item, without parsing. Gives an answer only where it is certain: a
 * root mapping in block style, plain keys, each of the two at most once, values on the same line. A typed or untyped
 * list gives none, for its items have kinds of their own. Lines must not end in a lone CR.
 *
 * Where both are found and `isEnough`, the rest of the document is not looked at.
 */
export function peekKind(
  bytes: Uint8Array,
  { start, content, end }: Piece,
  isEnough: IsEnough = neverEnough,
  column = 0,
): Peeked | undefined {
  if (column === 0 && content > start && !isBreak(bytes[content - 1] ?? LF)) return undefined;
  const head = column === 0 ? headOf(bytes, content, end) : 0;
  const known = head === 0 ? undefined : headsFor(isEnough)[head];
  if (known !== undefined) return known;
  let lines = 0;
  let kind: string | undefined;
  let apiVersion: string | undefined;
  for (let at = content, lineEnd = at; at < end; at = contentAt(bytes, lineEnd + 1, column)) {
    lineEnd = endOfLine(bytes, at);
    lines += 1;
    const code = bytes[at] ?? LF;
    if (code === SPACE || code === HASH || code === LF || code === CR || code === DASH) {
      if (at === content) return undefined;
      continue;
    }
    if (at !== content && !mayMatter(code)) {
      if (isLetter(code)) continue;
      return undefined;
    }
    const entry = entryAt(bytes, at, lineEnd);
    if (entry === undefined) return undefined;
    const { key, value } = entry;
    if (key !== 'kind' && key !== 'apiVersion') continue;
    if (value === undefined || (key === 'kind' ? kind : apiVersion) !== undefined) return undefined;
    if (key === 'kind') kind = value;
    else apiVersion = value;
    if (kind === undefined || apiVersion === undefined || !isEnough(apiVersion, kind)) continue;
    if (kind.endsWith('List')) return undefined;
    const peeked = { kind, apiVersion };
    if (head !== 0 && lines <= 2) headsFor(isEnough)[head] = peeked;
    return peeked;
  }
  if (kind === undefined || kind.endsWith('List')) return undefined;
  return { kind, ...(apiVersion === undefined ? {} : { apiVersion }) };
}
