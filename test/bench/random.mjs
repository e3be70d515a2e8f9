/**
 * A small seeded source of random numbers (mulberry32): the same seed gives the same corpus on every machine.
 *
 * @param {number} seed
 */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  return {
    /** A whole number from 0 to `limit - 1`. */
    below,
    /** One element of a list. */
    pick,
    /** `count` different elements of a list, in the order of the list. */
    sample(list, count) {
      const chosen = new Set();
      while (chosen.size < Math.min(count, list.length)) chosen.add(below(list.length));
      return list.filter((_, index) => chosen.has(index));
    },
    /** True in the given share of cases. */
    chance: (share) => next() < share,
  };
}
