import { BRACE_END, BRACKET_END, HASH, LF, QUOTE, TAB } from '../characters';
import { byteAt, Cursor, endsLine, isItem, seekNode, skipSpaces } from './cursor';
import { REPEAT_TEXTS, REPEATS } from './memory';
import { areSame } from './slots';
import { push, Ref, Table } from './table';

// Entries of mappings that have been read: a key and its value, over several lines. Manifests repeat them as they are, and to compare bytes
// is many times as quick as to read them. For each place in this table one is kept, with its text.
const ENTRY_BITS: u64 = 9;
const ENTRIES: usize = 1 << (<usize>ENTRY_BITS);
const ENTRY_SIZE: usize = 40;
/** The sizes of what is worth to be kept. */
const SHORTEST: usize = 64;
const LONGEST_REPEAT: usize = 4096;
const FACTOR: u64 = 0x9e3779b97f4a7c15;
/** What differs so often in a row is kept no more but now and then. */
const MOST_MISSES: i32 = 4;
const SELDOM: i32 = 63;
/** Nothing was kept of the value, for it is not asked for. */
const SKIPPED: Ref = -1;

// An entry: how its text begins, its plan, its column, the depth, the length of its text, key and value, misses in a row.

/** The column of entries that lines say nothing of. */
const IN_JSON: i32 = -1;

/** The place of an entry that starts here. */
function entryAt(start: usize, plan: i32, column: i32): usize {
  const hash = (load<u64>(start) ^ (((<u64>plan) << 8) + <u64>column)) * FACTOR;
  return REPEATS + <usize>(hash >>> (64 - ENTRY_BITS)) * ENTRY_SIZE;
}

function textOf(entry: usize): usize {
  return REPEAT_TEXTS + ((entry - REPEATS) / ENTRY_SIZE) * LONGEST_REPEAT;
}

function lengthOf(entry: usize): usize {
  return <usize>load<i32>(entry, 20);
}

/** Whether an entry is one of these, at least by how it begins. */
function isOf(entry: usize, start: usize, plan: i32, column: i32): bool {
  return (
    lengthOf(entry) != 0 &&
    load<u64>(entry) == load<u64>(start) &&
    load<i32>(entry, 8) == plan &&
    load<i32>(entry, 12) == column &&
    load<i32>(entry, 16) == Cursor.depth
  );
}

/** Whether the next line ends whatever stands in an entry at `column`, without a look at what stands there. */
function endsEntry(line: usize, column: i32): bool {
  if (line == Cursor.end) return true;
  const at = skipSpaces(line);
  const code = byteAt(at);
  const indent = <i32>(at - line);
  if (endsLine(code) || code == HASH || code == TAB || indent > column) return false;
  return indent < column || !isItem(at);
}

function miss(entry: usize): void {
  store<i32>(entry, load<i32>(entry, 32) + 1, 32);
}

/** An entry that is the same as what stands at the cursor; 0 where there is none. */
function sameEntry(plan: i32, column: i32): usize {
  const start = Cursor.at;
  const entry = entryAt(start, plan, column);
  if (!isOf(entry, start, plan, column)) return 0;
  const length = lengthOf(entry);
  if (start + length <= Cursor.end && areSame(textOf(entry), start, length)) return entry;
  miss(entry);
  return 0;
}

/** What an entry was read as. */
function pushRead(entry: usize): void {
  store<i32>(entry, 0, 32);
  const key = load<i32>(entry, 24);
  if (key == SKIPPED) return;
  push(key);
  push(load<i32>(entry, 28));
}

/** Passes over an entry at the cursor that is the same as one before, with what that was read as. */
export function passRepeat(plan: i32, column: i32): bool {
  const entry = sameEntry(plan, column);
  if (entry == 0) return false;
  const next = Cursor.at + lengthOf(entry);
  if (!endsEntry(next, column)) {
    miss(entry);
    return false;
  }
  pushRead(entry);
  seekNode(next);
  return true;
}

/** The same in JSON, where an entry that ends with a bracket or quote ends by itself. */
export function passJsonRepeat(plan: i32): bool {
  const entry = sameEntry(plan, IN_JSON);
  if (entry == 0) return false;
  pushRead(entry);
  Cursor.at += lengthOf(entry);
  return true;
}

/** Keeps an entry that has been read; what it was read as lies from `open` on, if anything. */
function keep(start: usize, end: usize, plan: i32, column: i32, open: usize): void {
  const length = end - start;
  if (length < SHORTEST || length > LONGEST_REPEAT) return;
  const entry = entryAt(start, plan, column);
  if (isOf(entry, start, plan, column)) {
    const misses = load<i32>(entry, 32);
    if (misses > MOST_MISSES && (misses & SELDOM) != 0) return;
  } else store<i32>(entry, 0, 32);
  const isSkipped = Table.open == open;
  store<u64>(entry, load<u64>(start));
  store<i32>(entry, plan, 8);
  store<i32>(entry, column, 12);
  store<i32>(entry, Cursor.depth, 16);
  store<i32>(entry, <i32>length, 20);
  store<i32>(entry, isSkipped ? SKIPPED : load<i32>(open), 24);
  store<i32>(entry, isSkipped ? SKIPPED : load<i32>(open, 4), 28);
  memory.copy(textOf(entry), start, length);
}

/** Keeps the entry that has been read from `start` to the cursor, which is on the next node. */
export function keepEntry(start: usize, plan: i32, column: i32, open: usize): void {
  const end = Cursor.indent < 0 ? Cursor.end : Cursor.at - <usize>Cursor.indent;
  if (byteAt(end - 1) == LF) keep(start, end, plan, column, open);
}

/** Keeps the entry of JSON that has been read from `start` to the cursor. */
export function keepJsonEntry(start: usize, plan: i32, open: usize): void {
  const last = byteAt(Cursor.at - 1);
  if (last == QUOTE || last == BRACE_END || last == BRACKET_END) keep(start, Cursor.at, plan, IN_JSON, open);
}

/** Forgets all entries, for values are numbered anew. */
export function forgetEntries(): void {
  memory.fill(REPEATS, 0, ENTRIES * ENTRY_SIZE);
}
