import { APOSTROPHE, BACKSLASH, COLON, DASH, HASH, LF, QUESTION, SPACE } from './characters.ts';
import { type Cursor, endsIndicator, handOver } from './plain-cursor.ts';
import { resolveScalar } from './schema.ts';

const spellings = (word: string): readonly string[] => [
  word,
  word.charAt(0).toUpperCase() + word.slice(1),
  word.toUpperCase(),
];

/** The words that the schema does not read as strings. */
const WORDS = new Map(
  ['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n', '~']
    .flatMap(spellings)
    .map((word) => [word, resolveScalar(word)]),
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
  return isDecimal && !Number.isNaN(number) ? number : resolveScalar(text);
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
      return resolveScalar(text);
    default:
      // A merge is more than its value, wherever it may stand.
      return text === '<<' ? handOver() : text;
  }
}

/** Refuses what no plain scalar may start with: indicators, and `-`, `?` or `:` with a blank behind. */
export function requirePlainStart({ text, at }: Cursor): void {
  const code = text.charCodeAt(at);
  if (code <= 127 && STARTS[code] === INDICATOR) handOver();
  if ((code === DASH || code === QUESTION || code === COLON) && endsIndicator(text, at + 1)) handOver();
}

/**
 * Reads a plain scalar as far as it goes on its line and gives its text. The cursor is left behind it: what may
 * follow are blanks, a comment or the colon of a key.
 */
export function readPlainText(cursor: Cursor): string {
  requirePlainStart(cursor);
  const { text, at: start } = cursor;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > COLON) continue;
    if (code === LF) break;
    if (code === COLON && endsIndicator(text, at + 1)) break;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
  }
  while (text.charCodeAt(at - 1) === SPACE) at -= 1;
  cursor.at = at;
  return text.slice(start, at);
}

/** Reads a scalar in quotes of either kind; the cursor is left behind it. Escapes and further lines are handed over. */
export function readQuoted(cursor: Cursor): string {
  const { text, at: start } = cursor;
  const quote = text.charCodeAt(start);
  let hasQuotes = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === APOSTROPHE && text.charCodeAt(at + 1) === APOSTROPHE) {
        hasQuotes = true;
        at += 1;
        continue;
      }
      cursor.at = at + 1;
      const inner = text.slice(start + 1, at);
      return hasQuotes ? inner.replaceAll("''", "'") : inner;
    }
    if (code === LF || (code === BACKSLASH && quote !== APOSTROPHE)) handOver();
  }
  return handOver();
}
