import { describe, expect, it } from 'vitest';
import { extended } from '../../src/model/extended.ts';

describe('a list with one item more', () => {
  it('is another for the first, and the same after that', () => {
    const none: number[] = [];
    const one = extended(none, 1);
    expect([none, one]).toEqual([[], [1]]);
    expect(extended(one, 2)).toBe(one);
    expect(one).toEqual([1, 2]);
  });
});
