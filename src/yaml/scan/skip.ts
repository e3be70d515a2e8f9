import {
  AMPERSAND,
  APOSTROPHE,
  ASTERISK,
  BACKSLASH,
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COLON,
  COMMA,
  EXCLAMATION,
  GREATER,
  HASH,
  LF,
  PIPE,
  QUESTION,
  QUOTE,
  SPACE,
} from '../characters';
import {
  areEach,
  byteAt,
  Cursor,
  endsIndicator,
  endsLine,
  handOver,
  isItem,
  nextLineStart,
  seekNode,
  skipSpaces,
} from './cursor';
import { skipBlock } from './literal';
import { isQuote, plainEnd } from './scalars';

/** More than any line is indented. */
const NOWHERE: i32 = i32.MAX_VALUE;

/** Goes behind a text in quotes, over lines too, if these are indented more than `parent`. */
function skipQuoted(start: usize, parent: i32): usize {
  const quote = byteAt(start);
  const end = Cursor.end;
  for (let at = start + 1; at < end; at += 1) {
    const bytes = v128.load(at);
    const marks = v128.or(areEach(bytes, quote), areEach(bytes, BACKSLASH));
    const stops = i8x16.bitmask(v128.or(areEach(bytes, LF), marks));
    at += stops == 0 ? 15 : ctz(stops);
    if (stops == 0 || at >= end) continue;
    const code = byteAt(at);
    if (code == quote) {
      if (quote == QUOTE || byteAt(at + 1) != APOSTROPHE) return at + 1;
      at += 1;
    } else if (code == LF) {
      const content = skipSpaces(at + 1);
      if (<i32>(content - at - 1) <= parent && !endsLine(byteAt(content))) handOver();
    } else if (quote == QUOTE && byteAt(at + 1) != LF) {
      at += 1;
    }
  }
  handOver();
  return 0;
}

/** Where quotes may open between brackets; elsewhere they are part of a plain scalar, or not for here to tell. */
function opensQuote(before: i32): bool {
  return before == SPACE || before == BRACKET || before == BRACE || before == COMMA || before == COLON;
}

/** Goes behind brackets that close on their line. */
function skipFlow(start: usize): usize {
  let depth = 0;
  let at = start;
  do {
    const code = byteAt(at);
    if (endsLine(code) || (code == HASH && byteAt(at - 1) == SPACE)) handOver();
    if (isQuote(code)) {
      if (!opensQuote(byteAt(at - 1))) handOver();
      at = skipQuoted(at, NOWHERE) - 1;
    } else if (code == BRACKET || code == BRACE) depth += 1;
    else if (code == BRACKET_END || code == BRACE_END) depth -= 1;
    at += 1;
  } while (depth > 0);
  return at;
}

/** Goes to the next line, from behind quotes or brackets. */
function endLine(from: usize): void {
  const at = skipSpaces(from);
  const code = byteAt(at);
  if (!endsLine(code) && (at == from || code != HASH)) handOver();
  Cursor.at = nextLineStart(at);
}

/** From the start of a value to the start of the first line behind it, lines that continue a plain scalar not counted. */
function skipInline(at: usize, column: i32, parent: i32): void {
  const code = byteAt(at);
  if (isQuote(code)) endLine(skipQuoted(at, parent));
  else if (code == BRACKET || code == BRACE) endLine(skipFlow(at));
  else if (code == PIPE || code == GREATER) {
    Cursor.at = at;
    skipBlock(column);
  } else {
    if (code == AMPERSAND || code == ASTERISK || code == EXCLAMATION) handOver();
    Cursor.at = nextLineStart(at);
  }
}

/** From the content of a line to the start of the first line behind its node: dashes, a key and a value. */
function skipLine(parent: i32): void {
  let at = Cursor.at;
  let column = Cursor.indent;
  let innermost = parent;
  while (isItem(at)) {
    innermost = column;
    const next = skipSpaces(at + 1);
    column += <i32>(next - at);
    at = next;
  }
  const code = byteAt(at);
  if (code == QUESTION && endsIndicator(at + 1)) handOver();
  let end = at;
  if (isQuote(code)) end = skipSpaces(skipQuoted(at, parent));
  else if (code == BRACKET || code == BRACE || code == PIPE || code == GREATER) {
    skipInline(at, innermost, parent);
    return;
  } else {
    if (code == AMPERSAND || code == ASTERISK || code == EXCLAMATION) handOver();
    end = plainEnd(at);
  }
  if (byteAt(end) == COLON && endsIndicator(end + 1)) skipInline(skipSpaces(end + 1), column, parent);
  else if (isQuote(code)) endLine(end);
  else Cursor.at = nextLineStart(end);
}

/** From an item of a list at column `parent` to the next node that is not inside of it. */
export function skipNode(parent: i32): void {
  do {
    skipLine(parent);
    seekNode(Cursor.at);
  } while (Cursor.indent > parent);
}

/** On from behind the colon of a key at column `parent` to the next node after its value; nothing is kept. */
export function skipValue(parent: i32): void {
  const at = skipSpaces(Cursor.at);
  const code = byteAt(at);
  const isEmpty = endsLine(code) || code == HASH;
  skipInline(at, parent, parent);
  seekNode(Cursor.at);
  while (Cursor.indent > parent || (isEmpty && Cursor.indent == parent && isItem(Cursor.at))) {
    skipLine(parent);
    seekNode(Cursor.at);
  }
}
