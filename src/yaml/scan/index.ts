import { BRACE, BRACKET, DASH, LF, PIPE } from '../characters';
import {
  byteAt,
  Cursor,
  endsIndicator,
  endsLine,
  handOver,
  isItem,
  isRestEmpty,
  leaveLine,
  nextLineStart,
  seekContent,
  seekNode,
  skipSpaces,
} from './cursor';
import { readFlow } from './flow';
import { closeGroup, openGroup } from './groups';
import { nextToken, readJsonValue } from './json';
import { forgetBlocks, readLiteral } from './literal';
import { INPUT, INPUT_SIZE, MEMORY_END, NEWS, OPEN } from './memory';
import { fieldKey, fieldOf, fieldPlan, forgetPlans, hasFields, isOnly, itemsOf, othersOf } from './plans';
import {
  isQuote,
  isText,
  nameEnd,
  passColon,
  passPlain,
  passQuotedKey,
  prepareScalars,
  readPlainScalar,
  readQuoted,
  readScalar,
} from './scalars';
import { forgetEntries, keepEntry, passRepeat } from './repeats';
import { skipValue } from './skip';
import { forgetValues, MAPPING, NULL, push, quoted, Ref, SEQUENCE, Table } from './table';

export { countLines } from './lines';
export { findItems, findJsonItems, itemsEnd, itemsTold } from './items';
export { findPieces } from './pieces';
export { headOf } from './heads';
export { addPlan, nameField } from './plans';
export { isFull } from './table';

/** Reads a value that starts on the line of its key or dash, and goes on to the next node. */
function readInline(parent: i32, plan: i32): Ref {
  const code = byteAt(Cursor.at);
  if (code == PIPE) return readLiteral(parent);
  let value: Ref;
  if (isQuote(code)) value = readQuoted();
  else if (code == BRACKET || code == BRACE) value = readFlow(plan);
  else value = readPlainScalar();
  // A colon behind a value ends up here too.
  leaveLine(Cursor.at);
  return value;
}

/** The value of a key at column `parent`: a list below may be as little indented as the key itself. */
function readValue(parent: i32, plan: i32): Ref {
  const at = skipSpaces(Cursor.at);
  Cursor.at = at;
  if (!isRestEmpty(at)) return readInline(parent, plan);
  seekNode(nextLineStart(at));
  if (Cursor.indent > parent) return readCollection(Cursor.indent, plan);
  return Cursor.indent == parent && isItem(Cursor.at) ? readSequence(parent, itemsOf(plan)) : NULL;
}

/** A key that is not of letters and digits alone, or has quotes around it. The cursor is left behind its colon. */
function readUnusualKey(plan: i32, column: i32): void {
  let start = Cursor.at;
  let end: usize;
  if (isQuote(byteAt(start))) {
    end = passQuotedKey();
    start += 1;
  } else {
    end = passPlain();
    if (!isText(start, end)) handOver();
  }
  if (!passColon()) handOver();
  readBehindKey(plan, column, start, end);
}

/** Goes on from behind the colon of a key that has been read. */
function readBehindKey(plan: i32, column: i32, start: usize, end: usize): void {
  const field = hasFields(plan) ? fieldOf(plan, start, end) : -1;
  if (field < 0 && isOnly(plan)) {
    skipValue(column);
    return;
  }
  const key = field < 0 ? quoted(start, end) : fieldKey(plan, field);
  const value = readValue(column, field < 0 ? othersOf(plan) : fieldPlan(plan, field));
  push(key);
  push(value);
}

/** Reads a key at `column` and its value, or passes over them where they are not asked for. */
function readKeyAndValue(column: i32, plan: i32): void {
  if (passRepeat(plan, column)) return;
  const start = Cursor.at;
  const open = Table.open;
  const end = nameEnd(start);
  if (end == 0 || !isText(start, end)) readUnusualKey(plan, column);
  else {
    Cursor.at = end + 1;
    readBehindKey(plan, column, start, end);
  }
  keepEntry(start, plan, column, open);
}

/** Reads a mapping whose keys are at `column`. */
function readMapping(column: i32, plan: i32): Ref {
  const from = openGroup();
  do readKeyAndValue(column, plan);
  while (Cursor.indent == column);
  return closeGroup(from, MAPPING, plan);
}

