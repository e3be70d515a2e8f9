import { HASH, LF, TAB } from '../characters';
import { byteAt, Cursor, endsLine, isItem, seekNode, skipSpaces } from './cursor';
import { REPEAT_TEXTS, REPEATS } from './memory';
import { areSame } from './slots';
import { push, Ref, Table } from './table';

// Entries of mappings that have been read: a key and its value, over several lines. Manifests repeat them as they are, and to compare bytes
// is many times as quick as to read them. For each place in this table one is kept, with its text.
const ENTRIES: i32 = 512;
const ENTRY_SIZE: usize = 40;
/** The sizes of what is worth to be kept. */
const SHORTEST: usize = 64;
export const LONGEST_REPEAT: usize = 4096;
const FACTOR: u64 = 0x9e3779b97f4a7c15;
/** What differs so often in a row is kept no more but now and then. */
const MOST_MISSES: i32 = 4;
const SELDOM: i32 = 63;
/** Nothing was kept of the value, for it is not asked for. */
const SKIPPED: Ref = -1;

// An entry: how its text begins, its plan, its column, the depth, the length of its text, key and value, misses in a row.

/** The place of an entry that starts here. */
function entryAt(start: usize, plan: i32, column: i32): usize {
  const hash = (load<u64>(start) ^ (((<u64>plan) << 8) + <u64>column)) * FACTOR;
  return REPEATS + <usize>(hash >>> 55) * ENTRY_SIZE;
}

function textOf(entry: usize): usize {
  return REPEAT_TEXTS + ((entry - REPEATS) / ENTRY_SIZE) * LONGEST_REPEAT;
}

/** Whether an entry is one of these, at least by how it begins. */
function isOf(entry: usize, start: usize, plan: i32, column: i32): bool {
  return (
    load<i32>(entry, 20) != 0 &&
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

/** Passes over an entry at the cursor that is the same as one before, with what that was read as. */
export function passRepeat(plan: i32, column: i32): bool {
  const start = Cursor.at;
  const entry = entryAt(start, plan, column);
  if (!isOf(entry, start, plan, column)) return false;
  const length = <usize>load<i32>(entry, 20);
  const next = start + length;
  if (next > Cursor.end || !areSame(textOf(entry), start, length) || !endsEntry(next, column)) {
    store<i32>(entry, load<i32>(entry, 32) + 1, 32);
    return false;
  }
  store<i32>(entry, 0, 32);
  const key = load<i32>(entry, 24);
  if (key != SKIPPED) {
    push(key);
    push(load<i32>(entry, 28));
  }
  seekNode(next);
  return true;
}

/** Keeps the entry that has been read from `start` to the cursor; what it was read as lies from `open` on, if anything. */
export function keepEntry(start: usize, plan: i32, column: i32, open: usize): void {
  const end = Cursor.indent < 0 ? Cursor.end : Cursor.at - <usize>Cursor.indent;
  const length = end - start;
  if (length < SHORTEST || length > LONGEST_REPEAT || byteAt(end - 1) != LF) return;
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

/** Forgets all entries, for values are numbered anew. */
export function forgetEntries(): void {
  memory.fill(REPEATS, 0, <usize>ENTRIES * ENTRY_SIZE);
}
