import { hasUnusual } from './bytes.ts';
import { BRACE, BRACKET, COLON, DASH, HASH, PIPE } from './characters.ts';
import { fieldMask, itemMask, type Mask, WHOLE } from './mask.ts';
import { closeCollection, openCollection } from './plain-collections.ts';
import {
  byteAt,
  type Cursor,
  endsIndicator,
  endsLine,
  HANDED_OVER,
  handOver,
  isItem,
  leaveLine,
  nextLineStart,
  seekContent,
  seekNode,
  skipSpaces,
} from './plain-cursor.ts';
import { readFlow } from './plain-flow.ts';
import { readLiteral } from './plain-literal.ts';
import { isQuote, readPlainScalar, readQuoted } from './plain-scalars.ts';
import { skipValue } from './plain-skip.ts';
import type { Ref, ValueTable } from './value-table.ts';

const atItem = ({ bytes, at }: Cursor): boolean => isItem(bytes, at);

/** True where nothing but a comment is left of a line; `at` is behind a blank, or at the line's end. */
export function isRestEmpty(bytes: Uint8Array, at: number): boolean {
  const code = byteAt(bytes, at);
  return code === HASH || endsLine(code);
}

/** Reads a value that starts on the line of its key or dash, and goes on to the next node. */
function readInline(cursor: Cursor, parent: number, mask: Mask): Ref {
  const code = cursor.bytes[cursor.at];
  if (code === PIPE) return cursor.table.text(readLiteral(cursor, parent));
  let value: Ref;
  if (isQuote(code)) value = readQuoted(cursor);
  else if (code === BRACKET || code === BRACE) value = readFlow(cursor, mask);
  else value = readPlainScalar(cursor);
  // A colon behind a value ends up here too.
  leaveLine(cursor, cursor.at);
  return value;
}

export const readScalar = (cursor: Cursor): Ref =>
  isQuote(cursor.bytes[cursor.at]) ? readQuoted(cursor) : readPlainScalar(cursor);

/** Goes behind a colon that makes a key of what stands before it. */
export function passColon(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const at = skipSpaces(cursor, cursor.at);
  if (bytes[at] !== COLON || !endsIndicator(bytes, at + 1)) return false;
  cursor.at = at + 1;
  return true;
}

/** Reads up to and with the colon. The cursor is left behind it. */
function readKey(cursor: Cursor): Ref {
  const key = readScalar(cursor);
  return passColon(cursor) ? key : handOver();
}

/** Reads a key and its colon, and gives its text. */
export const readEntryKey = (cursor: Cursor): string => cursor.table.keyOf(readKey(cursor));

/** Reads a scalar behind its key, and goes on to the next node; undefined where it is none of one line. */
export function readScalarValue(cursor: Cursor): unknown {
  cursor.at = skipSpaces(cursor, cursor.at);
  const value = readScalar(cursor);
  leaveLine(cursor, cursor.at);
  return cursor.table.valueOf(value);
}

/** The value of a key at column `parent`: a list below may be as little indented as the key itself. */
function readValue(cursor: Cursor, parent: number, mask: Mask): Ref {
  cursor.at = skipSpaces(cursor, cursor.at);
  if (!isRestEmpty(cursor.bytes, cursor.at)) return readInline(cursor, parent, mask);
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  if (cursor.indent > parent) return readCollection(cursor, cursor.indent, mask);
  return cursor.indent === parent && atItem(cursor) ? readSequence(cursor, parent, itemMask(mask)) : cursor.table.null;
}

/** Reads the value of a key at `column`, or passes over it where it is not asked for. */
function readEntry(cursor: Cursor, column: number, key: Ref, mask: Mask): void {
  const { table } = cursor;
  const inner = fieldMask(mask, table.keyOf(key));
  if (inner === undefined) {
    skipValue(cursor, column);
    return;
  }
  const value = readValue(cursor, column, inner);
  table.push(key);
  table.push(value);
}

