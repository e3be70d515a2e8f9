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
  CR,
  EXCLAMATION,
  GREATER,
  HASH,
  LF,
  PIPE,
  QUESTION,
  QUOTE,
  SPACE,
} from './characters.ts';
import { handOver } from './hand-over.ts';
import {
  behindHarmless,
  byteAt,
  type Cursor,
  endsIndicator,
  endsLine,
  isItem,
  nextLineStart,
  seekNode,
  skipSpaces,
} from './plain-cursor.ts';
import { skipBlock } from './plain-literal.ts';
import { isQuote, plainEnd } from './plain-scalars.ts';

/**
 * Goes behind a text in quotes, over lines too. These must be indented more than `parent`: Kubernetes lets them stand
 * anywhere, and then it would be hard to tell what is skipped from what is not.
 */
function skipQuoted({ bytes, end }: Cursor, start: number, parent: number): number {
  const quote = bytes[start];
  for (let at = start + 1; at < end; at += 1) {
    const code = bytes[at];
    if (code === quote) {
      if (quote === QUOTE || bytes[at + 1] !== APOSTROPHE) return at + 1;
      at += 1;
    } else if (code === BACKSLASH && quote === QUOTE && bytes[at + 1] !== LF) {
      at += 1;
    } else if (code === LF) {
      let content = at + 1;
      while (bytes[content] === SPACE) content += 1;
      if (content - at - 1 <= parent && !endsLine(byteAt(bytes, content))) handOver();
    }
  }
  return handOver();
}

/** Where quotes may open between brackets; elsewhere they are part of a plain scalar, or not for here to tell. */
const opensQuote = (before: number | undefined): boolean =>
  before === SPACE || before === BRACKET || before === BRACE || before === COMMA || before === COLON;

/** Goes behind brackets that close on their line. */
function skipFlow(cursor: Cursor, start: number): number {
  const { bytes } = cursor;
  let depth = 0;
  for (let at = start; ; at += 1) {
    const code = byteAt(bytes, at);
    if (endsLine(code) || (code === HASH && bytes[at - 1] === SPACE)) handOver();
    if (isQuote(code)) {
      if (!opensQuote(bytes[at - 1])) handOver();
      at = skipQuoted(cursor, at, Infinity) - 1;
    } else if (code === BRACKET || code === BRACE) depth += 1;
    else if (code === BRACKET_END || code === BRACE_END) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
}

/** Goes to the next line, from behind quotes or brackets. */
function endLine(cursor: Cursor, from: number): void {
  const at = skipSpaces(cursor, from);
  const code = byteAt(cursor.bytes, at);
  if (!endsLine(code) && (at === from || code !== HASH)) handOver();
  cursor.at = nextLineStart(cursor, at);
}

/** From the start of a value to the start of the first line behind it, lines that continue a plain scalar not counted. */
function skipInline(cursor: Cursor, at: number, column: number, parent: number): void {
  const { bytes } = cursor;
  const code = byteAt(bytes, at);
  if (isQuote(code)) endLine(cursor, skipQuoted(cursor, at, parent));
  else if (code === BRACKET || code === BRACE) endLine(cursor, skipFlow(cursor, at));
  else if (code === PIPE || code === GREATER) {
    cursor.at = at;
    skipBlock(cursor, column);
  } else if (code === AMPERSAND || code === ASTERISK || code === EXCLAMATION) handOver();
  else cursor.at = nextLineStart(cursor, at);
}

/**
 * From the content of a line to the start of the first line behind its node: dashes, a key and a value. What is read of it is
 * just enough to tell where quotes and block scalars start, for these may hold anything.
 */
function skipLine(cursor: Cursor, parent: number): void {
  const { bytes } = cursor;
  const behind = behindHarmless(bytes, cursor.at);
  if (behind >= 0) {
    cursor.at = behind;
    return;
  }
  let { at, indent: column } = cursor;
  let innermost = parent;
  while (isItem(bytes, at)) {
    innermost = column;
    const next = skipSpaces(cursor, at + 1);
    column += next - at;
    at = next;
  }
  const code = byteAt(bytes, at);
  if (code === QUESTION && endsIndicator(bytes, at + 1)) handOver();
  let end = at;
  if (isQuote(code)) end = skipSpaces(cursor, skipQuoted(cursor, at, parent));
  else if (code === BRACKET || code === BRACE || code === PIPE || code === GREATER) {
    skipInline(cursor, at, innermost, parent);
    return;
  } else if (code === AMPERSAND || code === ASTERISK || code === EXCLAMATION) handOver();
  else end = plainEnd(bytes, at);
  if (bytes[end] === COLON && endsIndicator(bytes, end + 1))
    skipInline(cursor, skipSpaces(cursor, end + 1), column, parent);
  else if (isQuote(code)) endLine(cursor, end);
  else cursor.at = nextLineStart(cursor, end);
}

/** From an item of a list at column `parent`, or what else is there, to the next node that is not inside of it. */
export function skipNode(cursor: Cursor, parent: number): void {
  do {
    skipLine(cursor, parent);
    seekNode(cursor, cursor.at);
  } while (cursor.indent > parent);
}

/** As `readValue`, and keeps nothing: on from behind the colon of a key at column `parent` to the next node after its value. */
export function skipValue(cursor: Cursor, parent: number): void {
  const { bytes } = cursor;
  let { at } = cursor;
  while (bytes[at] === SPACE) at += 1;
  const code = bytes[at] ?? LF;
  const isEmpty = code === LF || code === CR || code === HASH;
  const behind = behindHarmless(bytes, at);
  if (behind >= 0) cursor.at = behind;
  else skipInline(cursor, at, parent, parent);
  seekNode(cursor, cursor.at);
  while (cursor.indent > parent || (isEmpty && cursor.indent === parent && isItem(bytes, cursor.at))) {
    skipLine(cursor, parent);
    seekNode(cursor, cursor.at);
  }
}
