import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { addressText, IPV6_SPACE, parseAddress } from '../../src/model/ip-set.ts';
import { parsePlainIpv6 } from '../../src/model/plain-ipv6.ts';
import { holds } from '../support/holds.ts';

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
    holds(
      fc.property(texts, (text) => {
        expect(parseAddress(text)).toBe(IPV4.test(text) ? valueOf(text) : undefined);
      }),
      5_000,
    );
  });
});

describe('an IPv6 address', () => {
  const [start = 0n] = IPV6_SPACE;

  it.each([
    ['::', 0n],
    ['::1', 1n],
    ['fe80::', 0xfe80n << 112n],
    ['2001:db8:0:0:0:0:0:AbCd', (0x20010db8n << 96n) + 0xabcdn],
    ['1:2:3:4:5:6:7::', 0x1000200030004000500060007n << 16n],
    ['::ffff:192.0.2.1', 0xffffc0000201n],
  ])('%s is %s', (text, value) => {
    expect(parseAddress(text)).toBe(start + value);
  });

  it.each([
    ':',
    ':::',
    '1',
    '1:2',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '1:::2',
    ':1::2',
    '1::2:',
    '12345::',
    'g::',
    '::1%eth0',
    '1:2:3:4:5:6:7:8::',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('is, without dots, what ipaddr.js says it is', () => {
    const group = fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16)),
      fc.constantFrom('', '', '0', '0000', 'FFFF', '12345', 'g', '+1', ' 1', '1.2'),
    );
    const texts = fc.array(group, { minLength: 1, maxLength: 10 }).map((groups) => groups.join(':'));
    holds(
      fc.property(texts, (text) => {
        const plain = parsePlainIpv6(text);
        if (plain === undefined) {
          expect(/^[0-9a-f:]*$/i.test(text) && ipaddr.IPv6.isValid(text)).toBe(false);
          return;
        }
        expect(ipaddr.IPv6.isValid(text)).toBe(true);
        expect(addressText(start + plain)).toBe(ipaddr.IPv6.parse(text).toString());
      }),
      5_000,
    );
  });
});
