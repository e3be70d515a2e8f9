import { DELETE, SPACE } from '../characters';
import {
  GROUP_SIZE,
  GROUP_SLOTS,
  GROUPS,
  KEPT,
  KEPT_END,
  MOST_VALUES,
  NEWS,
  NEWS_END,
  NEWS_SIZE,
  OPEN,
  OPEN_END,
  PARTS,
  PARTS_END,
  TEXT_SIZE,
  TEXT_SLOTS,
  TEXTS,
} from './memory';
import { areSame, emptySlots, enlarged, fillSlot, FIRST_SLOTS, hashOf, MOST_PROBES, slotAt } from './slots';

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

export class Table {
  static values: i32 = 1;
  static texts: i32 = 0;
  static textMask: i32 = FIRST_SLOTS - 1;
  static groups: i32 = 0;
  static groupMask: i32 = FIRST_SLOTS - 1;
  static parts: usize = PARTS;
  static kept: usize = KEPT;
  static open: usize = OPEN;
  static news: usize = NEWS;
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
function requireText(start: usize, end: usize): void {
  for (let at = start; at < end; at += 1) {
    const code = <i32>load<u8>(at);
    if (code < SPACE || code == DELETE) unreachable();
  }
}

function addText(kind: i32, start: usize, end: usize): Ref {
  requireText(start, end);
  return add(kind, start, <i32>(end - start), 0);
}

// A text: its hash, its bytes, their number, its value as a plain scalar and in quotes.

/** The entry of some bytes. */
function textAt(start: usize, end: usize): usize {
  const length = end - start;
  const hash = hashOf(start, length, <u32>length);
  const mask = Table.textMask;
  let slot = (<i32>hash) & mask;
  for (let probes = 0; slotAt(TEXT_SLOTS, slot) != 0; probes += 1) {
    const known = TEXTS + <usize>(slotAt(TEXT_SLOTS, slot) - 1) * TEXT_SIZE;
    const isAlike = load<u32>(known) == hash && <usize>load<u32>(known, 8) == length;
    if (isAlike && areSame(load<u32>(known, 4), start, length)) return known;
    if (probes >= MOST_PROBES) unreachable();
    slot = (slot + 1) & mask;
  }
  const kept = Table.kept;
  if (kept + length > KEPT_END || Table.texts >= MOST_VALUES) unreachable();
  memory.copy(kept, start, length);
  Table.kept = kept + length;
  const text = TEXTS + <usize>Table.texts * TEXT_SIZE;
  store<u32>(text, hash);
  store<u32>(text, <u32>kept, 4);
  store<u32>(text, <u32>length, 8);
  store<i32>(text, UNKNOWN, 12);
  store<i32>(text, UNKNOWN, 16);
  Table.texts += 1;
  fillSlot(TEXT_SLOTS, slot, Table.texts);
  if (Table.texts * 2 > mask) Table.textMask = enlarged(TEXT_SLOTS, mask, TEXTS, TEXT_SIZE, Table.texts);
  return text;
}

/** A text that is written as it is. */
export function quoted(start: usize, end: usize): Ref {
  if (end - start > LONGEST) return addText(STRING, start, end);
  const text = textAt(start, end);
  let ref = load<i32>(text, 16);
  if (ref == UNKNOWN) {
    ref = addText(STRING, start, end);
    store<i32>(text, ref, 16);
  }
  return ref;
}

/** A plain scalar that may stand for something else than its text. */
export function plain(start: usize, end: usize): Ref {
  if (end - start > LONGEST) return addText(PLAIN, start, end);
  const text = textAt(start, end);
  let ref = load<i32>(text, 12);
  if (ref == UNKNOWN) {
    ref = addText(PLAIN, start, end);
    store<i32>(text, ref, 12);
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

// A group: its hash, where its parts are behind what it is and its plan, its value.

/** The list or mapping of the parts since it was opened, as it is read by a plan: equal ones have one number. */
export function close(from: usize, kind: i32, plan: i32): Ref {
  const length = Table.open - from;
  Table.open = from;
  const head = ((<i32>(length >> 2)) << 1) | (kind & 1);
  const hash = hashOf(from, length, <u32>(plan * 2 + kind));
  const mask = Table.groupMask;
  let slot = (<i32>hash) & mask;
  for (let probes = 0; slotAt(GROUP_SLOTS, slot) != 0; probes += 1) {
    const known = GROUPS + <usize>(slotAt(GROUP_SLOTS, slot) - 1) * GROUP_SIZE;
    const parts = <usize>load<u32>(known, 4);
    const isAlike = load<u32>(known) == hash && load<i32>(parts) == head && load<i32>(parts, 4) == plan;
    if (isAlike && areSame(parts + 8, from, length)) return load<i32>(known, 8);
    if (probes >= MOST_PROBES) unreachable();
    slot = (slot + 1) & mask;
  }
  const parts = Table.parts;
  if (parts + length + 8 > PARTS_END || Table.groups >= MOST_VALUES) unreachable();
  store<i32>(parts, head);
  store<i32>(parts, plan, 4);
  memory.copy(parts + 8, from, length);
  Table.parts = parts + length + 8;
  const ref = add(kind, parts + 8, <i32>(length >> 2), plan);
  const group = GROUPS + <usize>Table.groups * GROUP_SIZE;
  store<u32>(group, hash);
  store<u32>(group, <u32>parts, 4);
  store<i32>(group, ref, 8);
  Table.groups += 1;
  fillSlot(GROUP_SLOTS, slot, Table.groups);
  if (Table.groups * 2 > mask) Table.groupMask = enlarged(GROUP_SLOTS, mask, GROUPS, GROUP_SIZE, Table.groups);
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
  Table.parts = PARTS;
  Table.kept = KEPT;
}
