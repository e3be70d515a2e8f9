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
  LF,
  QUOTE,
  SPACE,
} from '../characters';
import { areControls, areEach, byteAt, Cursor, handOver, skipSpaces } from './cursor';
import { closeGroup, openGroup } from './groups';
import { fieldKey, fieldOf, fieldPlan, hasFields, isOnly, itemsOf, othersOf } from './plans';
import { keepJsonEntry, passJsonRepeat } from './repeats';
import { isLetter, plainAt, readQuoted } from './scalars';
import { MAPPING, push, quoted, Ref, SEQUENCE, Table } from './table';

/** Keys beyond this are for js-yaml, which bounds them. */
const LONGEST_KEY: usize = 512;

/** Goes to what is next, over lines too, and gives its first character; -1 behind the last. */
export function nextToken(): i32 {
  let at = Cursor.at;
  let code = byteAt(at);
  while (code == SPACE || code == LF || (code == CR && byteAt(at + 1) == LF)) {
    at = code == SPACE ? skipSpaces(at) : at + 1;
    code = byteAt(at);
  }
  Cursor.at = at;
  return at < Cursor.end ? code : -1;
}

/** Behind the quote that closes a string. */
function behindString(quote: usize): usize {
  for (let at = quote + 1; at < Cursor.end; at += 1) {
    const bytes = v128.load(at);
    const marks = v128.or(areEach(bytes, QUOTE), areEach(bytes, BACKSLASH));
    const stops = i8x16.bitmask(v128.or(areControls(bytes), marks));
    at += stops == 0 ? 15 : ctz(stops);
    if (stops == 0 || at >= Cursor.end) continue;
    const code = byteAt(at);
    if (code == QUOTE) return at + 1;
    if (code != BACKSLASH) handOver();
    at += 1;
  }
  handOver();
  return 0;
}

function isDigit(code: i32): bool {
  return <u32>(code - 0x30) < 10;
}

/** What numbers, `true`, `false` and `null` are made of. */
function isOfWord(code: i32): bool {
  return isLetter(code) || isDigit(code) || code == DASH || code == 0x2b || code == 0x2e;
}

/** Behind a number, or a word of letters. */
function behindWord(from: usize): usize {
  const first = byteAt(from);
  const isNumber = isDigit(first == DASH ? byteAt(from + 1) : first);
  if (!isNumber && !isLetter(first)) handOver();
  let at = from + 1;
  while (isOfWord(byteAt(at))) at += 1;
  return at;
}

/** Behind the bracket that closes the one at `from`. */
function behindBrackets(from: usize): usize {
  let depth = 0;
  for (let at = from; at < Cursor.end;) {
    const code = byteAt(at);
    if (code == SPACE) at = skipSpaces(at);
    else if (code == QUOTE) at = behindString(at);
    else if (code == BRACE || code == BRACKET) {
      depth += 1;
      at += 1;
    } else if (code == BRACE_END || code == BRACKET_END) {
      depth -= 1;
      at += 1;
      if (depth == 0) return at;
    } else if (code == LF || code == COMMA || code == COLON || code == CR || isOfWord(code)) at += 1;
    else handOver();
  }
  handOver();
  return 0;
}

/** Passes over a value. */
export function skipJson(): void {
  const code = nextToken();
  const at = Cursor.at;
  if (code == QUOTE) Cursor.at = behindString(at);
  else if (code == BRACE || code == BRACKET) Cursor.at = behindBrackets(at);
  else Cursor.at = behindWord(at);
}

/** Goes behind a comma, or behind the closing bracket, and says whether it was that. */
export function endsJson(closing: i32): bool {
  const code = nextToken();
  if (code != COMMA && code != closing) handOver();
  Cursor.at += 1;
  return code == closing;
}

/** Goes behind the bracket of an empty collection, or says that there is more. */
function isEmptyJson(closing: i32): bool {
  const ends = nextToken() == closing;
  if (ends) Cursor.at += 1;
  return ends;
}

/** Where the text of a key ends that has no escapes. */
function keyEnd(quote: usize): usize {
  const end = behindString(quote) - 1;
  if (end - quote >= LONGEST_KEY) handOver();
  for (let at = quote + 1; at < end; at += 1) if (byteAt(at) == BACKSLASH) handOver();
  return end;
}

function readEntry(plan: i32): void {
  if (nextToken() != QUOTE) handOver();
  if (passJsonRepeat(plan)) return;
  const from = Cursor.at;
  const open = Table.open;
  const start = from + 1;
  const end = keyEnd(from);
  const colon = skipSpaces(end + 1);
  if (byteAt(colon) != COLON) handOver();
  Cursor.at = colon + 1;
  const field = hasFields(plan) ? fieldOf(plan, start, end) : -1;
  if (field < 0 && isOnly(plan)) skipJson();
  else {
    const key = field < 0 ? quoted(start, end) : fieldKey(plan, field);
    const value = readJsonValue(field < 0 ? othersOf(plan) : fieldPlan(plan, field));
    push(key);
    push(value);
  }
  keepJsonEntry(from, plan, open);
}

function readObject(plan: i32): Ref {
  const from = openGroup();
  if (!isEmptyJson(BRACE_END)) {
    do readEntry(plan);
    while (!endsJson(BRACE_END));
  }
  return closeGroup(from, MAPPING, plan);
}

/** A list of what a plan describes. */
function readArray(plan: i32): Ref {
  const from = openGroup();
  if (!isEmptyJson(BRACKET_END)) {
    do push(readJsonValue(plan));
    while (!endsJson(BRACKET_END));
  }
  return closeGroup(from, SEQUENCE, plan);
}

/** Reads a value of a JSON text. Only what JSON and YAML understand alike is read; all else is handed over. */
export function readJsonValue(plan: i32): Ref {
  const code = nextToken();
  const at = Cursor.at;
  if (code == QUOTE) return readQuoted();
  if (code == BRACE || code == BRACKET) {
    Cursor.at = at + 1;
    return code == BRACE ? readObject(plan) : readArray(itemsOf(plan));
  }
  Cursor.at = behindWord(at);
  return plainAt(at, Cursor.at);
}
