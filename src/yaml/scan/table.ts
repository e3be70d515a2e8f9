import { DELETE } from '../characters';
import { areControls, areEach } from './cursor';
import {
  GROUP_SLOTS,
  GROUPS,
  GROUPS_END,
  MOST_VALUES,
  NEWS,
  NEWS_END,
  NEWS_SIZE,
  OPEN,
  OPEN_END,
  TEXT_SLOTS,
  TEXTS,
  TEXTS_END,
} from './memory';
import {
  bytesOf,
  emptySlots,
  endOf,
  enlarged,
  entryIn,
  fill,
  FIRST_SLOTS,
  hashOf,
  numberOf,
  setNumber,
  slotOf,
  UNKNOWN,
} from './slots';

/** A value, by its number. */
export type Ref = i32;
export const NULL: Ref = 0;

/** What a new value is. */
export const PLAIN: i32 = 0;
export const STRING: i32 = 1;
export const MAPPING: i32 = 2;
export const SEQUENCE: i32 = 3;
/** A text with escapes, and one with doubled apostrophes: the other side reads what they stand for. */
export const ESCAPED: i32 = 4;
export const DOUBLED: i32 = 5;

/** So long are scalars that are looked up: longer ones are rarely met twice. */
const LONGEST: usize = 128;

const LITTLE_ROOM: usize = 1 << 20;

export class Table {
  static values: i32 = 1;
  static texts: i32 = 0;
  static textMask: i32 = FIRST_SLOTS - 1;
  static textsEnd: usize = TEXTS;
  static groups: i32 = 0;
  static groupMask: i32 = FIRST_SLOTS - 1;
  static groupsEnd: usize = GROUPS;
  static keyLists: i32 = 0;
  static open: usize = OPEN;
  static news: usize = NEWS;
}

/** Little room is left for new values. */
export function isFull(): bool {
  return (
    Table.texts > MOST_VALUES / 2 ||
    Table.textsEnd > TEXTS_END - LITTLE_ROOM ||
    Table.groupsEnd > GROUPS_END - LITTLE_ROOM
  );
}

/** Tells the other side of a value, which has the next number. */
function add(kind: i32, from: usize, length: i32, plan: i32): Ref {
  const news = Table.news;
  if (news >= NEWS_END || Table.values >= MOST_VALUES) unreachable();
  store<i32>(news, kind);
  store<u32>(news, <u32>from, 4);
  store<i32>(news, length, 8);
  store<i32>(news, plan, 12);
  Table.news = news + NEWS_SIZE;
  const ref = Table.values;
  Table.values = ref + 1;
  return ref;
}

/** Control characters are for the next reader. Only a text that is new has to be looked at. */
export function requireText(start: usize, end: usize): void {
  for (let at = start; at < end; at += 16) {
    const bytes = v128.load(at);
    const controls = i8x16.bitmask(v128.or(areControls(bytes), areEach(bytes, DELETE)));
    if (controls != 0 && at + ctz(controls) < end) unreachable();
  }
}

function addText(kind: i32, start: usize, end: usize): Ref {
  requireText(start, end);
  return add(kind, start, <i32>(end - start), 0);
}

// Texts are entries that keep two values: that in quotes, and that as a plain scalar.
const IN_QUOTES: usize = 0;
const AS_PLAIN: usize = 1;

/** The entry of some bytes. */
function textAt(start: usize, end: usize): usize {
  const length = end - start;
  const hash = hashOf(start, length, <u32>length);
  const slot = slotOf(TEXT_SLOTS, Table.textMask, hash, <u64>length, start, length);
  if (entryIn(slot) != 0) return entryIn(slot);
  const text = Table.textsEnd;
  const next = endOf(text, length);
  if (next > TEXTS_END) unreachable();
  fill(slot, hash, text, <u64>length, start, length);
  Table.textsEnd = next;
  Table.texts += 1;
  if (Table.texts * 2 > Table.textMask) Table.textMask = enlarged(TEXT_SLOTS, Table.textMask);
  return text;
}

/** The value of a text, which is told of where it is new. */
function valueOf(kind: i32, which: usize, start: usize, end: usize): Ref {
  if (end - start > LONGEST) return addText(kind, start, end);
  const text = textAt(start, end);
  let ref = numberOf(text, which);
  if (ref == UNKNOWN) {
    ref = addText(kind, start, end);
    setNumber(text, which, ref);
  }
  return ref;
}

