import { DELETE } from '../characters';
import { areControls, areEach } from './cursor';
import { forgetKeys, Keys, keysOf } from './keys';
import {
  GROUP_SLOTS,
  GROUPS,
  GROUPS_END,
  KEY_LISTS_END,
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
  areSame,
  emptySlots,
  enlarged,
  entryIn,
  fillSlot,
  FIRST_SLOTS,
  hashIn,
  hashOf,
  MOST_PROBES,
  slotAt,
} from './slots';

/** A value, by its number. */
export type Ref = i32;
export const NULL: Ref = 0;
const UNKNOWN: Ref = -1;

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
  static open: usize = OPEN;
  static news: usize = NEWS;
}

/** Little room is left for new values. */
export function isFull(): bool {
  return (
    Table.texts > MOST_VALUES / 2 ||
    Table.textsEnd > TEXTS_END - LITTLE_ROOM ||
    Table.groupsEnd > GROUPS_END - LITTLE_ROOM ||
    Keys.end > KEY_LISTS_END - LITTLE_ROOM
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

// A text: its length, its value as a plain scalar and in quotes, its bytes.
const TEXT_HEAD: usize = 12;

/** Behind an entry, where the next one starts. */
function behind(end: usize): usize {
  return (end + 3) & ~3;
}

/** The entry of some bytes. */
function textAt(start: usize, end: usize): usize {
  const length = end - start;
  const hash = hashOf(start, length, <u32>length);
  const mask = Table.textMask;
  let place = (<i32>hash) & mask;
  let slot = slotAt(TEXT_SLOTS, place);
  for (let probes = 0; entryIn(slot) != 0; probes += 1) {
    const known = entryIn(slot);
    if (hashIn(slot) == hash && <usize>load<u32>(known) == length && areSame(known + TEXT_HEAD, start, length))
      return known;
    if (probes >= MOST_PROBES) unreachable();
    place = (place + 1) & mask;
    slot = slotAt(TEXT_SLOTS, place);
  }
  const text = Table.textsEnd;
  const next = behind(text + TEXT_HEAD + length);
  if (next > TEXTS_END) unreachable();
  store<u32>(text, <u32>length);
  store<i32>(text, UNKNOWN, 4);
  store<i32>(text, UNKNOWN, 8);
  memory.copy(text + TEXT_HEAD, start, length);
  Table.textsEnd = next;
  Table.texts += 1;
  fillSlot(slot, hash, text);
  if (Table.texts * 2 > mask) Table.textMask = enlarged(TEXT_SLOTS, mask);
  return text;
}

/** A text that is written as it is. */
export function quoted(start: usize, end: usize): Ref {
  if (end - start > LONGEST) return addText(STRING, start, end);
  const text = textAt(start, end);
  let ref = load<i32>(text, 8);
  if (ref == UNKNOWN) {
    ref = addText(STRING, start, end);
    store<i32>(text, ref, 8);
  }
  return ref;
}

/** A plain scalar that may stand for something else than its text. */
export function plain(start: usize, end: usize): Ref {
  if (end - start > LONGEST) return addText(PLAIN, start, end);
  const text = textAt(start, end);
  let ref = load<i32>(text, 4);
  if (ref == UNKNOWN) {
    ref = addText(PLAIN, start, end);
    store<i32>(text, ref, 4);
  }
  return ref;
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

// A group: how many parts it has and what it is, its plan, its value, the list of its keys, its parts.
const GROUP_HEAD: usize = 16;

/** The list or mapping of the parts since it was opened, as it is read by a plan: equal ones have one number. */
export function close(from: usize, kind: i32, plan: i32): Ref {
  const length = Table.open - from;
  Table.open = from;
  const head = ((<i32>(length >> 2)) << 1) | (kind & 1);
  const hash = hashOf(from, length, <u32>(plan * 2 + kind));
  const mask = Table.groupMask;
  let place = (<i32>hash) & mask;
  let slot = slotAt(GROUP_SLOTS, place);
  for (let probes = 0; entryIn(slot) != 0; probes += 1) {
    const known = entryIn(slot);
    const isAlike = hashIn(slot) == hash && load<i32>(known) == head && load<i32>(known, 4) == plan;
    if (isAlike && areSame(known + GROUP_HEAD, from, length)) return load<i32>(known, 8);
    if (probes >= MOST_PROBES) unreachable();
    place = (place + 1) & mask;
    slot = slotAt(GROUP_SLOTS, place);
  }
  const group = Table.groupsEnd;
  const parts = group + GROUP_HEAD;
  if (parts + length > GROUPS_END) unreachable();
  const keys = kind == MAPPING ? keysOf(from, length, plan, from + length) : 0;
  const ref = add(kind, parts, <i32>(length >> 2), plan);
  store<i32>(group, head);
  store<i32>(group, plan, 4);
  store<i32>(group, ref, 8);
  store<i32>(group, keys, 12);
  memory.copy(parts, from, length);
  Table.groupsEnd = parts + length;
  Table.groups += 1;
  fillSlot(slot, hash, group);
  if (Table.groups * 2 > mask) Table.groupMask = enlarged(GROUP_SLOTS, mask);
  return ref;
}

/** Forgets all values. */
export function forgetValues(): void {
  emptySlots(TEXT_SLOTS, Table.textMask);
  emptySlots(GROUP_SLOTS, Table.groupMask);
  Table.textMask = FIRST_SLOTS - 1;
  Table.groupMask = FIRST_SLOTS - 1;
  forgetKeys();
  Table.values = 1;
  Table.texts = 0;
  Table.groups = 0;
  Table.textsEnd = TEXTS;
  Table.groupsEnd = GROUPS;
}
