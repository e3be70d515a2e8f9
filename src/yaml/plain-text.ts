import { BRACE, BRACKET, DASH, GREATER, HASH, PIPE } from './characters.ts';
import { handOver } from './hand-over.ts';
import { byteAt, type Cursor, endsLine, isItem, leaveLine, nextLineStart, skipSpaces } from './plain-cursor.ts';
import { readFlowScalar } from './plain-flow.ts';
import { passColon } from './plain-keys.ts';
import { isQuote, readPlainScalar, readQuoted } from './plain-scalars.ts';
import type { Spot } from './plain-spot.ts';

/** What is written of a scalar, without its quotes. */
export interface Written {
  readonly start: number;
  readonly end: number;
  /** The character that its quotes are, if any. */
  readonly quote: number | undefined;
}

/** Blanks and line breaks may be more, at the end of a block, than what counts to it. */
const OF_ONE_LINE = /^.*[^\s].*$/;

/** The lines of a block scalar. One that says how far it is indented is handed over. */
function blockText(cursor: Cursor, parent: number): Written {
  const { bytes, end } = cursor;
  const header = cursor.at + (bytes[cursor.at + 1] === DASH ? 2 : 1);
  const headerEnd = skipSpaces(cursor, header);
  const code = byteAt(bytes, headerEnd);
  if (!endsLine(code) && (code !== HASH || headerEnd === header)) handOver();
  const start = nextLineStart(cursor, headerEnd);
  let line = start;
  for (let indent = -1; line < end;) {
    const at = skipSpaces(cursor, line);
    if (!endsLine(byteAt(bytes, at))) {
      if (at - line <= parent || at - line < indent) break;
      if (indent < 0) indent = at - line;
    }
    line = nextLineStart(cursor, at);
  }
  return { start, end: Math.min(line, end), quote: undefined };
}

function inlineText(cursor: Cursor, isFlow: boolean): Written {
  const { at, bytes } = cursor;
  const first = bytes[at];
  if (!isQuote(first)) {
    if (isFlow) readFlowScalar(cursor);
    else readPlainScalar(cursor);
    return { start: at, end: cursor.at, quote: undefined };
  }
  readQuoted(cursor);
  return { start: at + 1, end: cursor.at - 1, quote: first };
}

/** The scalar that a walk has led to, to look for a piece in; undefined where that is something else. One that goes on over lines is handed over. */
export function plainText({ cursor, node, parent, isFlow }: Spot, piece: string): Written | undefined {
  const { bytes } = cursor;
  cursor.at = node;
  const code = byteAt(bytes, node);
  if (node < 0 || code === BRACE || code === BRACKET || isItem(bytes, node)) return undefined;
  if (code === PIPE || code === GREATER) return OF_ONE_LINE.test(piece) ? blockText(cursor, parent) : handOver();
  const text = inlineText(cursor, isFlow);
  if (isFlow) return text;
  if (passColon(cursor)) return undefined;
  leaveLine(cursor, cursor.at);
  return cursor.indent > parent ? handOver() : text;
}
