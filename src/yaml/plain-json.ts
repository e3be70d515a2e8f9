import { byteSet, LETTERS_AND_DIGITS } from './bytes.ts';
import {
  BACKSLASH,
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COLON,
  COMMA,
  CR,
  DASH,
  isLetter,
  LF,
  QUOTE,
  SPACE,
} from './characters.ts';
import { closeCollection, openCollection } from './plain-collections.ts';
import { handOver } from './hand-over.ts';
import { checked, type Cursor, skipSpaces } from './plain-cursor.ts';
import { isText, readQuoted } from './plain-scalars.ts';
import type { FieldPlan, Plan } from './plan.ts';
import type { Ref } from './value-table.ts';

/** Keys beyond this are for js-yaml, which bounds them. */
const LONGEST_KEY = 512;

/** What numbers, `true`, `false` and `null` are made of. */
const WORD = byteSet(`${LETTERS_AND_DIGITS}-+.`);

/** What may stand between strings, beside words and brackets. */
const BETWEEN = new Uint8Array(WORD);
for (const code of [SPACE, LF, CR, COMMA, COLON]) BETWEEN[code] = 1;

/** Goes to what is next, over lines too, and gives its first character. */
export function nextToken(cursor: Cursor): number {
  const { bytes } = cursor;
  let { at } = cursor;
  for (; ; at += 1) {
    const code = bytes[at];
    if (code !== SPACE && code !== LF && (code !== CR || bytes[at + 1] !== LF)) break;
  }
  cursor.at = at;
  return at < cursor.end ? (bytes[at] ?? -1) : -1;
}

/** Behind the quote that closes a string. */
function behindString({ bytes, end }: Cursor, quote: number): number {
  for (let at = quote + 1; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
    else if (code < SPACE) handOver();
  }
  return handOver();
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Behind a number, or a word of letters. */
function behindWord(bytes: Uint8Array, from: number): number {
  const first = bytes[from] ?? 0;
  const isNumber = isDigit(first === DASH ? (bytes[from + 1] ?? 0) : first);
  if (!isNumber && !isLetter(first)) handOver();
  let at = from + 1;
  while (WORD[bytes[at] ?? 0] === 1) at += 1;
  return at;
}

/** Behind the bracket that closes the one at `from`. */
function behindBrackets(cursor: Cursor, from: number): number {
  const { bytes, end } = cursor;
  let depth = 0;
  for (let at = from; at < end;) {
    const code = bytes[at] ?? 0;
    if (BETWEEN[code] === 1) at += 1;
    else if (code === QUOTE) at = behindString(cursor, at);
    else if (code === BRACE || code === BRACKET) {
      depth += 1;
      at += 1;
    } else if (code === BRACE_END || code === BRACKET_END) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at;
    } else handOver();
  }
  return handOver();
}

/** Passes over a value. */
export function skipJson(cursor: Cursor): void {
  const code = nextToken(cursor);
  const { bytes, at } = cursor;
  if (code === QUOTE) cursor.at = behindString(cursor, at);
  else if (code === BRACE || code === BRACKET) cursor.at = behindBrackets(cursor, at);
  else cursor.at = behindWord(bytes, at);
}

/** Goes behind a comma, or behind the closing bracket, and says whether it was that. */
export function endsJson(cursor: Cursor, closing: number): boolean {
  const code = nextToken(cursor);
  if (code !== COMMA && code !== closing) handOver();
  cursor.at += 1;
  return code === closing;
}

/** Goes behind the bracket of an empty collection, or says that there is more. */
export function isEmptyJson(cursor: Cursor, closing: number): boolean {
  const ends = nextToken(cursor) === closing;
  if (ends) cursor.at += 1;
  return ends;
}

/** Where the text of a key ends that has no escapes; the cursor is on its quote. */
export function keyEnd({ bytes, at, end }: Cursor): number {
  const last = Math.min(end, at + LONGEST_KEY);
  for (let next = at + 1; next < last; next += 1) {
    const code = bytes[next] ?? 0;
    if (code === QUOTE) return next;
    if (code === BACKSLASH || code < SPACE) break;
  }
  return handOver();
}

/** Goes behind the colon of a key. */
export function passJsonColon(cursor: Cursor, from: number): void {
  const colon = skipSpaces(cursor, from);
  if (cursor.bytes[colon] !== COLON) handOver();
  cursor.at = colon + 1;
}

/** The field of a name that would be no text without its quotes. */
const fieldCalled = ({ bytes, table }: Cursor, plan: Plan, start: number, end: number): FieldPlan | undefined =>
  plan.field(table.keyOf(table.quoted(bytes, start, end)));

function readEntry(cursor: Cursor, plan: Plan): void {
  const { bytes, table } = cursor;
  if (nextToken(cursor) !== QUOTE) handOver();
  const start = cursor.at + 1;
  const end = keyEnd(cursor);
  const field = isText(bytes, start, end) ? plan.fieldAt(bytes, start, end) : fieldCalled(cursor, plan, start, end);
  passJsonColon(cursor, end + 1);
  if (field === undefined && plan.isOnly) {
    skipJson(cursor);
    return;
  }
  if (field === undefined && plan.isClosed) cursor.isSound = false;
  const key = field === undefined ? table.quoted(bytes, start, end) : field.refIn(table);
  const value = readJsonValue(cursor, field?.plan ?? plan.others);
  table.push(key);
  table.push(value);
}

function readObject(cursor: Cursor, plan: Plan): Ref {
  const from = openCollection(cursor);
  if (!isEmptyJson(cursor, BRACE_END))
    do readEntry(cursor, plan);
    while (!endsJson(cursor, BRACE_END));
  closeCollection(cursor);
  return cursor.table.closeMapping(from);
}

function readArray(cursor: Cursor, plan: Plan): Ref {
  const { table } = cursor;
  const from = openCollection(cursor);
  if (!isEmptyJson(cursor, BRACKET_END))
    do table.push(readJsonValue(cursor, plan));
    while (!endsJson(cursor, BRACKET_END));
  closeCollection(cursor);
  return table.closeSequence(from);
}

function readUnchecked(cursor: Cursor, plan: Plan): Ref {
  const code = nextToken(cursor);
  const { bytes, at, table } = cursor;
  if (code === QUOTE) return readQuoted(cursor);
  if (code === BRACE || code === BRACKET) {
    cursor.at = at + 1;
    return code === BRACE ? readObject(cursor, plan) : readArray(cursor, plan.items);
  }
  cursor.at = behindWord(bytes, at);
  return table.plain(bytes, at, cursor.at);
}

/** Reads a value of a JSON text. Only what JSON and YAML understand alike is read; all else is handed over. */
export const readJsonValue = (cursor: Cursor, plan: Plan): Ref => checked(cursor, readUnchecked(cursor, plan), plan);
