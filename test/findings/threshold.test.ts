import { describe, expect, it } from 'vitest';
import { exceeds, type Finding, type Threshold } from '../../src/findings/index.ts';
import type { Severity } from '../../src/model/problem.ts';
import { finding } from '../report/wrong.ts';

const of = (...severities: Severity[]): Finding[] => severities.map((severity) => finding({ severity }));
const suppressed = finding({ suppression: { source: 'comment' } });

describe('a result is worse than what is put up with', () => {
  it.each<[string, Finding[], Threshold, boolean]>([
    ['nothing found', [], { failOn: 'info' }, false],
    ['an error', of('error'), { failOn: 'error' }, true],
    ['a warning, where errors count', of('warning', 'info'), { failOn: 'error' }, false],
    ['a warning, where warnings count', of('warning'), { failOn: 'warning' }, true],
    ['an error, where warnings count', of('error'), { failOn: 'warning' }, true],
    ['information, where warnings count', of('info'), { failOn: 'warning' }, false],
    ['information, where all counts', of('info'), { failOn: 'info' }, true],
    ['an error, where nothing counts', of('error'), { failOn: 'never' }, false],
    ['a suppressed error', [suppressed], { failOn: 'info', maxWarnings: 0 }, false],
    ['as many warnings as allowed', of('warning', 'warning'), { failOn: 'error', maxWarnings: 2 }, false],
    ['more warnings than allowed', of('warning', 'warning'), { failOn: 'never', maxWarnings: 1 }, true],
    ['a warning where none is allowed', of('warning'), { failOn: 'error', maxWarnings: 0 }, true],
    [
      'one more of a thousand',
      of(...Array<Severity>(1001).fill('warning')),
      { failOn: 'error', maxWarnings: 1000 },
      true,
    ],
    ['errors and information are no warnings', of('error', 'info'), { failOn: 'never', maxWarnings: 0 }, false],
  ])('%s', (_, findings, threshold, expected) => {
    expect(exceeds(findings, threshold)).toBe(expected);
  });
});