/** An item that starts on the line of its dash: a list, a mapping whose first key stands there, or a value. */
function readCompact(parent: i32, column: i32, plan: i32): Ref {
  const at = Cursor.at;
  if (isItem(at)) return readSequence(column, itemsOf(plan));
  if (nameEnd(at) != 0) return readMapping(column, plan);
  const code = byteAt(at);
  if (code == PIPE || code == BRACKET || code == BRACE) return readInline(parent, plan);
  const scalar = readScalar();
  if (passColon()) {
    Cursor.at = at;
    return readMapping(column, plan);
  }
  leaveLine(Cursor.at);
  return scalar;
}

function readItem(parent: i32, plan: i32): Ref {
  const dash = Cursor.at;
  const at = skipSpaces(dash + 1);
  Cursor.at = at;
  if (!isRestEmpty(at)) return readCompact(parent, parent + <i32>(at - dash), plan);
  seekNode(nextLineStart(at));
  return Cursor.indent > parent ? readCollection(Cursor.indent, plan) : NULL;
}

/** Reads a list whose dashes are at `column`. A key may follow there, if the list is the value of one. */
function readSequence(column: i32, plan: i32): Ref {
  const from = openGroup();
  do push(readItem(column, plan));
  while (Cursor.indent == column && isItem(Cursor.at));
  return closeGroup(from, SEQUENCE, plan);
}

/** A collection on lines of its own. Scalars there are handed over: they may go on over further lines. */
function readCollection(column: i32, plan: i32): Ref {
  return isItem(Cursor.at) ? readSequence(column, itemsOf(plan)) : readMapping(column, plan);
}

/** Goes to the document's content, past a marker on a line of its own. */
function seekRoot(start: usize): void {
  seekContent(start);
  const at = Cursor.at;
  const isMarked = byteAt(at) == DASH && byteAt(at + 1) == DASH && byteAt(at + 2) == DASH;
  // On the first line js-yaml takes even an indented `---` for a marker.
  if (isMarked && Cursor.indent > 0) handOver();
  if (isMarked && endsIndicator(at + 3)) leaveLine(at + 3);
  else seekNode(at - Cursor.indent);
}

/** Called once, before anything else. Gives the place of the input. */
export function prepare(): usize {
  if (memory.grow(<i32>(MEMORY_END >> 16) + 1 - memory.size()) < 0) unreachable();
  prepareScalars();
  return INPUT;
}

/** Starts again, without values and plans. */
export function forget(): void {
  forgetValues();
  forgetEntries();
  forgetPlans();
}

/** Where the news begin. */
export function newsStart(): usize {
  return NEWS;
}

/** Where the news end. */
export function newsEnd(): usize {
  return Table.news;
}

/** So many bytes can be held at once. */
export function inputSize(): usize {
  return INPUT_SIZE;
}

/** To be called when the first bytes of the input have been written. */
export function endInput(length: i32): void {
  v128.store(INPUT + length, i8x16.splat(<i8>LF));
}

/** Makes ready for a document between two places of the input. */
function begin(start: i32, end: i32): void {
  // First of all: what a document before this one gave news of is not told again.
  Table.news = NEWS;
  Table.open = OPEN;
  forgetBlocks();
  Cursor.depth = 0;
  Cursor.at = INPUT + start;
  Cursor.end = INPUT + end;
}

/** Reads the document between two places of the input. Gives the number of its root; 0 where it is for the next reader. */
export function read(start: i32, end: i32, plan: i32): Ref {
  begin(start, end);
  if (byteAt(Cursor.end - 1) != LF && !endsLine(byteAt(Cursor.end))) handOver();
  seekRoot(INPUT + start);
  if (Cursor.indent < 0) return 0;
  const root = readCollection(Cursor.indent, plan);
  // A line that no collection could take for its own, because of its indentation, has ended them all.
  return Cursor.indent < 0 ? root : 0;
}

/** The same of a document of JSON. */
export function readJson(start: i32, end: i32, plan: i32): Ref {
  begin(start, end);
  const root = readJsonValue(plan);
  return Cursor.at <= Cursor.end && nextToken() == -1 ? root : 0;
}
