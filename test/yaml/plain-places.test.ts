import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../src/yaml/index.ts';
import { Random } from '../support/random.ts';
import { comparePlaces } from './differential-places.ts';
import { FIXTURES, JSON_DOCUMENTS, SAMPLE_DOCUMENTS } from './fixtures.ts';
import { pickMask } from './masks.ts';
import { mutate } from './mutations.ts';
import { MANIFESTS } from './plain-manifests.ts';

describe('places that are found without js-yaml', () => {
  it('are its own in the samples, and nearly all are found', () => {
    const compared = SAMPLE_DOCUMENTS.map((text) => comparePlaces(text));
    expect(compared.flatMap(({ different }) => different)).toEqual([]);
    const [asked, answered] = [compared.map((one) => one.asked), compared.map((one) => one.answered)].map((counts) =>
      counts.reduce((sum, count) => sum + count, 0),
    );
    expect(asked).toBeGreaterThan(10_000);
    expect(answered).toBeGreaterThan((asked ?? 0) * 0.99);
  });

  it('are its own in JSON, and nearly all are found', () => {
    const compared = JSON_DOCUMENTS.map((text) => comparePlaces(text));
    expect(compared.flatMap(({ different }) => different)).toEqual([]);
    const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
    const asked = sum(compared.map((one) => one.asked));
    expect(asked).toBeGreaterThan(1_000);
    expect(sum(compared.map((one) => one.answered))).toBeGreaterThan(asked * 0.95);
  });

  it.each([
    ['lines and blanks anywhere', '{\n"a" : [ 1,\n  {"b":"x" , "c" :null}, [] ,\n{}], "d": true }\n'],
    ['keys twice, of which the mask leaves out the rest', '{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}'],
    ['values that are missing or more', '{"a":\n}', '{"b": [1 2], "a": x y}'],
    ['escapes and two bytes a character', '{"é": "a\\nü é \\u00e9", "b": ["x\\"y", "ü"]}'],
    ['comments before it', '# é\n---\n# c\n{"a": {"b": [1, "x"]}}\n'],
  ])('are its own in JSON with %s', (_, ...texts) => {
    const masks = [undefined, { only: true as const }, { fields: new Map([['b', {}]]), only: true as const }];
    for (const text of texts) for (const mask of masks) expect(comparePlaces(text, mask).different).toEqual([]);
  });

  it.each([
    ['a key twice, of which the mask leaves out the rest', 'a: 1\nb: 2\na: 3\n'],
    ['a value over lines', 'a: one\n  two\nb:\n  "x\n   y"\nc: >\n  folded\n\n   more\n# c\nd: 1\n'],
    ['block scalars in a list', 'a:\n- |\n  one\n\n   two\n  # no comment\n # c\n- >-  # c\n\n  é x\n- b: |-\n    y'],
    ['a block scalar that says its indentation', 'a: |2\n    x\nb: |+\n  y\n\n'],
    [
      'a block scalar with a line of tabs',
      'a:\n  b: |\n    x\n \t \n  c: z\nd: 1\n',
      'a:\n  b: |-\n    x\n\n   y: \n \t  \n  c: z\n',
    ],
    ['an empty item', 'a:\n-\n- # c\n- b:\n  c: []\n'],
    ['keys that are no texts', '1: a\non: b\n~: c\n"on": d\n0x1: e\n'],
    ['anchors, aliases and merges', 'a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n  e: !!str f\n'],
    ['brackets', 'a: {b: [x, "é y", {c: }], "d": \'it\'\'s\'} # c\ne: [[1], []]\n- {a: b}: c\n'],
    ['brackets over lines', 'a: [x,\n  y]\nb: {\n  c: d\n }\n'],
    ['tabs before values', 'a: \tx\nb:  \t# c\nc:\ty\nd:\n- \tz\n- [\tz]\n- x: \t"y"\n'],
    ['tabs before colons', 'a:\n- b\t:\n  - c: 1\n- "d"\t: e\n- f \t# g\nh\t: i\n'],
    [
      'an empty block scalar in a list of its own',
      'a:\n- - |\n  - - b\n    - c: 1\n- - >\n    d\n  - e: |\n    f: g\n',
    ],
    ['tabs behind dashes', 'a:\n  - b\n  -\tc\n  - d\ne:\n-\tf\ng:\n- h\n-\ti\n'],
    ['two bytes a character', 'é: "ü é"\nb: ü é\nc: [ü, é]\n'],
  ])('are its own with %s', (_, ...texts) => {
    const masks = [undefined, { only: true as const }, { fields: new Map([['b', {}]]), only: true as const }];
    for (const source of texts.flatMap((text) => [text, text.replaceAll('\n', '\r\n')]))
      for (const mask of masks) expect(comparePlaces(source, mask).different).toEqual([]);
  });

  // Many more are tried by fuzz-readers.mjs.
  it('are its own in mutated documents', () => {
    const random = new Random(21);
    let answered = 0;
    for (let run = 0; run < 300; run += 1) {
      const text = mutate(random, run % 2 === 0 ? MANIFESTS : FIXTURES);
      const mask = random.chance(0.5) ? undefined : pickMask(random);
      const compared = comparePlaces(text, mask);
      expect(compared.different, JSON.stringify(text)).toEqual([]);
      answered += compared.answered;
    }
    expect(answered).toBeGreaterThan(12_000);
  });

  it('are the same for however many questions, in a document of any size', () => {
    const items = Array.from({ length: 3000 }, (_, i) => `- name: n${i}\n  other: "é ${i}"\n`).join('');
    const at = (reader: 'fast' | 'slow'): unknown[] => {
      const [read] = [...readDocuments('a.yaml', `list:\n${items}`, { isUsed: () => true, reader })];
      if (read?.type !== 'document') throw new Error('no document');
      const { origin } = read.document;
      return Array.from({ length: 50 }, (_, i) => origin.locateText(['list', i * 60, 'other'], `${i}`));
    };
    expect(at('fast')).toEqual(at('slow'));
  });
});
