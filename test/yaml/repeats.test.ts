import { expect, it } from 'vitest';
import { Random } from '../support/random.ts';
import { compareReaders, readScanned } from './differential.ts';
import { pickMask } from './masks.ts';

/** Entries over lines, each long enough to be known again. */
const BODIES = [
  ['spec:', ...Array.from({ length: 5 }, (_, i) => `  - name: a-name-${i}`), '    value: x'],
  ['a:', ...Array.from({ length: 5 }, (_, i) => `- name: a-name-${i}`), '  value: x'],
  ['name: |', ...Array.from({ length: 4 }, () => '  text of a block, long enough')],
  ['b: |-', '    text of a block, long enough', '', '   ', '    text of a block, long enough'],
  ['spec:', '  a:', '    b: a value that is long enough to be kept', '    c: another one that is long', '  d: e'],
  ['a: {b: a value that is long enough, c: another one that is long, d: [e, f, "g"]}'],
  ['labels:', "  one: 'a text in quotes: # and more'", '  two: "another one: - with more"', '# a comment', ''],
];

/** What may stand between entries, and matters to what stands before it. */
const BETWEEN = ['', '  ', '# said', 'x: 1', '- x', '- x: 1', 'text', '---', '\t', '  # said', '"q": 1', 'x:', '|'];

function documentOf(random: Random): string {
  const indent = random.pick([0, 0, 2]);
  const lines = indent === 0 ? [] : [random.pick(['k:', '- k:', '-'])];
  for (let entry = 1 + random.below(4); entry > 0; entry -= 1) {
    const [first = '', ...others] = random.pick(BODIES);
    const body = [random.below(3) === 0 ? first : first.replace(/^\w+/, `k${entry}`), ...others];
    lines.push(...body.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)));
    for (let more = random.below(3); more > 0; more -= 1)
      lines.push(' '.repeat(random.below(6)) + random.pick(BETWEEN));
  }
  return `${lines.join('\n')}${random.pick(['\n', '\n', ''])}`;
}

it.each([1, 2])('entries that the scanner knows are read as js-yaml reads them, whatever follows (seed %d)', (seed) => {
  const random = new Random(seed);
  const cases = Array.from({ length: 5000 }, () => ({ text: documentOf(random), mask: pickMask(random) }));
  const outcomes = cases.map(({ text, mask }, i) => compareReaders(text, i % 2 === 0 ? undefined : mask, readScanned));
  expect(cases.filter((_, i) => outcomes[i] === 'different')).toEqual([]);
  expect(outcomes.filter((outcome) => outcome === 'same').length).toBeGreaterThan(1000);
});
