import { DASH, DOT, HASH, LF, SPACE } from './characters.ts';

/** A place in a text that is read line by line. Between nodes it stands on the first character of a line's content. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** How far the line is indented; -1 behind the last line. */
  indent: number;
  /** Collections that are open. */
  depth: number;
}

/** One object for all times that a reader gives up: no stack has to be captured. */
export const HANDED_OVER = new Error('a text for the full YAML parser');

/** Gives up, where the text is not in the plain style or may be broken. Caught by `readPlain` alone. */
export function handOver(): never {
  throw HANDED_OVER;
}

/** True for what ends an indicator: a blank, the line's end or the text's. Tabs are not in a plain text. */
export const endsIndicator = (text: string, at: number): boolean => {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === SPACE || code === LF;
};

export function skipSpaces({ text }: Cursor, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

/** The place behind the line that `from` is on. */
export function nextLineStart(text: string, from: number): number {
  // Most often it stands there already, and a search costs more than a look.
  if (from < text.length && text.charCodeAt(from) === LF) return from + 1;
  const lineBreak = text.indexOf('\n', from);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** From the start of a line to the next content, past empty lines and comments, however these are indented. */
export function seekContent(cursor: Cursor, from: number): void {
  const { text } = cursor;
  for (let line = from; line < text.length;) {
    const at = skipSpaces(cursor, line);
    const code = text.charCodeAt(at);
    if (at < text.length && code !== LF && code !== HASH) {
      cursor.at = at;
      cursor.indent = at - line;
      return;
    }
    line = nextLineStart(text, at);
  }
  cursor.at = text.length;
  cursor.indent = -1;
}

/** As `seekContent`, and refuses a document marker there, for it ends every open node. */
export function seekNode(cursor: Cursor, from: number): void {
  seekContent(cursor, from);
  if (cursor.indent !== 0) return;
  const { text, at } = cursor;
  const code = text.charCodeAt(at);
  if (code !== DASH && code !== DOT) return;
  if (text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code) handOver();
}

/** From behind a node to the next one on a later line: only blanks and a comment may follow on its own line. */
export function leaveLine(cursor: Cursor, from: number): void {
  const { text } = cursor;
  const at = skipSpaces(cursor, from);
  if (at < text.length && text.charCodeAt(at) !== LF && (at === from || text.charCodeAt(at) !== HASH)) handOver();
  seekNode(cursor, nextLineStart(text, at));
}
