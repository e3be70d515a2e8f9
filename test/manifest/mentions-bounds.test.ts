import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInArguments, findInSetting } from '../../src/manifest/mentions.ts';
import { inSetting } from './mentions.ts';
import { holds } from '../support/holds.ts';

describe('bounds', () => {
  it('keeps 20 mentions of a line and 200 of a text, those that may be none first given up', () => {
    const weak = Array.from({ length: 500 }, (_, index) => `a${index}:1`);
    const sure = Array.from({ length: 500 }, (_, index) => `http://b${index}`);
    expect(findInSetting('X', [...weak, ...sure].join(' ')).mentions).toHaveLength(20);
    const { mentions } = findInSetting('X', [...weak, ...sure].join('\n'));
    expect(mentions).toHaveLength(200);
    expect(mentions.filter(({ isExplicit }) => isExplicit)).toHaveLength(100);
  });

  it('says the same host once', () => {
    expect(inSetting('X_HOST', 'a:1,a:1,a:2')).toBe('a:1, a:2');
  });

  it('reads the first mebibyte', () => {
    const blank = `${' '.repeat(99)}\n`.repeat(11_000);
    expect(inSetting('X', `http://a\n${blank}http://b\n`)).toBe('a:80 http');
  });

  const size = 1 << 20;
  it.each<[name: string, piece: string]>([
    ['schemes', 'a://'],
    ['userinfo', 'x://a@'],
    ['at signs', '@'],
    ['ports', 'a:1 '],
    ['one word', 'a'],
    ['lines', 'a\n'],
    ['entries', 'host: a\n'],
    ['empty entries', 'x=\n'],
    ['braces', '{'],
    ['brackets', '['],
    ['references', '$('],
    ['quotes', '"'],
    ['commas', ',a'],
    ['dots', 'a.'],
    ['dashes', '- '],
    ['flags', '-h '],
    ['numbers', '1:1:'],
    ['calls', 'nc '],
    ['sections', '[a]\n'],
    ['slashes', '/:'],
    ['blanks', ' \t'],
    ['equals', 'a=b=c;'],
    ['address brackets', '[::'],
  ])('takes no long time for a mebibyte of %s', (_, piece) => {
    const value = piece.repeat(size / piece.length);
    const started = performance.now();
    findInSetting('DB_HOST', value);
    findInArguments([value, value]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('any value', () => {
  const piece = fc.constantFrom(
    ...[
      'db',
      'a.b',
      ':5432',
      '://',
      'http',
      'host',
      'port',
      '=',
      ': ',
      '- ',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ',',
      ';',
      ' ',
      '\n',
    ],
    ...[
      '@',
      '/',
      '?',
      '#',
      '$(X)',
      '$$',
      '$',
      '(',
      ')',
      '--',
      '-h ',
      'nc ',
      '10.0.0.1',
      '::1',
      '1',
      'upstream ',
      '\\',
      '|',
      '\r\n',
      '\t',
    ],
  );
  const value = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string(),
  );

  it('names hosts in pieces of itself', () => {
    holds(
      fc.property(fc.constantFrom('DB_HOST', 'X', 'PASSWORD'), value, (name, text) => {
        const mentions = [
          ...findInSetting(name, text).mentions,
          ...findInArguments([text, text]).map(({ found }) => found),
        ];
        for (const found of mentions) {
          expect(text).toContain(found.text);
          expect(found.host).toMatch(/^(?:[a-z0-9.:-]|\$\(\w+\))+$/);
          if (typeof found.port === 'number') expect(found.port).toBeGreaterThan(0);
        }
      }),
      3000,
    );
  });
});
