import {
  APOSTROPHE,
  BRACE,
  BRACE_END,
  BRACKET,
  BRACKET_END,
  COLON,
  COMMA,
  DASH,
  HASH,
  LF,
  QUESTION,
  QUOTE,
  SPACE,
} from './characters.ts';
import { addEntry, closeCollection, openCollection, requireStringKey } from './plain-collections.ts';
import { type Cursor, handOver, skipSpaces } from './plain-cursor.ts';
import { readQuoted, requirePlainStart, resolvePlain } from './plain-scalars.ts';

const isFlowIndicator = (code: number): boolean =>
  code === COMMA || code === BRACKET || code === BRACKET_END || code === BRACE || code === BRACE_END;

const isQuote = (code: number): boolean => code === QUOTE || code === APOSTROPHE;

/** Reads a plain scalar between brackets, up to a flow indicator or a colon with a blank behind. */
function readPlainText(cursor: Cursor): string {
  requirePlainStart(cursor);
  const { text, at: start } = cursor;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isFlowIndicator(code)) break;
    if (code === LF || (code === HASH && text.charCodeAt(at - 1) === SPACE)) handOver();
    if (code !== COLON) continue;
    const next = text.charCodeAt(at + 1);
    if (next === SPACE) break;
    if (next === LF || isFlowIndicator(next)) handOver();
  }
  const first = text.charCodeAt(start);
  if (at === start + 1 && (first === DASH || first === QUESTION)) handOver();
  while (text.charCodeAt(at - 1) === SPACE) at -= 1;
  cursor.at = at;
  return text.slice(start, at);
}

/** Goes behind the comma or the closing bracket and says whether it was the closing one. */
function endsAfterNode(cursor: Cursor, closing: number): boolean {
  const at = skipSpaces(cursor, cursor.at);
  const code = cursor.text.charCodeAt(at);
  if (code !== COMMA && code !== closing) handOver();
  cursor.at = at + 1;
  return code === closing;
}

/** Goes to the next entry, or behind the closing bracket, which may follow a comma. */
function endsBeforeNode(cursor: Cursor, closing: number): boolean {
  cursor.at = skipSpaces(cursor, cursor.at);
  const ends = cursor.text.charCodeAt(cursor.at) === closing;
  if (ends) cursor.at += 1;
  return ends;
}

function readKey(cursor: Cursor): string {
  const key = isQuote(cursor.text.charCodeAt(cursor.at)) ? readQuoted(cursor) : requireStringKey(readPlainText(cursor));
  const colon = skipSpaces(cursor, cursor.at);
  if (cursor.text.charCodeAt(colon) !== COLON) handOver();
  cursor.at = skipSpaces(cursor, colon + 1);
  return key;
}

function readMapping(cursor: Cursor): Record<string, unknown> {
  const mapping: Record<string, unknown> = {};
  while (!endsBeforeNode(cursor, BRACE_END)) {
    addEntry(mapping, readKey(cursor), readNode(cursor));
    if (endsAfterNode(cursor, BRACE_END)) break;
  }
  return mapping;
}

function readSequence(cursor: Cursor): unknown[] {
  const sequence: unknown[] = [];
  while (!endsBeforeNode(cursor, BRACKET_END)) {
    sequence.push(readNode(cursor));
    if (endsAfterNode(cursor, BRACKET_END)) break;
  }
  return sequence;
}

function readNode(cursor: Cursor): unknown {
  const code = cursor.text.charCodeAt(cursor.at);
  if (isQuote(code)) return readQuoted(cursor);
  return code === BRACKET || code === BRACE ? readFlow(cursor) : resolvePlain(readPlainText(cursor));
}

/**
 * Reads a list or mapping in brackets that ends on its line, with an entry for every comma and a value for every key.
 * The cursor is left behind the closing bracket.
 */
export function readFlow(cursor: Cursor): unknown {
  openCollection(cursor);
  const isMapping = cursor.text.charCodeAt(cursor.at) === BRACE;
  cursor.at += 1;
  const value = isMapping ? readMapping(cursor) : readSequence(cursor);
  closeCollection(cursor);
  return value;
}
