import { describe, expect, it } from 'vitest';
import type { Labels } from '../../src/model/labels.ts';
import { matches, type Requirement, type Selector } from '../../src/model/selector.ts';
import { contradiction, selectorImplies } from '../../src/model/selector-algebra.ts';
import { Random } from '../support/random.ts';

const KEYS = ['app', 'tier'];
const VALUES = ['x', 'y', 'z'];
/** `w` stands for every value that no selector names. */
const STATES = [...VALUES, 'w', undefined];

const EVERY_LABELS: readonly Labels[] = STATES.flatMap((app) =>
  STATES.map(
    (tier) =>
      new Map(
        [
          ['app', app],
          ['tier', tier],
        ].filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
  ),
);

function randomSelector(random: Random): Selector {
  const requirement = (): Requirement => {
    const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
    const values = operator === 'In' || operator === 'NotIn' ? random.list(1, 3, () => random.pick(VALUES)) : [];
    return { key: random.pick(KEYS), operator, values };
  };
  return { requirements: random.list(0, 4, requirement) };
}

describe('the algebra of selectors', () => {
  it('finds a contradiction exactly where no labels match', () => {
    const random = new Random(1);
    let impossible = 0;
    for (let count = 0; count < 5_000; count += 1) {
      const selector = randomSelector(random);
      const isPossible = EVERY_LABELS.some((labels) => matches(selector, labels));
      if (!isPossible) impossible += 1;
      if ((contradiction(selector) === undefined) !== isPossible) expect.fail(JSON.stringify(selector));
    }
    expect(impossible).toBeGreaterThan(500);
  });

  it('says that one selector implies another exactly where all it matches is matched', () => {
    const random = new Random(2);
    let implied = 0;
    for (let count = 0; count < 20_000; count += 1) {
      const [a, b] = [randomSelector(random), randomSelector(random)];
      // What matches nothing implies everything; nobody asks.
      if (contradiction(a) !== undefined) continue;
      const isImplied = EVERY_LABELS.every((labels) => !matches(a, labels) || matches(b, labels));
      if (isImplied) implied += 1;
      if (selectorImplies(a, b) !== isImplied) expect.fail(JSON.stringify([a, b]));
    }
    expect(implied).toBeGreaterThan(1_000);
  });
});
