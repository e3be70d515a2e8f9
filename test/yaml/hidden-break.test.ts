import { describe, expect, it } from 'vitest';
import { summaryOf } from './support.ts';

describe('a Unicode line separator', () => {
  it.each(['\u0085', '\u2028', '\u2029'])(
    'in a comment is refused, for Kubernetes ends the comment there (%j)',
    (mark) => {
      expect(summaryOf(`a: 1\n# note${mark}b: 2\n---\nc: 3\n`)).toEqual([
        expect.stringMatching(/^NG002 .*2:7$/),
        'document {"c":3}',
      ]);
    },
  );

  it('in a quoted text is no matter', () => {
    expect(summaryOf('a: "x\u2028y"\n')).toEqual([`document ${JSON.stringify({ a: 'x\u2028y' })}`]);
  });
});
