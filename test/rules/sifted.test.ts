import { describe, expect, it } from 'vitest';
import { Sifted } from '../../src/rules/hygiene/sifted.ts';

describe('a list that is sifted as far as somebody looks', () => {
  it('asks of each item once, and of none behind the one that was found', () => {
    const asked: number[] = [];
    const even = new Sifted([1, 2, 3, 4, 5, 6], (item) => {
      asked.push(item);
      return item % 2 === 0;
    });
    expect(even.some((item) => item === 2)).toBe(true);
    expect(even.some((item) => item > 3)).toBe(true);
    expect(asked).toEqual([1, 2, 3, 4]);
    expect(even.some((item) => item % 2 === 1)).toBe(false);
    expect(even.some((item) => item === 6)).toBe(true);
    expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
