import { describe, expect, it } from 'vitest';
import { IntList } from '../../src/yaml/hash-slots.ts';
import { Random } from '../support/random.ts';

describe('a growing list of numbers', () => {
  it('holds what was pushed, one by one, four at once or some of others', () => {
    const random = new Random(3);
    const list = new IntList();
    const expected: number[] = [];
    const others = Int32Array.from({ length: 5_000 }, () => random.below(1 << 30));
    for (let step = 0; step < 400; step += 1) {
      const way = random.pick(['one', 'four', 'some']);
      const from = random.below(others.length);
      const end = way === 'one' ? from + 1 : way === 'four' ? from + 4 : from + random.below(step === 9 ? 4_000 : 60);
      const pushed = others.slice(from, end);
      const [first = 0, second = 0, third = 0, fourth = 0] = pushed;
      if (way === 'one') list.push(first);
      else if (way === 'four') list.pushFour(first, second, third, fourth);
      else list.pushAll(others, from, Math.min(end, others.length));
      expected.push(...(way === 'four' ? [first, second, third, fourth] : pushed));
    }
    expect(list.length).toBe(expected.length);
    expect(Array.from(list.items.subarray(0, list.length))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(4_096);
  });
});