/** A text that is written as it is. */
export function quoted(start: usize, end: usize): Ref {
  return valueOf(STRING, IN_QUOTES, start, end);
}

/** A plain scalar that may stand for something else than its text. */
export function plain(start: usize, end: usize): Ref {
  return valueOf(PLAIN, AS_PLAIN, start, end);
}

/** A text that has to be read otherwise than it is written. It is not looked up. */
export function rewritten(kind: i32, start: usize, end: usize): Ref {
  return addText(kind, start, end);
}

/** A block of text, which lies beside the text it was in: it is not looked up, for blocks are rarely met twice. */
export function quotedBlock(start: usize, end: usize): Ref {
  return add(STRING, start, <i32>(end - start), 0);
}

export function push(part: Ref): void {
  const open = Table.open;
  if (open >= OPEN_END) unreachable();
  store<i32>(open, part);
  Table.open = open + 4;
}

// Groups are entries that keep the number of what they are, and mappings that of the list of their keys.
const ITSELF: usize = 0;
const ITS_KEYS: usize = 1;
/** A list of keys: what mappings have in common. */
const KEYS: i32 = 1;

/** The entry of some parts, as they are read by a plan. */
function groupAt(from: usize, length: usize, kind: i32, plan: i32): usize {
  const hash = hashOf(from, length, <u32>(plan * 4 + kind));
  const mark = ((<u64>plan) << 32) | (<u64>(((<i32>length) << 2) | kind));
  const slot = slotOf(GROUP_SLOTS, Table.groupMask, hash, mark, from, length);
  if (entryIn(slot) != 0) return entryIn(slot);
  const group = Table.groupsEnd;
  const next = endOf(group, length);
  if (next > GROUPS_END) unreachable();
  fill(slot, hash, group, mark, from, length);
  Table.groupsEnd = next;
  Table.groups += 1;
  if (Table.groups * 2 > Table.groupMask) Table.groupMask = enlarged(GROUP_SLOTS, Table.groupMask);
  return group;
}

/** The number of the list that the keys of a mapping are, as they are read by a plan. */
function keysOf(parts: usize, length: usize, plan: i32): i32 {
  // The keys are written behind the parts, where nothing is open any more.
  const keys = parts + length;
  const size = length >> 1;
  if (keys + size > OPEN_END) unreachable();
  for (let at: usize = 0; at < size; at += 4) store<i32>(keys + at, load<i32>(parts + at * 2));
  const list = groupAt(keys, size, KEYS, plan);
  if (numberOf(list, ITSELF) == UNKNOWN) {
    setNumber(list, ITSELF, Table.keyLists);
    Table.keyLists += 1;
  }
  return numberOf(list, ITSELF);
}

/** As `close`, of what stands alone: it is not looked up, and nothing finds it. */
export function closeAlone(from: usize, kind: i32, plan: i32): Ref {
  const length = Table.open - from;
  Table.open = from;
  const keys = kind == MAPPING ? keysOf(from, length, plan) : UNKNOWN;
  const parts = Table.groupsEnd + 4;
  if (parts + length > GROUPS_END) unreachable();
  // Where the other side looks for the number of the list of its keys.
  store<i32>(parts - 4, keys);
  memory.copy(parts, from, length);
  Table.groupsEnd = parts + length;
  return add(kind, parts, <i32>(length >> 2), plan);
}

/** The list or mapping of the parts since it was opened, as it is read by a plan: equal ones have one number. */
export function close(from: usize, kind: i32, plan: i32): Ref {
  const length = Table.open - from;
  Table.open = from;
  const group = groupAt(from, length, kind, plan);
  let ref = numberOf(group, ITSELF);
  if (ref != UNKNOWN) return ref;
  if (kind == MAPPING) setNumber(group, ITS_KEYS, keysOf(from, length, plan));
  ref = add(kind, bytesOf(group), <i32>(length >> 2), plan);
  setNumber(group, ITSELF, ref);
  return ref;
}

/** Forgets all values. */
export function forgetValues(): void {
  emptySlots(TEXT_SLOTS, Table.textMask);
  emptySlots(GROUP_SLOTS, Table.groupMask);
  Table.textMask = FIRST_SLOTS - 1;
  Table.groupMask = FIRST_SLOTS - 1;
  Table.values = 1;
  Table.texts = 0;
  Table.groups = 0;
  Table.keyLists = 0;
  Table.textsEnd = TEXTS;
  Table.groupsEnd = GROUPS;
}
