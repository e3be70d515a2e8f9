import { SLOTS_SIZE } from './memory';

/** Slots hold the numbers of entries, from 1 on, at places that go by the hash which each entry starts with: open addressing. */
export const FIRST_SLOTS: i32 = 1 << 14;
/** Beyond so many somebody chose what is read so that hashes collide. */
export const MOST_PROBES: i32 = 512;

const FACTOR: u32 = 0x9e3779b1;

function mixed(hash: u32): u32 {
  const half = (hash ^ (hash >>> 15)) * 0x85ebca6b;
  return half ^ (half >>> 13);
}

const withWord = (hash: u32, word: u32): u32 => rotl<u32>((hash ^ word) * FACTOR, 13);

/** Of bytes, by fours. */
export function hashOf(start: usize, length: usize, seed: u32): u32 {
  let hash = seed;
  const end = start + length;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = withWord(hash, load<u32>(at));
  for (; at < end; at += 1) hash = withWord(hash, load<u8>(at));
  return mixed(hash);
}

export function areSame(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  for (; i < length; i += 1) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

export const slotAt = (slots: usize, slot: i32): i32 => load<i32>(slots + <usize>slot * 4);

export function fillSlot(slots: usize, slot: i32, entry: i32): void {
  store<i32>(slots + <usize>slot * 4, entry);
}

/** Four times the slots, for so many entries of a size that lie behind one another. Gives the new mask. */
export function enlarged(slots: usize, mask: i32, entries: usize, size: usize, count: i32): i32 {
  const wider = mask * 4 + 3;
  if (<usize>(wider + 1) * 4 > SLOTS_SIZE) unreachable();
  emptySlots(slots, wider);
  for (let entry = 0; entry < count; entry += 1) {
    let slot = (<i32>load<u32>(entries + <usize>entry * size)) & wider;
    while (slotAt(slots, slot) != 0) slot = (slot + 1) & wider;
    fillSlot(slots, slot, entry + 1);
  }
  return wider;
}

export function emptySlots(slots: usize, mask: i32): void {
  memory.fill(slots, 0, <usize>(mask + 1) * 4);
}