/** Reads a mapping whose keys are at `column`. The first key may have been read. */
function readMapping(cursor: Cursor, column: number, mask: Mask, first = readKey(cursor)): Ref {
  const from = openCollection(cursor);
  readEntry(cursor, column, first, mask);
  while (cursor.indent === column) readEntry(cursor, column, readKey(cursor), mask);
  closeCollection(cursor);
  return cursor.table.closeMapping(from);
}

/** An item that starts on the line of its dash: a list, a mapping whose first key stands there, or a value. */
function readCompact(cursor: Cursor, parent: number, column: number, mask: Mask): Ref {
  const code = cursor.bytes[cursor.at];
  if (atItem(cursor)) return readSequence(cursor, column, itemMask(mask));
  if (code === PIPE || code === BRACKET || code === BRACE) return readInline(cursor, parent, mask);
  const scalar = readScalar(cursor);
  if (passColon(cursor)) return readMapping(cursor, column, mask, scalar);
  leaveLine(cursor, cursor.at);
  return scalar;
}

function readItem(cursor: Cursor, parent: number, mask: Mask): Ref {
  const { bytes, at: dash } = cursor;
  cursor.at = skipSpaces(cursor, dash + 1);
  if (!isRestEmpty(bytes, cursor.at)) return readCompact(cursor, parent, parent + cursor.at - dash, mask);
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  return cursor.indent > parent ? readCollection(cursor, cursor.indent, mask) : cursor.table.null;
}

/** Reads a list whose dashes are at `column`. A key may follow there, if the list is the value of one. */
function readSequence(cursor: Cursor, column: number, mask: Mask): Ref {
  const { table } = cursor;
  const from = openCollection(cursor);
  do table.push(readItem(cursor, column, mask));
  while (cursor.indent === column && atItem(cursor));
  closeCollection(cursor);
  return table.closeSequence(from);
}

/** A collection on lines of its own. Scalars there are handed over: they may go on over further lines. */
const readCollection = (cursor: Cursor, column: number, mask: Mask): Ref =>
  atItem(cursor) ? readSequence(cursor, column, itemMask(mask)) : readMapping(cursor, column, mask);

/** Goes to the document's content, past a marker on a line of its own. */
export function seekRoot(cursor: Cursor, start: number): void {
  seekContent(cursor, start);
  const { bytes, at } = cursor;
  const isMarked = bytes[at] === DASH && bytes[at + 1] === DASH && bytes[at + 2] === DASH;
  // On the first line js-yaml takes even an indented `---` for a marker.
  if (isMarked && cursor.indent > 0) handOver();
  if (isMarked && endsIndicator(bytes, at + 3)) leaveLine(cursor, at + 3);
  else seekNode(cursor, at - cursor.indent);
}

/** The bytes of one document: whole lines, which end in LF or CRLF. */
export interface PlainText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly isAscii: boolean;
}

/**
 * Reads what a mask asks for of one document in the plain block style of most manifests, many times as fast as js-yaml:
 * mappings, lists, scalars of one line, literal blocks and brackets that close on their line. It gives the very value
 * that `parseText` and `construct` give, or `undefined`, which says nothing of the text but that js-yaml must read it:
 * whatever is rare, involved or wrong is handed over rather than judged. In what the mask leaves out, keys that stand
 * twice and other errors are not seen.
 */
export function readPlain(
  { bytes, start, end, isAscii }: PlainText,
  table: ValueTable,
  mask: Mask = WHOLE,
): { readonly value: unknown } | undefined {
  if (!isAscii && hasUnusual(bytes, start, end)) return undefined;
  const cursor: Cursor = { bytes, end, table, at: start, indent: -1, depth: 0 };
  try {
    seekRoot(cursor, start);
    if (cursor.indent < 0) return undefined;
    const value = readCollection(cursor, cursor.indent, mask);
    // A line that no collection could take for its own, because of its indentation, has ended them all.
    return cursor.indent < 0 ? { value: table.valueOf(value) } : undefined;
  } catch (error) {
    if (error === HANDED_OVER) return undefined;
    throw error;
  } finally {
    table.reset();
  }
}
