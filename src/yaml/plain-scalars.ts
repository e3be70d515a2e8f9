import { APOSTROPHE, BACKSLASH, COLON, DASH, HASH, isLetter, LF, QUESTION, QUOTE, SPACE } from './characters.ts';
import { decodeLine } from './bytes.ts';
import { handOver } from './hand-over.ts';
import { byteAt, type Cursor, endsIndicator } from './plain-cursor.ts';
import { numberOrText } from './numbers.ts';
import type { Ref } from './value-table.ts';

const spellings = (word: string): readonly string[] => [
  word,
  word.charAt(0).toUpperCase() + word.slice(1),
  word.toUpperCase(),
];

/** The words that the schema does not read as strings. */
const WORDS = new Map(
  [
    { words: ['null', '~'], value: null },
    { words: ['true', 'yes', 'on', 'y'], value: true },
    { words: ['false', 'no', 'off', 'n'], value: false },
  ].flatMap(({ words, value }) => words.flatMap(spellings).map((word) => [word, value] as const)),
);
const LONGEST_WORD = Math.max(...[...WORDS.keys()].map(({ length }) => length));

/** What a plain scalar may be, told by its first character; any other starts a string. */
const STRING = 0;
const WORD = 1;
const DIGIT = 2;
const NUMBER_SIGN = 3;
const INDICATOR = 4;
const STARTS = new Uint8Array(128);
/** The characters of numbers of every notation. */
const NUMERIC = new Uint8Array(128);
const mark = (table: Uint8Array, characters: string, value: number): void => {
  for (const character of characters) table[character.charCodeAt(0)] = value;
};
mark(STARTS, [...WORDS.keys()].map((word) => word.charAt(0)).join(''), WORD);
mark(STARTS, '0123456789', DIGIT);
mark(STARTS, '-+.', NUMBER_SIGN);
mark(STARTS, '#&*!|>\'"%@`,[]{}', INDICATOR);
mark(NUMERIC, '0123456789abcdefABCDEFxXoO_.+-', 1);

/** Whole numbers of at most this many digits are exact. */
const EXACT_DIGITS = 15;

function resolveDigits(text: string): unknown {
  let number = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const digit = code - 0x30;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else if (code > 127 || NUMERIC[code] === 0) return text;
    else number = Number.NaN;
  }
  const isDecimal = text.length === 1 || (text.length <= EXACT_DIGITS && !text.startsWith('0'));
  return isDecimal && !Number.isNaN(number) ? number : numberOrText(text);
}

/** True for what is a text for sure: it begins with a letter, and is none of the words. */
export function isText(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  return isLetter(first) && (STARTS[first] !== WORD || end - start > LONGEST_WORD);
}

/** The value of a plain scalar, as the schema has it. */
export function resolvePlain(text: string): unknown {
  const first = text.charCodeAt(0);
  switch (first > 127 ? STRING : STARTS[first]) {
    case WORD: {
      const value = text.length <= LONGEST_WORD ? WORDS.get(text) : undefined;
      return value === undefined ? text : value;
    }
    case DIGIT:
      return resolveDigits(text);
    case NUMBER_SIGN:
      return numberOrText(text);
    default:
      // A merge is more than its value, wherever it may stand.
      return text === '<<' ? handOver() : text;
  }
}

export const isQuote = (code: number | undefined): boolean => code === QUOTE || code === APOSTROPHE;

/** Refuses what no plain scalar may start with: indicators, and `-`, `?` or `:` with a blank behind. */
export function requirePlainStart({ bytes, at }: Cursor): void {
  const code = byteAt(bytes, at);
  if (code <= 127 && STARTS[code] === INDICATOR) handOver();
  if ((code === DASH || code === QUESTION || code === COLON) && endsIndicator(bytes, at + 1)) handOver();
}

/** Where a plain scalar ends that starts at `start`: before blanks and a comment, the colon of a key, or the line's end. */
export function plainEnd(bytes: Uint8Array, start: number): number {
  for (let at = start; ; at += 1) {
    const code = byteAt(bytes, at);
    if (code > COLON) continue;
    if (code < SPACE || (code === COLON && endsIndicator(bytes, at + 1)) || (code === HASH && bytes[at - 1] === SPACE))
      return at;
  }
}

/** The same without the blanks before it. */
export function trimmed(bytes: Uint8Array, end: number): number {
  let at = end;
  while (bytes[at - 1] === SPACE) at -= 1;
  return at;
}

/**
 * Reads a plain scalar as far as it goes on its line. The cursor is left behind it: what may follow are blanks, a comment
 * or the colon of a key.
 */
export function readPlainScalar(cursor: Cursor): Ref {
  requirePlainStart(cursor);
  const { bytes, at: start } = cursor;
  cursor.at = trimmed(bytes, plainEnd(bytes, start));
  return cursor.table.plain(bytes, start, cursor.at);
}

/** What JSON escapes as YAML does. */
const ESCAPES = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g;

/** What a text in quotes says; gives up where it has an escape that JSON has not. */
export function unescaped(text: string): string {
  if (text.replace(ESCAPES, '').includes('\\')) handOver();
  return JSON.parse(`"${text}"`) as string;
}

/** What a text in apostrophes says. */
export const undoubled = (text: string): string => text.replaceAll("''", "'");

/** Reads a scalar in quotes of either kind that ends on its line; the cursor is left behind it. */
export function readQuoted(cursor: Cursor): Ref {
  const { bytes, at, table } = cursor;
  const start = at + 1;
  const quote = bytes[at];
  let isAsWritten = true;
  for (let end = start; ; end += 1) {
    const code = byteAt(bytes, end);
    if (code === LF) handOver();
    if (code === BACKSLASH && quote === QUOTE) {
      isAsWritten = false;
      end += 1;
    } else if (code === quote) {
      if (quote === APOSTROPHE && bytes[end + 1] === APOSTROPHE) {
        isAsWritten = false;
        end += 1;
        continue;
      }
      cursor.at = end + 1;
      if (isAsWritten) return table.quoted(bytes, start, end);
      const text = decodeLine(bytes, start, end);
      return table.text(quote === QUOTE ? unescaped(text) : undoubled(text));
    }
  }
}
