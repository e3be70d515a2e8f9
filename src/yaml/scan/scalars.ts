import { APOSTROPHE, BACKSLASH, COLON, DASH, HASH, QUESTION, QUOTE, SPACE } from '../characters';
import { areControls, areEach, byteAt, Cursor, endsIndicator, handOver, skipSpaces } from './cursor';
import { DOUBLED, ESCAPED, plain, quoted, Ref, rewritten } from './table';

/** What a plain scalar may be, told by its first character; any other starts a string. */
const WORD: u8 = 1;
const NUMBER: u8 = 2;
const INDICATOR: u8 = 3;
const LESS_THAN: i32 = 0x3c;
/** A class for each byte. */
const STARTS: usize = memory.data(128);
/** The words that are no texts have at most so many letters. */
const LONGEST_WORD: usize = 5;

function mark(table: usize, first: i32, last: i32, value: u8): void {
  for (let code = first; code <= last; code += 1) store<u8>(table + <usize>code, value);
}

function markEach(table: usize, characters: StaticArray<u8>, value: u8): void {
  for (let i = 0; i < characters.length; i += 1) store<u8>(table + <usize>characters[i], value);
}

/** Called once. */
export function prepareScalars(): void {
  // n t f y o, small and large, and the tilde: null, true, false, yes, no, on, off.
  markEach(STARTS, [0x6e, 0x4e, 0x74, 0x54, 0x66, 0x46, 0x79, 0x59, 0x6f, 0x4f, 0x7e], WORD);
  mark(STARTS, 0x30, 0x39, NUMBER);
  markEach(STARTS, [0x2d, 0x2b, 0x2e], NUMBER);
  // # & * ! | > ' " % @ ` , [ ] { }
  markEach(
    STARTS,
    [0x23, 0x26, 0x2a, 0x21, 0x7c, 0x3e, 0x27, 0x22, 0x25, 0x40, 0x60, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d],
    INDICATOR,
  );
}

function startOf(code: i32): u8 {
  return code > 127 ? 0 : load<u8>(STARTS + <usize>code);
}

export function isQuote(code: i32): bool {
  return code == QUOTE || code == APOSTROPHE;
}

export function isLetter(code: i32): bool {
  return <u32>((code | 0x20) - 0x61) < 26;
}

/** For each of sixteen bytes, whether names are made of it: a letter, a digit, or one of `-./_`. */
function areNames(bytes: v128): v128 {
  const letters = i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61));
  const digits = i8x16.sub(bytes, i8x16.splat(0x2d));
  return v128.or(
    v128.or(i8x16.lt_u(letters, i8x16.splat(26)), i8x16.lt_u(digits, i8x16.splat(13))),
    areEach(bytes, 0x5f),
  );
}

/** Where a key of letters and digits ends at its colon; 0 for any other key, and for what is none. */
export function nameEnd(start: usize): usize {
  if (!isLetter(byteAt(start))) return 0;
  let at = start;
  while (true) {
    const others = i8x16.bitmask(areNames(v128.load(at))) ^ 0xffff;
    if (others != 0) {
      at += ctz(others);
      return byteAt(at) == COLON && endsIndicator(at + 1) ? at : 0;
    }
    at += 16;
  }
}

const NULL_WORD: u64 = 0x6c6c756e;
const TRUE_WORD: u64 = 0x65757274;
const FALSE_WORD: u64 = 0x65736c6166;
const YES_WORD: u64 = 0x736579;
const NO_WORD: u64 = 0x6f6e;
const ON_WORD: u64 = 0x6e6f;
const OFF_WORD: u64 = 0x66666f;
const Y_WORD: u64 = 0x79;
const N_WORD: u64 = 0x6e;
const TILDE: u64 = 0x7e;

/** One of the words that are no texts: small, large, or with a large first letter. */
function isWord(start: usize, end: usize): bool {
  const length = end - start;
  if (length > LONGEST_WORD) return false;
  let word: u64 = 0;
  let large = 0;
  for (let at = end; at > start; at -= 1) {
    const code = byteAt(at - 1);
    word = (word << 8) | (<u64>(code | 0x20));
    if (code >= 0x41 && code <= 0x5a) large += 1;
    else if (!isLetter(code) && code != 0x7e) return false;
  }
  const isSpelt = large == 0 || large == <i32>length || (large == 1 && byteAt(start) <= 0x5a);
  if (!isSpelt) return false;
  return (
    word == NULL_WORD ||
    word == TRUE_WORD ||
    word == FALSE_WORD ||
    word == YES_WORD ||
    word == NO_WORD ||
    word == ON_WORD ||
    word == OFF_WORD ||
    word == Y_WORD ||
    word == N_WORD ||
    word == TILDE
  );
}

