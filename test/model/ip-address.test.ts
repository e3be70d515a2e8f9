import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/model/ip-set.ts';

/** What Kubernetes takes for an IPv4 address, as a pattern. */
const PART = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${PART}(?:\\.${PART}){3}$`);
const valueOf = (text: string): bigint => text.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n);

describe('an IPv4 address', () => {
  it.each([
    ['0.0.0.0', 0n],
    ['255.255.255.255', (1n << 32n) - 1n],
    ['10.0.20.3', 167777283n],
  ])('%s is %s', (text, value) => {
    expect(parseAddress(text)).toBe(value);
  });

  it.each([
    '',
    '.',
    '1.2.3',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    '1.2.3.4.',
    '1.2.3.4.5',
    '01.2.3.4',
    '1.2.3.00',
    '1.2.3.256',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is what the pattern says it is', () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 300 }).map(String),
      fc.constantFrom('', '00', '01', '+1', ' 1', '1e1', '٣'),
    );
    const texts = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseAddress(text)).toBe(IPV4.test(text) ? valueOf(text) : undefined);
      }),
      { numRuns: 5_000 },
    );
  });
});
