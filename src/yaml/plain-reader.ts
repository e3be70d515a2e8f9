import { byteSet, hasUnusual, LETTERS_AND_DIGITS } from './bytes.ts';
import { BRACE, BRACKET, COLON, CR, DASH, HASH, isLetter, LF, PIPE, SPACE } from './characters.ts';
import { closeCollection, openCollection } from './plain-collections.ts';
import { handOver, unlessHandedOver } from './hand-over.ts';
import {
  byteAt,
  checked,
  type Cursor,
  cursorAt,
  endsIndicator,
  endsLine,
  isItem,
  leaveLine,
  nextLineStart,
  seekContent,
  seekNode,
  skipSpaces,
} from './plain-cursor.ts';
import { readFlow } from './plain-flow.ts';
import { readLiteral } from './plain-literal.ts';
import { passColon, readKey, readScalar } from './plain-keys.ts';
import { isQuote, isText, readPlainScalar, readQuoted } from './plain-scalars.ts';
import { skipValue } from './plain-skip.ts';
import { type Plan, planOf, WHOLE } from './plan.ts';
import type { Ref, ValueTable } from './value-table.ts';

const atItem = ({ bytes, at }: Cursor): boolean => isItem(bytes, at);

/** True where nothing but a comment is left of a line; `at` is behind a blank, or at the line's end. */
export function isRestEmpty(bytes: Uint8Array, at: number): boolean {
  const code = byteAt(bytes, at);
  return code === HASH || endsLine(code);
}

/** Reads a value that starts on the line of its key or dash, and goes on to the next node. */
function readInline(cursor: Cursor, parent: number, plan: Plan): Ref {
  const code = cursor.bytes[cursor.at];
  if (code === PIPE) return cursor.table.text(readLiteral(cursor, parent));
  let value: Ref;
  if (isQuote(code)) value = readQuoted(cursor);
  else if (code === BRACKET || code === BRACE) value = readFlow(cursor, plan);
  else value = readPlainScalar(cursor);
  // A colon behind a value ends up here too.
  leaveLine(cursor, cursor.at);
  return value;
}

/** The value of a key at column `parent`: a list below may be as little indented as the key itself. */
function readValue(cursor: Cursor, parent: number, plan: Plan): Ref {
  cursor.at = skipSpaces(cursor, cursor.at);
  if (!isRestEmpty(cursor.bytes, cursor.at)) return readInline(cursor, parent, plan);
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  if (cursor.indent > parent) return readCollection(cursor, cursor.indent, plan);
  return cursor.indent === parent && atItem(cursor) ? readSequence(cursor, parent, plan.items) : cursor.table.null;
}

/** What plain keys are made of, with no need to look further than their colon. */
const NAME = byteSet(`${LETTERS_AND_DIGITS}-_./`);

/** Where a key of letters and digits ends at its colon; -1 for any other key, and for what is none. */
export function nameEnd(bytes: Uint8Array, start: number): number {
  if (!isLetter(bytes[start] ?? 0)) return -1;
  let at = start + 1;
  while (NAME[bytes[at] ?? 0] === 1) at += 1;
  if (bytes[at] !== COLON) return -1;
  const next = bytes[at + 1] ?? LF;
  return next === SPACE || next === LF || next === CR ? at : -1;
}

/** Reads the value of a key at `column`, and keeps both. */
function readEntry(cursor: Cursor, column: number, key: Ref, plan: Plan): void {
  const value = checked(cursor, readValue(cursor, column, plan), plan);
  cursor.table.push(key);
  cursor.table.push(value);
}

/** Goes on from behind the colon of a key that has been read. */
function readBehindKey(cursor: Cursor, column: number, key: Ref, plan: Plan): void {
  const field = plan.field(cursor.table.keyOf(key));
  if (field === undefined && plan.isOnly) {
    skipValue(cursor, column);
    return;
  }
  if (field === undefined && plan.isClosed) cursor.isSound = false;
  readEntry(cursor, column, key, field?.plan ?? plan.others);
}

