import { CR, DASH, DOT, HASH, isBlank, isBreak, LF, PERCENT } from './characters.ts';

/** A stretch of a file that holds one document, with the directives and comments before it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** The first character of the document itself. */
  readonly content: number;
}

const MARKER_LENGTH = 3;
const BOM_LENGTH = 3;

const isBom = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

const isMarker = (bytes: Uint8Array, at: number, code: number): boolean =>
  bytes[at] === code && bytes[at + 1] === code && bytes[at + 2] === code && isBlank(bytes[at + MARKER_LENGTH] ?? LF);

/** Where the line starts that a marker opens; -1 where something else stands before it. */
function markedLine(bytes: Uint8Array, at: number, begin: number): number {
  const isFirst = (start: number): boolean => start === begin || isBreak(bytes[start - 1] ?? 0);
  if (isFirst(at)) return at;
  const mark = at - BOM_LENGTH;
  return bytes[at] === DASH && mark >= begin && isBom(bytes, mark) && isFirst(mark) ? mark : -1;
}

/**
 * From `from` on the next place with two dashes or dots in a row, or the end. A marker has a character in every third place,
 * so no other is looked at.
 */
function nextRun(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at += MARKER_LENGTH) {
    const code = bytes[at];
    if ((code === DASH || code === DOT) && (bytes[at + 1] === code || bytes[at - 1] === code)) break;
  }
  return at;
}

/** The lines that start with a marker. No scalar can hold one, so finding them needs no parsing. */
function* markerLines(bytes: Uint8Array, begin: number): Generator<number> {
  for (let at = nextRun(bytes, begin); at < bytes.length; at = nextRun(bytes, at + MARKER_LENGTH)) {
    const code = bytes[at] ?? LF;
    let start = at;
    while (start > begin && bytes[start - 1] === code) start -= 1;
    const line = isMarker(bytes, start, code) ? markedLine(bytes, start, begin) : -1;
    if (line >= 0) yield line;
    while (bytes[at + 1] === code) at += 1;
  }
}

function endOfLine(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && !isBreak(bytes[at] ?? LF)) at += 1;
  return at;
}

function skipIdle(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = bytes[at] ?? LF;
    if (isBlank(code)) at += 1;
    else if (isBom(bytes, at)) at += BOM_LENGTH;
    else if (code === HASH) at = endOfLine(bytes, at, end);
    else break;
  }
  return at;
}

/** Where a document's marker or, without one, its content would begin. */
function skipHeader(bytes: Uint8Array, from: number, end: number): number {
  let at = skipIdle(bytes, from, end);
  while (at < end && bytes[at] === PERCENT) at = skipIdle(bytes, endOfLine(bytes, at, end), end);
  return at;
}

/** The piece between two places of the text; undefined where it holds no document. */
function pieceOf(bytes: Uint8Array, start: number, end: number): Piece | undefined {
  const header = skipHeader(bytes, start, end);
  const content = isMarker(bytes, header, DASH) ? skipIdle(bytes, header + MARKER_LENGTH, end) : header;
  return content >= end || isMarker(bytes, content, DOT) ? undefined : { start, end, content };
}

/**
 * Cuts a text at its document markers, so that each document can be read, skipped or found broken alone. A stretch of
 * directives and comments only goes with the document after it; documents without content are left out.
 */
export function* splitDocuments(bytes: Uint8Array): Generator<Piece> {
  let start = isBom(bytes, 0) ? BOM_LENGTH : 0;
  for (const at of markerLines(bytes, start)) {
    const opens = bytes[at] !== DOT;
    if (opens && skipHeader(bytes, start, at) >= at) continue;
    const end = opens ? at : endOfLine(bytes, at, bytes.length);
    const piece = pieceOf(bytes, start, end);
    if (piece !== undefined) yield piece;
    start = end;
  }
  const last = pieceOf(bytes, start, bytes.length);
  if (last !== undefined) yield last;
}

/** True where a CR ends a line by itself. */
export function hasLoneReturn(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) return true;
  return false;
}
