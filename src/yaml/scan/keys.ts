import { KEY_LISTS, KEY_LISTS_END, KEY_SLOTS } from './memory';
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

export class Keys {
  static lists: i32 = 0;
  static mask: i32 = FIRST_SLOTS - 1;
  static end: usize = KEY_LISTS;
}

// A list of keys: its length in bytes, its plan, its number, the keys.
const HEAD: usize = 12;

/** The number of the list that the keys of a mapping are, as they are read by a plan; `scratch` is for it to write on. */
export function keysOf(parts: usize, length: usize, plan: i32, scratch: usize): i32 {
  const size = length >> 1;
  for (let at: usize = 0; at < size; at += 4) store<i32>(scratch + at, load<i32>(parts + at * 2));
  const hash = hashOf(scratch, size, <u32>plan);
  const mask = Keys.mask;
  let place = (<i32>hash) & mask;
  let slot = slotAt(KEY_SLOTS, place);
  for (let probes = 0; entryIn(slot) != 0; probes += 1) {
    const known = entryIn(slot);
    const isAlike = hashIn(slot) == hash && <usize>load<u32>(known) == size && load<i32>(known, 4) == plan;
    if (isAlike && areSame(known + HEAD, scratch, size)) return load<i32>(known, 8);
    if (probes >= MOST_PROBES) unreachable();
    place = (place + 1) & mask;
    slot = slotAt(KEY_SLOTS, place);
  }
  const list = Keys.end;
  if (list + HEAD + size > KEY_LISTS_END) unreachable();
  store<u32>(list, <u32>size);
  store<i32>(list, plan, 4);
  store<i32>(list, Keys.lists, 8);
  memory.copy(list + HEAD, scratch, size);
  Keys.end = list + HEAD + size;
  Keys.lists += 1;
  fillSlot(slot, hash, list);
  if (Keys.lists * 2 > mask) Keys.mask = enlarged(KEY_SLOTS, mask);
  return load<i32>(list, 8);
}

export function forgetKeys(): void {
  emptySlots(KEY_SLOTS, Keys.mask);
  Keys.mask = FIRST_SLOTS - 1;
  Keys.lists = 0;
  Keys.end = KEY_LISTS;
}