/** A merge is more than its value, wherever it may stand. */
function isMerge(start: usize, end: usize): bool {
  return end - start == 2 && byteAt(start) == LESS_THAN && byteAt(start + 1) == LESS_THAN;
}

/** True for what is no text, or may be none. */
function mayBeOther(start: usize, end: usize): bool {
  const type = startOf(byteAt(start));
  return type == NUMBER || (type == WORD && isWord(start, end));
}

/** True where a plain scalar is a text, and so may be a key. */
export function isText(start: usize, end: usize): bool {
  return !mayBeOther(start, end) && !isMerge(start, end);
}

/** Refuses what no plain scalar may start with: indicators, and `-`, `?` or `:` with a blank behind. */
export function requirePlainStart(): void {
  const at = Cursor.at;
  const code = byteAt(at);
  if (startOf(code) == INDICATOR) handOver();
  if ((code == DASH || code == QUESTION || code == COLON) && endsIndicator(at + 1)) handOver();
}

/** Where a plain scalar ends that starts at `start`: before blanks and a comment, the colon of a key, or the line's end. */
export function plainEnd(start: usize): usize {
  let at = start;
  while (true) {
    const bytes = v128.load(at);
    const colons = v128.or(areEach(bytes, COLON), areEach(bytes, HASH));
    let ends = i8x16.bitmask(v128.or(areControls(bytes), colons));
    for (; ends != 0; ends &= ends - 1) {
      const place = at + ctz(ends);
      const code = byteAt(place);
      if (code < SPACE || (code == COLON ? endsIndicator(place + 1) : byteAt(place - 1) == SPACE)) return place;
    }
    at += 16;
  }
}

/** The same without the blanks before it. */
export function trimmed(end: usize): usize {
  let at = end;
  while (byteAt(at - 1) == SPACE) at -= 1;
  return at;
}

/** The value of a plain scalar between two places. */
export function plainAt(start: usize, end: usize): Ref {
  if (isMerge(start, end)) handOver();
  return mayBeOther(start, end) ? plain(start, end) : quoted(start, end);
}

/** Goes behind a plain scalar, as far as it goes on its line. */
export function passPlain(): usize {
  requirePlainStart();
  const end = trimmed(plainEnd(Cursor.at));
  Cursor.at = end;
  return end;
}

export function readPlainScalar(): Ref {
  const start = Cursor.at;
  return plainAt(start, passPlain());
}

/** Where quotes close on their line. What is in them may have to be read otherwise than it is written. */
function closingQuote(start: usize): usize {
  const quote = byteAt(start);
  let at = start + 1;
  isAsWritten = true;
  while (true) {
    const bytes = v128.load(at);
    const marks = v128.or(areEach(bytes, quote), areEach(bytes, BACKSLASH));
    const stops = i8x16.bitmask(v128.or(areControls(bytes), marks));
    if (stops == 0) {
      at += 16;
      continue;
    }
    at += ctz(stops);
    const code = byteAt(at);
    if (code < SPACE) handOver();
    if (code == quote) {
      if (quote == QUOTE || byteAt(at + 1) != APOSTROPHE) return at;
      isAsWritten = false;
      at += 1;
    } else if (quote == QUOTE) {
      isAsWritten = false;
      at += 1;
    }
    at += 1;
  }
}

/** Of the last text in quotes. */
let isAsWritten: bool = true;

/** Goes behind a key in quotes, and gives where they close. One that has to be read otherwise is for the next reader. */
export function passQuotedKey(): usize {
  const end = closingQuote(Cursor.at);
  if (!isAsWritten) handOver();
  Cursor.at = end + 1;
  return end;
}

/** Reads a scalar in quotes; the cursor is left behind it. */
export function readQuoted(): Ref {
  const start = Cursor.at;
  const end = closingQuote(start);
  Cursor.at = end + 1;
  if (isAsWritten) return quoted(start + 1, end);
  return rewritten(byteAt(start) == QUOTE ? ESCAPED : DOUBLED, start + 1, end);
}

export function readScalar(): Ref {
  return isQuote(byteAt(Cursor.at)) ? readQuoted() : readPlainScalar();
}

/** Goes behind a colon that makes a key of what stands before it. */
export function passColon(): bool {
  const at = skipSpaces(Cursor.at);
  if (byteAt(at) != COLON || !endsIndicator(at + 1)) return false;
  Cursor.at = at + 1;
  return true;
}
