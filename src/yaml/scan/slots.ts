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

// A slot: the hash of an entry, and its place; 0 where there is none. Which slot it is goes by the hash: open addressing.
const SLOT_SIZE: usize = 8;
/** So many slots there are at first. */
export const FIRST_SLOTS: i32 = 1 << 14;
/** Beyond so many somebody chose what is read so that hashes collide. */
export const MOST_PROBES: i32 = 512;

export function slotAt(slots: usize, slot: i32): usize {
  return slots + <usize>slot * SLOT_SIZE;
}

export function entryIn(slot: usize): usize {
  return <usize>load<u32>(slot, 4);
}

export function hashIn(slot: usize): u32 {
  return load<u32>(slot);
}

export function fillSlot(slot: usize, hash: u32, entry: usize): void {
  store<u32>(slot, hash);
  store<u32>(slot, <u32>entry, 4);
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
