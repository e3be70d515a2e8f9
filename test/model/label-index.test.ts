import { describe, expect, it } from 'vitest';
import { labelIndex, selectorFinder } from '../../src/model/label-index.ts';
import { matches, type Requirement, type Selector } from '../../src/model/selector.ts';
import { Random } from '../support/random.ts';

const KEYS = ['app', 'tier', 'team'];
const VALUES = ['a', 'b', 'c', 'd'];

const items = (random: Random) =>
  Array.from({ length: 40 }, (_, place) => ({
    place,
    home: random.below(3),
    labels: new Map(KEYS.filter(() => random.chance(0.7)).map((key) => [key, random.pick(VALUES)])),
  }));

function requirement(random: Random): Requirement {
  const operator = random.pick(['In', 'In', 'In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
  // Values may be named twice, and some are on no item at all.
  const values = operator.endsWith('In') ? random.list(1, 3, () => random.pick([...VALUES, 'none'])) : [];
  return { key: random.pick(KEYS), operator, values };
}

describe('items that a selector matches', () => {
  it('are those of a look at each of them, in their order, in a part of them as well', () => {
    const random = new Random(11);
    for (let round = 0; round < 400; round += 1) {
      const all = items(random);
      const find = selectorFinder(all, labelIndex(all));
      const selector: Selector = { requirements: random.list(0, 3, () => requirement(random)) };
      const home = random.below(3);
      const part = all.filter((item) => item.home === home);
      expect(find(selector)).toEqual(all.filter(({ labels }) => matches(selector, labels)));
      expect(find(selector, part, (item) => item.home === home)).toEqual(
        part.filter(({ labels }) => matches(selector, labels)),
      );
    }
  });
});
