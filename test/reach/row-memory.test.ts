import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addAmong, addRows, type Bits } from '../../src/reach/bits.ts';
import { rowMemory } from '../../src/reach/row-memory.ts';
import { holds } from '../support/holds.ts';

const word = fc.nat({ max: 0xffffffff });
const row = (words: number) => fc.array(word, { minLength: words, maxLength: words });

const rows = fc
  .integer({ min: 1, max: 70 })
  .chain((words) =>
    fc.record({ words: fc.constant(words), rows: fc.array(row(words), { minLength: 2, maxLength: 9 }) }),
  );

/** Some words of a row, and where they start in it. */
const span = fc
  .integer({ min: 1, max: 70 })
  .chain((words) => fc.record({ words: fc.constant(words), first: fc.nat({ max: words - 1 }) }))
  .chain(({ words, first }) =>
    fc.record({
      words: fc.constant(words),
      first: fc.constant(first),
      some: fc.integer({ min: 1, max: words - first }).chain(row),
      bits: row(words),
      among: row(words),
    }),
  );

/** With room for all rows, for some, and for none: what does not fit is plain. */
describe.each([1_000_000, 64 * 1024, 0])('in %d bytes', (bytes) => {
  const memory = rowMemory(bytes);
  const made = (values: readonly number[]): Bits => {
    const bits = memory.row(values.length);
    bits.set(values);
    return bits;
  };

  test('rows are laid over one another as they are elsewhere', () => {
    holds(
      fc.property(rows, ({ rows: [first = [], ...others] }) => {
        const expected = Uint32Array.from(first);
        addRows(
          expected,
          others.map((other) => Uint32Array.from(other)),
        );
        const bits = made(first);
        memory.addRows(bits, others.map(made));
        expect(bits).toEqual(expected);
      }),
    );
  });

  test('of a span, what another row holds is added as it is elsewhere, and nothing beside it', () => {
    holds(
      fc.property(span, ({ bits, some, first, among }) => {
        const expected = Uint32Array.from(bits);
        addAmong(expected, Uint32Array.from(some), first, Uint32Array.from(among));
        const out = made(bits);
        const neighbour = memory.row(1);
        memory.addAmong(out, made(some), first, made(among));
        expect(out).toEqual(expected);
        expect(neighbour[0]).toBe(0);
      }),
    );
  });
});

test('rows lie in the memory of the kernel, as many as it has room for', () => {
  const memory = rowMemory(64 * 1024);
  const made = Array.from({ length: 600 }, () => memory.row(100).buffer.byteLength);
  expect(new Set(made.slice(0, 100)).size).toBe(1);
  expect(made[0]).toBeGreaterThan(64 * 1024);
  expect(made.at(-1)).toBe(400);
});
