import { describe, expect, it } from 'vitest';
import type { Direction } from '../../src/policy/index.ts';
import type { Endpoint, WorkloadEndpoint } from '../../src/reach/index.ts';
import { alikeReader, type Pair, uselessPairs } from '../../src/rules/isolation/half-open/pairs.ts';
import { Random } from '../support/random.ts';

/** Only who they are counts here. */
const PODS = Array.from({ length: 12 }, (_, index) => ({ id: `pod-${index}` }) as WorkloadEndpoint);

/** Every pod with every other, in order; the first pair of each kind that is of interest stands for its kind. */
function askedOneByOne(pairs: readonly Pair[], kindOf: (pair: Pair) => string, isUseful: (pair: Pair) => boolean) {
  const first = new Map<string, Pair>();
  for (const pair of pairs) if (!first.has(kindOf(pair))) first.set(kindOf(pair), pair);
  const found = [...first.values()];
  return found.some(isUseful) ? undefined : found;
}

describe('pairs of kinds of pods', () => {
  it.each<Direction>(['ingress', 'egress'])('are those of a look at every pair, %s', (direction) => {
    const random = new Random(5);
    const answers = new Set<string>();
    for (let round = 0; round < 2000; round += 1) {
      const groups = new Map<Endpoint, number>(PODS.map((pod) => [pod, random.below(4)]));
      const groupOf = (pod: Endpoint): number => groups.get(pod) ?? 0;
      const dull = new Set(PODS.flatMap((a) => PODS.filter(() => random.chance(0.3)).map((b) => `${a.id} ${b.id}`)));
      const isOfInterest = ({ source, destination }: Pair): boolean => !dull.has(`${source.id} ${destination.id}`);
      const kindOf = ({ source, destination }: Pair): string => `${groupOf(source)} ${groupOf(destination)}`;
      const useful = random.chance(0.5) ? `${random.below(4)} ${random.below(4)}` : '';
      const isUseful = (pair: Pair): boolean => kindOf(pair) === useful;
      const own = PODS.filter(() => random.chance(random.pick([0.1, 0.5])));
      const others = PODS.filter(() => random.chance(random.pick([0.1, 0.5])));
      const all = own.flatMap((pod) =>
        others.map((other) =>
          direction === 'ingress' ? { source: other, destination: pod } : { source: pod, destination: other },
        ),
      );
      const expected = askedOneByOne(all.filter(isOfInterest), kindOf, isUseful);
      const alike = alikeReader({ groupOf });
      const found = uselessPairs({ direction, own, others, alike, isOfInterest }, isUseful);
      expect(found).toEqual(expected);
      answers.add(found === undefined ? 'useful' : String(Math.min(found.length, 2)));
    }
    expect([...answers].sort()).toEqual(['0', '1', '2', 'useful']);
  });
});
