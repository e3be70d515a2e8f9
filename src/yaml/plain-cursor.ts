import { byteSet, LETTERS_AND_DIGITS } from './bytes.ts';
import { CR, DASH, DELETE, DOT, HASH, LF, SPACE, TAB } from './characters.ts';
import { handOver } from './hand-over.ts';
import type { Plan } from './plan.ts';
import type { Ref, ValueTable } from './value-table.ts';

/**
 * A place in a text of UTF-8 that is read line by line; lines end in LF or CRLF. Between nodes it stands on the first
 * character of a line's content.
 */
export interface Cursor {
  readonly bytes: Uint8Array;
  /** The start of a line, or where the bytes end. */
  readonly end: number;
  readonly table: ValueTable;
  at: number;
  /** How far the line is indented; -1 behind the last line. */
  indent: number;
  /** Collections that are open. */
  depth: number;
  /** All that was read so far meets what is demanded of it. */
  isSound: boolean;
}

export const cursorAt = (bytes: Uint8Array, start: number, end: number, table: ValueTable): Cursor => ({
  bytes,
  end,
  table,
  at: start,
  indent: -1,
  depth: 0,
  isSound: true,
});

/** A value that has been read, and is looked at for what is demanded of it. */
export function checked(cursor: Cursor, value: Ref, plan: Plan): Ref {
  if (cursor.isSound && !plan.admits(cursor.table.valueOf(value))) cursor.isSound = false;
  return value;
}

/** A byte of the text. Behind the last one the last line ends. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? LF;

/** True for the end of a line: no CR of the text stands alone. */
export const endsLine = (code: number): boolean => code === LF || code === CR;

/** True for what ends an indicator: a blank, or the line's end. Tabs are handed over. */
export const endsIndicator = (bytes: Uint8Array, at: number): boolean => {
  const code = byteAt(bytes, at);
  return code === SPACE || endsLine(code);
};

/** True for the dash of a list's item. */
export const isItem = (bytes: Uint8Array, at: number): boolean => bytes[at] === DASH && endsIndicator(bytes, at + 1);

export function skipSpaces({ bytes }: Cursor, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at += 1;
  return at;
}

/** What lines are made of that can be passed over with one look: nothing that opens quotes, brackets or a text of several lines. */
const HARMLESS = byteSet(`${LETTERS_AND_DIGITS} :-_./=`);

/**
 * The place behind the line that `from` is on, if the rest of it is harmless; else -1. Two bytes at a time
 * (hashes.ts says why).
 */
export function behindHarmless(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; HARMLESS[bytes[at] ?? LF] === 1; at += 2) {
    if (HARMLESS[bytes[at + 1] ?? LF] === 1) continue;
    at += 1;
    break;
  }
  return (bytes[at] ?? LF) === LF ? at + 1 : -1;
}

/** The place behind the line that `from` is on. Control characters are refused, as they are even in comments. */
export function nextLineStart({ bytes }: Cursor, from: number): number {
  for (let at = from; ; at += 1) {
    const code = byteAt(bytes, at);
    if (code === LF) return at + 1;
    if ((code < SPACE && code !== TAB && code !== CR) || code === DELETE) handOver();
  }
}

/** From the start of a line to the next content, past empty lines and comments, however these are indented. */
export function seekContent(cursor: Cursor, from: number): void {
  const { bytes, end } = cursor;
  for (let line = from; line < end;) {
    let at = line;
    while (bytes[at] === SPACE) at += 1;
    // A call costs more than all the rest, and every line comes by here.
    const code = bytes[at] ?? LF;
    if (code !== HASH && code !== LF && code !== CR) {
      cursor.at = at;
      cursor.indent = at - line;
      return;
    }
    line = code === LF ? at + 1 : nextLineStart(cursor, at);
  }
  cursor.at = end;
  cursor.indent = -1;
}

/** As `seekContent`, and refuses a document marker there, for it ends every open node. */
export function seekNode(cursor: Cursor, from: number): void {
  seekContent(cursor, from);
  if (cursor.indent !== 0) return;
  const { bytes, at } = cursor;
  const code = bytes[at];
  if (code !== DASH && code !== DOT) return;
  if (bytes[at + 1] === code && bytes[at + 2] === code) handOver();
}

/** From behind a node to the next one on a later line: only blanks and a comment may follow on its own line. */
export function leaveLine(cursor: Cursor, from: number): void {
  const { bytes } = cursor;
  const at = skipSpaces(cursor, from);
  const code = byteAt(bytes, at);
  if (!endsLine(code) && (at === from || code !== HASH)) handOver();
  seekNode(cursor, code === LF ? at + 1 : nextLineStart(cursor, at));
}
