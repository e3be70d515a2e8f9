import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolvePlain } from '../../src/yaml/plain-scalars.ts';
import { resolveScalar } from '../../src/yaml/schema.ts';
import { onlyDocument, problemsOf } from './support.ts';
import { holds } from '../support/holds.ts';

const read = (scalar: string): unknown => {
  const value = onlyDocument(`a: ${scalar}\n`).value;
  return typeof value === 'object' && value !== null && 'a' in value ? value.a : undefined;
};

/** Each expectation is what sigs.k8s.io/yaml 1.4.0 makes of the same text. */
describe('scalars, as Kubernetes reads them', () => {
  it.each(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'])('%s is true', (text) => {
    expect(read(text)).toBe(true);
  });

  it.each(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'])('%s is false', (text) => {
    expect(read(text)).toBe(false);
  });

  it.each(['', '~', 'null', 'Null', 'NULL'])('"%s" is null', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each<[string, number]>([
    ['0', 0],
    ['-0', 0],
    ['00', 0],
    ['+1', 1],
    ['8080', 8080],
    ['-12', -12],
    ['0755', 493],
    ['-0755', -493],
    ['0755_5', 3949],
    ['0o755', 493],
    ['0O17', 15],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0x1F', -31],
    ['0x_1F', 31],
    ['0b101', 5],
    ['0B11', 3],
    ['-0b11', -3],
    ['1_000', 1000],
    ['1__0', 10],
    ['1_', 1],
    ['-_1', -1],
    ['08', 8],
    ['09', 9],
    ['018', 18],
    ['0_9', 9],
    ['0.5', 0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['-.5', -0.5],
    ['.5_0', 0.5],
    ['5_0.1', 50.1],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['1.5e-3', 0.0015],
    ['.5e3', 500],
    ['.inf', Infinity],
    ['-.INF', -Infinity],
    ['+.inf', Infinity],
    ['.NaN', Number.NaN],
    ['!!int "7"', 7],
    ['!!float 3', 3],
  ])('%s is the number %d', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it.each([
    'yEs',
    'tRue',
    'nULL',
    '1:30',
    '190:20:30',
    '2001-01-01',
    '2001-12-14T21:59:43Z',
    '1.2.3',
    '10.0.0.0/8',
    '_1',
    '0x',
    '0b12',
    '0o8',
    '.e3',
    '1e400',
    '0x1p3',
    '++1',
    '+',
    '+.nan',
    'Infinity',
    '=',
    '100m',
  ])('%s is a string', (text) => {
    expect(read(text)).toBe(text);
  });

  it.each<[string, string]>([
    ['"on"', 'on'],
    ["'0755'", '0755'],
    ['!!str yes', 'yes'],
    ['! 12', '12'],
    ['!Ref x', 'x'],
    ['!Ref 3', '3'],
    ['!!timestamp 2001-01-01', '2001-01-01'],
    ['"\\u263a \\x41"', '\u263a A'],
  ])('%s is the string %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  it('takes collections with an unknown tag for what they are', () => {
    expect(onlyDocument('a: !Foo {b: 1}\nc: !!set {d}\ne: !Bar [1]\n').value).toEqual({
      a: { b: 1 },
      c: { d: null },
      e: [1],
    });
  });

  it('makes keys of the values that they stand for', () => {
    expect(onlyDocument('on: 1\n0755: 2\n1.50: 3\n').value).toEqual({ true: 1, 493: 2, 1.5: 3 });
  });

  it('merges, and lets the mapping itself win', () => {
    const text = 'x: &x {a: 2, b: 3}\nw: &w {a: 5, c: 6}\nv:\n  <<: *x\n  a: 1\nz: {<<: [*x, *w]}\nq: {"<<": 1}\n';
    expect(onlyDocument(text).value).toMatchObject({ v: { a: 1, b: 3 }, z: { a: 2, b: 3, c: 6 }, q: { '<<': 1 } });
  });

  it.each(['!!binary aGVsbG8=', '!!int x', '!!bool maybe'])('refuses %s, rather than read another value', (text) => {
    expect(problemsOf(`a: ${text}\n`).map(({ rule }) => rule)).toEqual(['NG002']);
  });
});

describe('a plain scalar', () => {
  it('is for the fast reader what it is for js-yaml', () => {
    const pieces = ['0', '7', '8', '12', '_', '.', '+', '-', 'e', 'E', '0x', '0o', '0b', 'F', 'inf', 'nan', 'NaN', ':'];
    const words = ['null', 'true', 'yes', 'off', 'y', 'n', 'No', 'oN', 'nULL', '~', 'Tru', 'a'];
    const texts = fc.array(fc.constantFrom(...pieces, ...words), { minLength: 1, maxLength: 5 });
    holds(
      fc.property(texts, (parts) => {
        expect(resolvePlain(parts.join(''))).toStrictEqual(resolveScalar(parts.join('')));
      }),
      10_000,
    );
  });
});
