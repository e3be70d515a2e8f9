import { expect, it } from 'vitest';
import { bitMove } from '../../src/reach/bit-move.ts';
import { hasBit, setBit, wordsOf } from '../../src/reach/bits.ts';
import { Random } from '../support/random.ts';
import { seeds } from '../support/seeds.ts';

/** Ascending numbers with gaps now and then, and some that have none. */
function randomTarget(random: Random, size: number): Int32Array {
  let next = random.below(40);
  return Int32Array.from({ length: size }, () => {
    if (random.chance(0.01)) return -1;
    next += random.chance(0.01) ? 1 + random.below(9) : 1;
    return next;
  });
}

it('moves every bit to its new number, and no other', () => {
  for (const seed of seeds(200)) {
    const random = new Random(seed);
    const target = randomTarget(random, 1 + random.below(400));
    const bits = new Uint32Array(wordsOf(target.length));
    const share = random.pick([0.1, 0.5, 1]);
    const set = [...target.keys()].filter(() => random.chance(share));
    for (const id of set) setBit(bits, id);
    const most = target.reduce((last, number) => Math.max(last, number), 0);
    const out = new Uint32Array(wordsOf(most + 1));
    bitMove(target).move(bits, out);
    const found = Array.from({ length: out.length * 32 }, (_, id) => id).filter((id) => hasBit(out, id));
    expect(found).toEqual(set.map((id) => target[id] ?? -1).filter((id) => id >= 0));
  }
});
