import { BOM, DOT, endOfLine, HASH, isBlank, PERCENT } from './characters.ts';

/** A stretch of a file that holds one document, with the directives and comments before it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** The first character of the document itself. */
  readonly content: number;
}

/** A line break and a marker behind it; files put together may have a byte order mark between the two. */
const MARKER_LINE = /[\n\r](?:\uFEFF?---|\.\.\.)(?=[ \t\n\r]|$)/g;

const isMarker = (text: string, at: number, mark: '---' | '...'): boolean =>
  text.startsWith(mark, at) && (at + 3 >= text.length || isBlank(text.charCodeAt(at + 3)));

/** The lines that start with a marker. No scalar can hold one, so finding them needs no parsing. */
function* markerLines(text: string, begin: number): Generator<number> {
  if (isMarker(text, begin, '---') || isMarker(text, begin, '...')) yield begin;
  for (const { index } of text.matchAll(MARKER_LINE)) yield index + 1;
}

function skipIdle(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === BOM) at += 1;
    else if (code === HASH) at = endOfLine(text, at, end);
    else break;
  }
  return at;
}

/** Where a document's marker or, without one, its content would begin. */
function skipHeader(text: string, from: number, end: number): number {
  let at = skipIdle(text, from, end);
  while (at < end && text.charCodeAt(at) === PERCENT) at = skipIdle(text, endOfLine(text, at, end), end);
  return at;
}

/** The piece between two places of the text; undefined where it holds no document. */
function pieceOf(text: string, start: number, end: number): Piece | undefined {
  const header = skipHeader(text, start, end);
  const content = isMarker(text, header, '---') ? skipIdle(text, header + 3, end) : header;
  return content >= end || isMarker(text, content, '...') ? undefined : { start, end, content };
}

/**
 * Cuts a text at its document markers, so that each document can be read, skipped or found broken alone. A stretch of
 * directives and comments only goes with the document after it; documents without content are left out.
 */
export function* splitDocuments(text: string): Generator<Piece> {
  let start = text.charCodeAt(0) === BOM ? 1 : 0;
  for (const at of markerLines(text, start)) {
    const opens = text.charCodeAt(at) !== DOT;
    if (opens && skipHeader(text, start, at) >= at) continue;
    const end = opens ? at : endOfLine(text, at, text.length);
    const piece = pieceOf(text, start, end);
    if (piece !== undefined) yield piece;
    start = end;
  }
  const last = pieceOf(text, start, text.length);
  if (last !== undefined) yield last;
}
