import { APOSTROPHE, BRACE, BRACKET, COLON, DASH, HASH, LF, PIPE, QUOTE } from './characters.ts';
import { addEntry, closeCollection, openCollection, requireStringKey } from './plain-collections.ts';
import {
  type Cursor,
  endsIndicator,
  HANDED_OVER,
  handOver,
  leaveLine,
  nextLineStart,
  seekContent,
  seekNode,
  skipSpaces,
} from './plain-cursor.ts';
import { readFlow } from './plain-flow.ts';
import { readLiteral } from './plain-literal.ts';
import { readPlainText, readQuoted, resolvePlain } from './plain-scalars.ts';

/**
 * What a plain text does not hold: tabs, carriage returns, byte order marks, characters that YAML forbids, and
 * surrogates, of which only pairs are allowed.
 */
const UNUSUAL = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

const isQuote = (code: number): boolean => code === QUOTE || code === APOSTROPHE;

const isItem = ({ text, at }: Cursor): boolean => text.charCodeAt(at) === DASH && endsIndicator(text, at + 1);

const isLineEnd = (text: string, at: number): boolean => at >= text.length || text.charCodeAt(at) === LF;

/** True where nothing but a comment is left of a line; `at` is behind a blank, or at the line's end. */
const isRestEmpty = (text: string, at: number): boolean => isLineEnd(text, at) || text.charCodeAt(at) === HASH;

/** Reads a value that starts on the line of its key or dash, and goes on to the next node. */
function readInline(cursor: Cursor, parent: number): unknown {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === PIPE) return readLiteral(cursor, parent);
  let value: unknown;
  if (isQuote(code)) value = readQuoted(cursor);
  else if (code === BRACKET || code === BRACE) value = readFlow(cursor);
  else value = resolvePlain(readPlainText(cursor));
  // A colon behind a value ends up here too.
  leaveLine(cursor, cursor.at);
  return value;
}

/** Reads up to and with the colon. The cursor is left behind it. */
function readKey(cursor: Cursor): string {
  const { text } = cursor;
  const key = isQuote(text.charCodeAt(cursor.at)) ? readQuoted(cursor) : requireStringKey(readPlainText(cursor));
  return passColon(cursor) ? key : handOver();
}

/** Goes behind a colon that makes a key of what stands before it. */
function passColon(cursor: Cursor): boolean {
  const { text } = cursor;
  const at = skipSpaces(cursor, cursor.at);
  if (text.charCodeAt(at) !== COLON || !endsIndicator(text, at + 1)) return false;
  cursor.at = at + 1;
  return true;
}

/** The value of a key at column `parent`: a list below may be as little indented as the key itself. */
function readValue(cursor: Cursor, parent: number): unknown {
  const { text } = cursor;
  cursor.at = skipSpaces(cursor, cursor.at);
  if (!isRestEmpty(text, cursor.at)) return readInline(cursor, parent);
  seekNode(cursor, nextLineStart(text, cursor.at));
  if (cursor.indent > parent) return readCollection(cursor, cursor.indent);
  return cursor.indent === parent && isItem(cursor) ? readSequence(cursor, parent) : null;
}

/** Reads a mapping whose keys are at `column`. The first key may have been read. */
function readMapping(cursor: Cursor, column: number, first = readKey(cursor)): Record<string, unknown> {
  openCollection(cursor);
  const mapping: Record<string, unknown> = {};
  addEntry(mapping, first, readValue(cursor, column));
  while (cursor.indent === column) addEntry(mapping, readKey(cursor), readValue(cursor, column));
  closeCollection(cursor);
  return mapping;
}

/** An item that starts on the line of its dash: a list, a mapping whose first key stands there, or a value. */
function readCompact(cursor: Cursor, parent: number, column: number): unknown {
  const code = cursor.text.charCodeAt(cursor.at);
  if (isItem(cursor)) return readSequence(cursor, column);
  if (code === PIPE || code === BRACKET || code === BRACE) return readInline(cursor, parent);
  const text = isQuote(code) ? readQuoted(cursor) : readPlainText(cursor);
  if (passColon(cursor)) return readMapping(cursor, column, isQuote(code) ? text : requireStringKey(text));
  leaveLine(cursor, cursor.at);
  return isQuote(code) ? text : resolvePlain(text);
}

function readItem(cursor: Cursor, parent: number): unknown {
  const { text, at: dash } = cursor;
  cursor.at = skipSpaces(cursor, dash + 1);
  if (!isRestEmpty(text, cursor.at)) return readCompact(cursor, parent, parent + cursor.at - dash);
  seekNode(cursor, nextLineStart(text, cursor.at));
  return cursor.indent > parent ? readCollection(cursor, cursor.indent) : null;
}

/** Reads a list whose dashes are at `column`. A key may follow there, if the list is the value of one. */
function readSequence(cursor: Cursor, column: number): unknown[] {
  openCollection(cursor);
  const sequence: unknown[] = [];
  do sequence.push(readItem(cursor, column));
  while (cursor.indent === column && isItem(cursor));
  closeCollection(cursor);
  return sequence;
}

/** A collection on lines of its own. Scalars there are handed over: they may go on over further lines. */
const readCollection = (cursor: Cursor, column: number): unknown =>
  isItem(cursor) ? readSequence(cursor, column) : readMapping(cursor, column);

/** Goes to the document's content, past a marker on a line of its own. */
function seekRoot(cursor: Cursor): void {
  seekContent(cursor, 0);
  const { text, at } = cursor;
  const isMarked = text.startsWith('---', at);
  // On the first line js-yaml takes even an indented `---` for a marker.
  if (isMarked && cursor.indent > 0) handOver();
  if (isMarked && endsIndicator(text, at + 3)) leaveLine(cursor, at + 3);
  else seekNode(cursor, at - cursor.indent);
}

/**
 * Reads one document that is written in the plain block style of most manifests, many times as fast as js-yaml:
 * mappings, lists, scalars of one line, literal blocks and brackets that close on their line. It gives the very value
 * that `parseText` and `construct` give, or `undefined`, which says nothing of the text but that js-yaml must read it:
 * whatever is rare, involved or wrong is handed over rather than judged.
 */
export function readPlain(text: string): { readonly value: unknown } | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, indent: -1, depth: 0 };
  try {
    seekRoot(cursor);
    if (cursor.indent < 0) return undefined;
    const value = readCollection(cursor, cursor.indent);
    // A line that no collection could take for its own, because of its indentation, has ended them all.
    return cursor.indent < 0 ? { value } : undefined;
  } catch (error) {
    if (error === HANDED_OVER) return undefined;
    throw error;
  }
}
