import { type Bits, setBit, wordsOf } from './bits.ts';

/** The same bits under other numbers. */
export interface BitMove {
  /** Adds to `out` the bits that are set, under their new numbers. */
  move(bits: Bits, out: Bits): void;
}

/**
 * Moves bits to the numbers that `target` gives, -1 for those that have none. Numbers of neighbours mostly are neighbours
 * again: then 32 of them are moved at once.
 */
export function bitMove(target: Int32Array): BitMove {
  const shifts = Int32Array.from({ length: wordsOf(target.length) }, (_, word) => {
    const first = target[word * 32] ?? -1;
    for (let place = 0; place < 32; place += 1) if (first < 0 || target[word * 32 + place] !== first + place) return -1;
    return first;
  });
  const moveEach = (word: number, set: number, out: Bits): void => {
    for (let left = set; left !== 0; left &= left - 1) {
      const to = target[word * 32 + 31 - Math.clz32(left & -left)] ?? -1;
      if (to >= 0) setBit(out, to);
    }
  };
  return {
    move(bits, out) {
      for (let word = 0; word < bits.length; word += 1) {
        const set = bits[word] ?? 0;
        if (set === 0) continue;
        const first = shifts[word] ?? -1;
        if (first < 0) {
          moveEach(word, set, out);
          continue;
        }
        const [place, by] = [first >>> 5, first & 31];
        out[place] = (out[place] ?? 0) | (set << by);
        if (by > 0) out[place + 1] = (out[place + 1] ?? 0) | (set >>> (32 - by));
      }
    },
  };
}
