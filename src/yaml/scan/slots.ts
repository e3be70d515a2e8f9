import { OLD_SLOTS, SLOTS_SIZE } from './memory';

const FACTOR: u64 = 0x9e3779b97f4a7c15;

/** The last bytes of some, fewer than eight. */
function lastWord(at: usize, count: usize): u64 {
  return load<u64>(at) & (((<u64>1) << (<u64>count * 8)) - 1);
}

function withWord(hash: u64, word: u64): u64 {
  return rotl<u64>((hash ^ word) * FACTOR, 29);
}

/** Of bytes, by eights. */
export function hashOf(start: usize, length: usize, seed: u32): u32 {
  let hash = <u64>seed * FACTOR;
  const end = start + length;
  let at = start;
  for (; at + 8 <= end; at += 8) hash = withWord(hash, load<u64>(at));
  if (at < end) hash = withWord(hash, lastWord(at, end - at));
  hash = (hash ^ (hash >>> 32)) * FACTOR;
  return <u32>(hash >>> 32);
}

export function areSame(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  return i == length || lastWord(a + i, length - i) == lastWord(b + i, length - i);
}

// An entry: what tells it from others beside its bytes, two numbers that are kept with it, its bytes.
const NUMBER_AT: usize = 8;
const HEAD: usize = 16;
/** A number that is not known yet. */
export const UNKNOWN: i32 = -1;

// A slot: the hash of an entry, and its place; 0 where there is none. Which slot it is goes by the hash: open addressing.
const SLOT_SIZE: usize = 8;
/** So many slots there are at first. */
export const FIRST_SLOTS: i32 = 1 << 14;
/** Beyond so many somebody chose what is read so that hashes collide. */
const MOST_PROBES: i32 = 512;

function slotAt(slots: usize, slot: i32): usize {
  return slots + <usize>slot * SLOT_SIZE;
}

export function entryIn(slot: usize): usize {
  return <usize>load<u32>(slot, 4);
}

function hashIn(slot: usize): u32 {
  return load<u32>(slot);
}

function fillSlot(slot: usize, hash: u32, entry: usize): void {
  store<u32>(slot, hash);
  store<u32>(slot, <u32>entry, 4);
}

/** The slot of the entry with a mark and some bytes, or the empty one that is for it. */
export function slotOf(slots: usize, mask: i32, hash: u32, mark: u64, start: usize, length: usize): usize {
  let place = (<i32>hash) & mask;
  for (let probes = 0; probes <= MOST_PROBES; probes += 1) {
    const slot = slotAt(slots, place);
    const entry = entryIn(slot);
    if (entry == 0) return slot;
    if (hashIn(slot) == hash && load<u64>(entry) == mark && areSame(entry + HEAD, start, length)) return slot;
    place = (place + 1) & mask;
  }
  unreachable();
  return 0;
}

/** Where an entry of so many bytes ends that starts at a place, and the next one may start. */
export function endOf(entry: usize, length: usize): usize {
  return (entry + HEAD + length + 3) & ~3;
}

/** Writes a new entry, and puts it into its slot. */
export function fill(slot: usize, hash: u32, entry: usize, mark: u64, start: usize, length: usize): void {
  store<u64>(entry, mark);
  setNumber(entry, 0, UNKNOWN);
  setNumber(entry, 1, UNKNOWN);
  memory.copy(entry + HEAD, start, length);
  fillSlot(slot, hash, entry);
}

export function bytesOf(entry: usize): usize {
  return entry + HEAD;
}

/** One of the two numbers. */
export function numberOf(entry: usize, which: usize): i32 {
  return load<i32>(entry + NUMBER_AT + which * 4);
}

export function setNumber(entry: usize, which: usize, number: i32): void {
  store<i32>(entry + NUMBER_AT + which * 4, number);
}

/** Twice the slots, with the same entries. Gives the new mask. */
export function enlarged(slots: usize, mask: i32): i32 {
  const size = <usize>(mask + 1) * SLOT_SIZE;
  if (size * 2 > SLOTS_SIZE) unreachable();
  memory.copy(OLD_SLOTS, slots, size);
  const wider = mask * 2 + 1;
  emptySlots(slots, wider);
  for (let old: usize = OLD_SLOTS; old < OLD_SLOTS + size; old += SLOT_SIZE) {
    if (entryIn(old) == 0) continue;
    let slot = (<i32>hashIn(old)) & wider;
    while (entryIn(slotAt(slots, slot)) != 0) slot = (slot + 1) & wider;
    fillSlot(slotAt(slots, slot), hashIn(old), entryIn(old));
  }
  return wider;
}

export function emptySlots(slots: usize, mask: i32): void {
  memory.fill(slots, 0, <usize>(mask + 1) * SLOT_SIZE);
}
