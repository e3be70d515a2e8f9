import { describe, expect, it } from 'vitest';
import { firstOf, newInts, newWords } from '../../src/model/number-arrays.ts';

describe('arrays of numbers', () => {
  it('are zero, and nobody else writes to them, short or long', () => {
    const arrays = [3, 1, 2_000, 0, 7].flatMap((length) => [newInts(length), newWords(length)]);
    for (const [place, array] of arrays.entries()) {
      expect(array.every((number) => number === 0)).toBe(true);
      array.fill(place + 1);
    }
    for (const [place, array] of arrays.entries())
      expect(new Set(array)).toEqual(new Set(array.length ? [place + 1] : []));
  });

  it('begin with what another begins with', () => {
    const ints = Int32Array.from({ length: 3_000 }, (_, place) => place);
    for (const length of [0, 2, 3_000]) expect([...firstOf(ints, length)]).toEqual([...ints.slice(0, length)]);
  });
});
