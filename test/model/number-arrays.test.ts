import { describe, expect, it } from 'vitest';
import { extended } from '../../src/model/extended.ts';
import { firstOf, flagsFrom, newInts, newWords, placesOf, wordsFrom } from '../../src/model/number-arrays.ts';

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

  it('hold a number for each item', () => {
    const words = ['a', 'bcd', ''];
    expect(wordsFrom(words, ({ length }, place) => length * 10 + place)).toEqual(Uint32Array.of(10, 31, 2));
    const flags = flagsFrom(words, ({ length }) => length > 0);
    expect(flags).toEqual(Uint8Array.of(1, 1, 0));
    expect(placesOf(flags)).toEqual([0, 1]);
    expect(placesOf(new Uint8Array(9))).toEqual([]);
  });
});

describe('a list with one item more', () => {
  it('is another for the first, and the same after that', () => {
    const none: number[] = [];
    const one = extended(none, 1);
    expect([none, one]).toEqual([[], [1]]);
    expect(extended(one, 2)).toBe(one);
    expect(one).toEqual([1, 2]);
  });
});
