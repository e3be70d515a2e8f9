import { BRACE, BRACE_END, BRACKET, BRACKET_END, COLON, COMMA, DASH, HASH, QUESTION, SPACE } from './characters.ts';
import { closeCollection, openCollection } from './plain-collections.ts';
import { handOver } from './hand-over.ts';
import { byteAt, checked, type Cursor, endsLine, skipSpaces } from './plain-cursor.ts';
import { isQuote, readQuoted, requirePlainStart, trimmed } from './plain-scalars.ts';
import { type Plan, planOf, WHOLE } from './plan.ts';
import type { Ref } from './value-table.ts';

const isFlowIndicator = (code: number): boolean =>
  code === COMMA || code === BRACKET || code === BRACKET_END || code === BRACE || code === BRACE_END;

/** Reads a plain scalar between brackets, up to a flow indicator or a colon with a blank behind. */
export function readFlowScalar(cursor: Cursor): Ref {
  requirePlainStart(cursor);
  const { bytes, at: start } = cursor;
  let end = start;
  for (; ; end += 1) {
    const code = byteAt(bytes, end);
    if (isFlowIndicator(code)) break;
    if (endsLine(code) || (code === HASH && bytes[end - 1] === SPACE)) handOver();
    if (code !== COLON) continue;
    const next = byteAt(bytes, end + 1);
    if (next === SPACE) break;
    if (endsLine(next) || isFlowIndicator(next)) handOver();
  }
  const first = bytes[start];
  if (end === start + 1 && (first === DASH || first === QUESTION)) handOver();
  cursor.at = trimmed(bytes, end);
  return cursor.table.plain(bytes, start, cursor.at);
}

/** Goes behind the comma or the closing bracket and says whether it was the closing one. */
export function endsAfterNode(cursor: Cursor, closing: number): boolean {
  const at = skipSpaces(cursor, cursor.at);
  const code = cursor.bytes[at];
  if (code !== COMMA && code !== closing) handOver();
  cursor.at = at + 1;
  return code === closing;
}

/** Goes to the next entry, or behind the closing bracket, which may follow a comma. */
export function endsBeforeNode(cursor: Cursor, closing: number): boolean {
  cursor.at = skipSpaces(cursor, cursor.at);
  const ends = cursor.bytes[cursor.at] === closing;
  if (ends) cursor.at += 1;
  return ends;
}

export function readFlowKey(cursor: Cursor): Ref {
  const key = isQuote(cursor.bytes[cursor.at]) ? readQuoted(cursor) : readFlowScalar(cursor);
  const colon = skipSpaces(cursor, cursor.at);
  if (cursor.bytes[colon] !== COLON) handOver();
  cursor.at = skipSpaces(cursor, colon + 1);
  return key;
}

/** Brackets are short: what is not asked for in them is read, and left out. */
function readMapping(cursor: Cursor, plan: Plan): Ref {
  const { table } = cursor;
  const from = openCollection(cursor);
  while (!endsBeforeNode(cursor, BRACE_END)) {
    const key = readFlowKey(cursor);
    const inner = plan.field(table.keyOf(key))?.plan;
    const value = readFlowNode(cursor, inner ?? (plan.isOnly ? planOf(WHOLE) : plan.others));
    if (inner === undefined && plan.isClosed) cursor.isSound = false;
    if (inner !== undefined || !plan.isOnly) {
      table.push(key);
      table.push(value);
    }
    if (endsAfterNode(cursor, BRACE_END)) break;
  }
  closeCollection(cursor);
  return table.closeMapping(from);
}

function readSequence(cursor: Cursor, plan: Plan): Ref {
  const { table } = cursor;
  const from = openCollection(cursor);
  while (!endsBeforeNode(cursor, BRACKET_END)) {
    table.push(readFlowNode(cursor, plan));
    if (endsAfterNode(cursor, BRACKET_END)) break;
  }
  closeCollection(cursor);
  return table.closeSequence(from);
}

export function readFlowNode(cursor: Cursor, plan: Plan): Ref {
  const code = cursor.bytes[cursor.at];
  if (code === BRACKET || code === BRACE) return checked(cursor, readFlow(cursor, plan), plan);
  return checked(cursor, isQuote(code) ? readQuoted(cursor) : readFlowScalar(cursor), plan);
}

/**
 * Reads a list or mapping in brackets that ends on its line, with an entry for every comma and a value for every key.
 * The cursor is left behind the closing bracket.
 */
export function readFlow(cursor: Cursor, plan: Plan): Ref {
  const isMapping = cursor.bytes[cursor.at] === BRACE;
  cursor.at += 1;
  return isMapping ? readMapping(cursor, plan) : readSequence(cursor, plan.items);
}
