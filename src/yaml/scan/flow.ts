import { BRACE, BRACE_END, BRACKET, BRACKET_END, COLON, COMMA, DASH, HASH, QUESTION, SPACE } from '../characters';
import { byteAt, Cursor, endsLine, handOver, skipSpaces } from './cursor';
import { closeGroup, openGroup } from './groups';
import { fieldOf, fieldPlan, hasFields, isOnly, itemsOf, othersOf, WHOLE } from './plans';
import { isQuote, isText, passQuotedKey, plainAt, readQuoted, requirePlainStart, trimmed } from './scalars';
import { MAPPING, push, quoted, Ref, SEQUENCE } from './table';

function isFlowIndicator(code: i32): bool {
  return code == COMMA || code == BRACKET || code == BRACKET_END || code == BRACE || code == BRACE_END;
}

/** Where a plain scalar between brackets ends: at a flow indicator, or a colon with a blank behind. */
function flowScalarEnd(): usize {
  requirePlainStart();
  const start = Cursor.at;
  let end = start;
  for (; ; end += 1) {
    const code = byteAt(end);
    if (isFlowIndicator(code)) break;
    if (endsLine(code) || (code == HASH && byteAt(end - 1) == SPACE)) handOver();
    if (code != COLON) continue;
    const next = byteAt(end + 1);
    if (next == SPACE) break;
    if (endsLine(next) || isFlowIndicator(next)) handOver();
  }
  const first = byteAt(start);
  if (end == start + 1 && (first == DASH || first == QUESTION)) handOver();
  return trimmed(end);
}

function readFlowScalar(): Ref {
  const start = Cursor.at;
  const end = flowScalarEnd();
  Cursor.at = end;
  return plainAt(start, end);
}

/** Goes behind the comma or the closing bracket and says whether it was the closing one. */
function endsAfterNode(closing: i32): bool {
  const at = skipSpaces(Cursor.at);
  const code = byteAt(at);
  if (code != COMMA && code != closing) handOver();
  Cursor.at = at + 1;
  return code == closing;
}

/** Goes to the next entry, or behind the closing bracket, which may follow a comma. */
function endsBeforeNode(closing: i32): bool {
  Cursor.at = skipSpaces(Cursor.at);
  const ends = byteAt(Cursor.at) == closing;
  if (ends) Cursor.at += 1;
  return ends;
}

/** Brackets are short: what is not asked for in them is read, and left out. */
function readMapping(plan: i32): Ref {
  const from = openGroup();
  while (!endsBeforeNode(BRACE_END)) {
    let start = Cursor.at;
    let end: usize;
    if (isQuote(byteAt(start))) {
      end = passQuotedKey();
      start += 1;
    } else {
      end = flowScalarEnd();
      if (!isText(start, end)) handOver();
      Cursor.at = end;
    }
    const key = quoted(start, end);
    const colon = skipSpaces(Cursor.at);
    if (byteAt(colon) != COLON) handOver();
    Cursor.at = skipSpaces(colon + 1);
    const field = hasFields(plan) ? fieldOf(plan, start, end) : -1;
    const isLeftOut = field < 0 && isOnly(plan);
    const value = readFlowNode(field >= 0 ? fieldPlan(plan, field) : isLeftOut ? WHOLE : othersOf(plan));
    if (!isLeftOut) {
      push(key);
      push(value);
    }
    if (endsAfterNode(BRACE_END)) break;
  }
  return closeGroup(from, MAPPING, plan);
}

function readSequence(plan: i32): Ref {
  const from = openGroup();
  while (!endsBeforeNode(BRACKET_END)) {
    push(readFlowNode(plan));
    if (endsAfterNode(BRACKET_END)) break;
  }
  return closeGroup(from, SEQUENCE, plan);
}

function readFlowNode(plan: i32): Ref {
  const code = byteAt(Cursor.at);
  if (code == BRACKET || code == BRACE) return readFlow(plan);
  return isQuote(code) ? readQuoted() : readFlowScalar();
}

/** Reads a list or mapping in brackets that ends on its line. The cursor is left behind the closing bracket. */
export function readFlow(plan: i32): Ref {
  const isMapping = byteAt(Cursor.at) == BRACE;
  Cursor.at += 1;
  return isMapping ? readMapping(plan) : readSequence(itemsOf(plan));
}
