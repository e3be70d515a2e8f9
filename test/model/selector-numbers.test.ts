import { describe, expect, it } from 'vitest';
import { equals, type Requirement, type Selector } from '../../src/model/selector.ts';
import { selectorNumbers } from '../../src/model/selector-numbers.ts';

const selector = (...requirements: readonly Requirement[]): Selector => ({ requirements });
const among = (key: string, ...values: readonly string[]): Requirement => ({ key, operator: 'In', values });

describe('numbers of selectors', () => {
  it('are equal for selectors that say the same', () => {
    const numberOf = selectorNumbers();
    expect(numberOf(selector(equals('app', 'web')))).toBe(numberOf(selector(among('app', 'web'))));
    expect(numberOf(selector(equals('a', '1'), equals('b', '2')))).toBe(
      numberOf(selector(equals('b', '2'), equals('a', '1'))),
    );
    expect(numberOf(selector(among('app', 'web', 'api')))).toBe(numberOf(selector(among('app', 'api', 'web'))));
  });

  it('differ for selectors that do not', () => {
    const numberOf = selectorNumbers();
    const different = [
      selector(),
      selector(equals('app', 'web')),
      selector(equals('app', 'api')),
      selector(equals('tier', 'web')),
      selector(among('app', 'web', 'api')),
      selector(equals('app', 'web'), equals('tier', 'web')),
      selector({ key: 'app', operator: 'NotIn', values: ['web'] }),
      selector({ key: 'app', operator: 'Exists', values: [] }),
      selector({ key: 'app', operator: 'In', values: [] }),
    ];
    expect(new Set(different.map(numberOf)).size).toBe(different.length);
  });
});
