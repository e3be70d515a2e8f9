import { describe, expect, it } from 'vitest';
import { buildLists, groupLists, listAt } from '../../src/model/group-lists.ts';
import { PairTable } from '../../src/model/pair-table.ts';
import { Random } from '../support/random.ts';

describe('a table of pairs', () => {
  it('remembers like a Map, however often it grows', () => {
    const random = new Random(1);
    const table = new PairTable();
    const expected = new Map<string, number>();
    for (let i = 0; i < 20_000; i += 1) {
      const [first, second] = [
        random.below(300),
        random.chance(0.1) ? 2 ** 31 - 1 - random.below(9) : random.below(300),
      ];
      const key = `${first} ${second}`;
      expect(table.get(first, second)).toBe(expected.get(key) ?? -1);
      table.set(first, second, i);
      expected.set(key, i);
    }
    expect(table.size).toBe(expected.size);
  });

  it('numbers pairs in the order of first sight', () => {
    const table = new PairTable();
    expect([table.intern(7, 0), table.intern(0, 7), table.intern(7, 0), table.intern(0, 0)]).toEqual([0, 1, 0, 2]);
  });
});

describe('lists under one number', () => {
  it('are those that are equal, in the order of first sight', () => {
    const rows = [[1, 2], [], [2, 1], [1, 2], [], [1]];
    const lists = buildLists(rows.length, (add) => {
      for (const [list, items] of rows.entries()) for (const item of items) add(list, item);
    });
    expect(rows.map((_, list) => [...listAt(lists, list)])).toEqual(rows);
    const { groupOf, firsts } = groupLists(lists);
    expect([...groupOf]).toEqual([0, 1, 2, 0, 1, 3]);
    expect(firsts).toEqual([0, 1, 2, 5]);
  });
});