/** Reads a key at `column` and its value, or passes over them where they are not asked for. */
function readKeyAndValue(cursor: Cursor, column: number, plan: Plan): void {
  const { bytes, at: start, table } = cursor;
  const end = plan.hasFields ? nameEnd(bytes, start) : -1;
  const field = end < 0 ? undefined : plan.fieldAt(bytes, start, end);
  if (field !== undefined) {
    cursor.at = end + 1;
    readEntry(cursor, column, field.refIn(table), field.plan);
  } else if (end >= 0 && plan.isOnly && isText(bytes, start, end)) {
    cursor.at = end + 1;
    skipValue(cursor, column);
  } else {
    readBehindKey(cursor, column, readKey(cursor), plan);
  }
}

/** Reads a mapping whose keys are at `column`. The first key may have been read. */
function readMapping(cursor: Cursor, column: number, plan: Plan, first?: Ref): Ref {
  const from = openCollection(cursor);
  if (first === undefined) readKeyAndValue(cursor, column, plan);
  else readBehindKey(cursor, column, first, plan);
  while (cursor.indent === column) readKeyAndValue(cursor, column, plan);
  closeCollection(cursor);
  return cursor.table.closeMapping(from);
}

/** An item that starts on the line of its dash: a list, a mapping whose first key stands there, or a value. */
function readCompact(cursor: Cursor, parent: number, column: number, plan: Plan): Ref {
  const { bytes, at } = cursor;
  if (atItem(cursor)) return readSequence(cursor, column, plan.items);
  if (nameEnd(bytes, at) >= 0) return readMapping(cursor, column, plan);
  const code = bytes[at];
  if (code === PIPE || code === BRACKET || code === BRACE) return readInline(cursor, parent, plan);
  const scalar = readScalar(cursor);
  if (passColon(cursor)) return readMapping(cursor, column, plan, scalar);
  leaveLine(cursor, cursor.at);
  return scalar;
}

function readItem(cursor: Cursor, parent: number, plan: Plan): Ref {
  const { bytes, at: dash } = cursor;
  cursor.at = skipSpaces(cursor, dash + 1);
  if (!isRestEmpty(bytes, cursor.at)) return readCompact(cursor, parent, parent + cursor.at - dash, plan);
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  return cursor.indent > parent ? readCollection(cursor, cursor.indent, plan) : cursor.table.null;
}

/** Reads a list whose dashes are at `column`. A key may follow there, if the list is the value of one. */
function readSequence(cursor: Cursor, column: number, plan: Plan): Ref {
  const { table } = cursor;
  const from = openCollection(cursor);
  do table.push(checked(cursor, readItem(cursor, column, plan), plan));
  while (cursor.indent === column && atItem(cursor));
  closeCollection(cursor);
  return table.closeSequence(from);
}

/** A collection on lines of its own. Scalars there are handed over: they may go on over further lines. */
const readCollection = (cursor: Cursor, column: number, plan: Plan): Ref =>
  atItem(cursor) ? readSequence(cursor, column, plan.items) : readMapping(cursor, column, plan);

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

/** What was read, and whether all of it meets the demands of what it was read for. */
export interface PlainValue {
  readonly value: unknown;
  readonly isSound: boolean;
}

function readRoot(cursor: Cursor, start: number, plan: Plan): PlainValue | undefined {
  seekRoot(cursor, start);
  if (cursor.indent < 0) return undefined;
  const root = checked(cursor, readCollection(cursor, cursor.indent, plan), plan);
  // A line that no collection could take for its own, because of its indentation, has ended them all.
  return cursor.indent < 0 ? { value: cursor.table.valueOf(root), isSound: cursor.isSound } : undefined;
}

/**
 * Reads what a plan asks for of one document in the plain block style of most manifests, many times as fast as js-yaml:
 * mappings, lists, scalars of one line, literal blocks and brackets that close on their line. It gives the very value
 * that `parseText` and `construct` give, or `undefined`, which says nothing of the text but that js-yaml must read it:
 * whatever is rare, involved or wrong is handed over rather than judged. In what the plan leaves out, keys that stand
 * twice and other errors are not seen.
 */
export function readPlain(
  { bytes, start, end, isAscii }: PlainText,
  table: ValueTable,
  plan: Plan = planOf(WHOLE),
): PlainValue | undefined {
  if (!isAscii && hasUnusual(bytes, start, end)) return undefined;
  const cursor = cursorAt(bytes, start, end, table);
  const read = unlessHandedOver(() => readRoot(cursor, start, plan));
  table.reset();
  return read;
}
