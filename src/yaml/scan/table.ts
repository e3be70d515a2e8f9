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
  SLOTS_SIZE,
  TEXT_SIZE,
  TEXT_SLOTS,
  TEXTS,
} from './memory';

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
const PRIME: u32 = 0x01000193;
const MOST_PROBES: i32 = 512;
const FIRST_SLOTS: i32 = 1 << 14;

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
  store<i32>(news, kind, 0);
  store<u32>(news, <u32>from, 4);
  store<i32>(news, length, 8);
  store<i32>(news, plan, 12);
  Table.news = news + NEWS_SIZE;
  const ref = Table.values;
  Table.values = ref + 1;
  return ref;
}

function hashOfBytes(start: usize, end: usize): u32 {
  let hash: u32 = <u32>(end - start);
  let at = start;
  for (; at + 4 <= end; at += 4) hash = rotl<u32>((hash ^ load<u32>(at)) * 0x9e3779b1, 13);
  for (; at < end; at += 1) hash = (hash ^ load<u8>(at)) * PRIME;
  hash ^= hash >>> 15;
  hash *= 0x85ebca6b;
  return hash ^ (hash >>> 13);
}

export function areSame(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  for (; i < length; i += 1) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

function enlargeTexts(): void {
  const mask = Table.textMask * 4 + 3;
  if (<usize>(mask + 1) * 4 > SLOTS_SIZE) unreachable();
  memory.fill(TEXT_SLOTS, 0, <usize>(mask + 1) * 4);
  for (let entry = 0; entry < Table.texts; entry += 1) {
    let slot = (<i32>load<u32>(TEXTS + <usize>entry * TEXT_SIZE, 8)) & mask;
    while (load<i32>(TEXT_SLOTS + <usize>slot * 4) != 0) slot = (slot + 1) & mask;
    store<i32>(TEXT_SLOTS + <usize>slot * 4, entry + 1);
  }
  Table.textMask = mask;
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

/** The entry of some bytes. */
function textAt(start: usize, end: usize): usize {
  const length = end - start;
  const hash = hashOfBytes(start, end);
  const mask = Table.textMask;
  let slot = (<i32>hash) & mask;
  for (let probes = 0; ; probes += 1) {
    const entry = load<i32>(TEXT_SLOTS + <usize>slot * 4);
    if (entry == 0) break;
    const text = TEXTS + <usize>(entry - 1) * TEXT_SIZE;
    if (load<u32>(text, 8) == hash && <usize>load<u32>(text, 4) == length && areSame(load<u32>(text), start, length))
      return text;
    // Somebody chose texts so that their hashes collide.
    if (probes >= MOST_PROBES) unreachable();
    slot = (slot + 1) & mask;
  }
  const kept = Table.kept;
  if (kept + length > KEPT_END || Table.texts >= MOST_VALUES) unreachable();
  memory.copy(kept, start, length);
  Table.kept = kept + length;
  const text = TEXTS + <usize>Table.texts * TEXT_SIZE;
  store<u32>(text, <u32>kept);
  store<u32>(text, <u32>length, 4);
  store<u32>(text, hash, 8);
  store<i32>(text, UNKNOWN, 12);
  store<i32>(text, UNKNOWN, 16);
  Table.texts += 1;
  store<i32>(TEXT_SLOTS + <usize>slot * 4, Table.texts);
  if (Table.texts * 2 > mask) enlargeTexts();
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

export function push(part: Ref): void {
  const open = Table.open;
  if (open >= OPEN_END) unreachable();
  store<i32>(open, part);
  Table.open = open + 4;
}

function enlargeGroups(): void {
  const mask = Table.groupMask * 4 + 3;
  if (<usize>(mask + 1) * 4 > SLOTS_SIZE) unreachable();
  memory.fill(GROUP_SLOTS, 0, <usize>(mask + 1) * 4);
  for (let entry = 0; entry < Table.groups; entry += 1) {
    let slot = (<i32>load<u32>(GROUPS + <usize>entry * GROUP_SIZE, 4)) & mask;
    while (load<i32>(GROUP_SLOTS + <usize>slot * 4) != 0) slot = (slot + 1) & mask;
    store<i32>(GROUP_SLOTS + <usize>slot * 4, entry + 1);
  }
  Table.groupMask = mask;
}

/** The list or mapping of the parts since it was opened, as it is read by a plan: equal ones have one number. */
export function close(from: usize, kind: i32, plan: i32): Ref {
  const length = Table.open - from;
  Table.open = from;
  let hash: u32 = <u32>(plan * 2 + kind);
  for (let at = from; at < from + length; at += 4) hash = rotl<u32>((hash ^ load<u32>(at)) * 0x9e3779b1, 13);
  hash ^= hash >>> 15;
  hash *= 0x85ebca6b;
  hash ^= hash >>> 13;
  const head = ((<i32>(length >> 2)) << 1) | (kind & 1);
  const mask = Table.groupMask;
  let slot = (<i32>hash) & mask;
  for (let probes = 0; ; probes += 1) {
    const entry = load<i32>(GROUP_SLOTS + <usize>slot * 4);
    if (entry == 0) break;
    const group = GROUPS + <usize>(entry - 1) * GROUP_SIZE;
    if (load<u32>(group, 4) == hash) {
      const parts = <usize>load<u32>(group);
      if (load<i32>(parts) == head && load<i32>(parts, 4) == plan && areSame(parts + 8, from, length))
        return load<i32>(group, 8);
    }
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
  store<u32>(group, <u32>parts);
  store<u32>(group, hash, 4);
  store<i32>(group, ref, 8);
  Table.groups += 1;
  store<i32>(GROUP_SLOTS + <usize>slot * 4, Table.groups);
  if (Table.groups * 2 > mask) enlargeGroups();
  return ref;
}

/** Forgets all values. */
export function forgetValues(): void {
  memory.fill(TEXT_SLOTS, 0, <usize>(Table.textMask + 1) * 4);
  memory.fill(GROUP_SLOTS, 0, <usize>(Table.groupMask + 1) * 4);
  Table.textMask = FIRST_SLOTS - 1;
  Table.groupMask = FIRST_SLOTS - 1;
  Table.values = 1;
  Table.texts = 0;
  Table.groups = 0;
  Table.parts = PARTS;
  Table.kept = KEPT;
}

/** A text that has to be read otherwise than it is written. It is not looked up. */
export function rewritten(kind: i32, start: usize, end: usize): Ref {
  return addText(kind, start, end);
}

/** A block of text, which lies beside the text it was in: it is not looked up, for blocks are rarely met twice. */
export function quotedBlock(start: usize, end: usize): Ref {
  return add(STRING, start, <i32>(end - start), 0);
}
