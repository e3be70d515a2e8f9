import { describe, expect, it } from 'vitest';
import { beforeMuchInput } from '../../src/cli/much-input.ts';

const KIB = 1024;

describe('what is done before much is read', () => {
  it.each([
    ['not for little', [10 * KIB, 54 * KIB], [0, 0]],
    ['before a large text', [KIB, 100 * KIB, 100 * KIB], [0, 1, 1]],
    ['when many small ones are much', [40 * KIB, 40 * KIB, 40 * KIB], [0, 1, 1]],
  ])('%s', (_, sizes, expected) => {
    let calls = 0;
    const see = beforeMuchInput(() => (calls += 1));
    const seen = sizes.map((size) => {
      see(size);
      return calls;
    });
    expect(seen).toEqual(expected);
  });
});
