import { COLON } from './characters.ts';
import { handOver } from './hand-over.ts';
import { type Cursor, endsIndicator, leaveLine, skipSpaces } from './plain-cursor.ts';
import { isQuote, readPlainScalar, readQuoted } from './plain-scalars.ts';
import type { Ref } from './value-table.ts';

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
export function readKey(cursor: Cursor): Ref {
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
