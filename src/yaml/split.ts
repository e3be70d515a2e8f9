import { nextByte } from './bytes.ts';
import { CR, DASH, DOT, HASH, isBlank, isBreak, LF, PERCENT } from './characters.ts';
import { BOM_LENGTH, isBom, isMarker, MARKER_LENGTH, markerLines, plainMarkerLines } from './markers.ts';
import type { Piece } from './piece.ts';
import { piecesIn } from './scanning.ts';

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

function* piecesBetween(bytes: Uint8Array, begin: number, markers: Iterable<number>): Generator<Piece> {
  const end = bytes.length;
  let start = begin;
  for (const at of markers) {
    const opens = bytes[at] !== DOT;
    if (opens && skipHeader(bytes, start, at) >= at) continue;
    const stop = opens ? at : endOfLine(bytes, at, end);
    const piece = pieceOf(bytes, start, stop);
    if (piece !== undefined) yield piece;
    start = stop;
  }
  const last = pieceOf(bytes, start, end);
  if (last !== undefined) yield last;
}

/**
 * Cuts a text at its document markers, so that each document can be read, skipped or found broken alone. A stretch of
 * directives and comments only goes with the document after it; documents without content are left out. Bytes are plain that are
 * ASCII and have no lone CR: then documents are found faster.
 */
export function splitDocuments(bytes: Uint8Array, isPlain = false): Iterable<Piece> {
  const told = isPlain ? piecesIn(bytes, 0, bytes.length) : undefined;
  if (told !== undefined) return told;
  const begin = isBom(bytes, 0) ? BOM_LENGTH : 0;
  return piecesBetween(bytes, begin, isPlain ? plainMarkerLines(bytes) : markerLines(bytes, begin));
}

const splitApart = (bytes: Uint8Array, begin: number, behind: number): readonly Piece[] =>
  Array.from(splitDocuments(bytes.subarray(begin, behind), true), ({ start, end, content }) => ({
    start: begin + start,
    end: begin + end,
    content: begin + content,
  }));

/** The same of a text between two places of plain bytes, with a line break, or nothing, behind it. */
export const splitPart = (bytes: Uint8Array, begin: number, behind: number): readonly Piece[] =>
  piecesIn(bytes, begin, behind) ?? splitApart(bytes, begin, behind);

/** True where a CR ends a line by itself. */
export function hasLoneReturn(bytes: Uint8Array): boolean {
  for (let at = nextByte(bytes, CR); at >= 0; at = nextByte(bytes, CR, at + 1)) if (bytes[at + 1] !== LF) return true;
  return false;
}
