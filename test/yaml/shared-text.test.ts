import { describe, expect, it } from 'vitest';
import { BETWEEN_TEXTS } from '../../src/model/text.ts';
import { encode } from '../../src/yaml/bytes.ts';
import { type Content, readDocuments, type ReadDocument, textContent } from '../../src/yaml/index.ts';
import { Random } from '../support/random.ts';
import { FIXTURES } from './fixtures.ts';
import { mutate } from './mutations.ts';

const PATHS = [['kind'], ['metadata', 'name'], ['spec'], ['spec', 'ports', 0], ['a']];

/** All that can be asked of what was read. */
function told(read: ReadDocument): unknown {
  if (read.type === 'problem') return read;
  if (read.type === 'skipped') return { ...read, location: read.location };
  const { value, origin } = read.document;
  const places = PATHS.flatMap((path) => [origin.locate(path), origin.locateValue(path)]);
  return { value, isItem: read.isItem, places, whole: origin.whole?.(), comments: read.document.comments() };
}

const readAll = (content: Content): unknown[] =>
  [...readDocuments('a.yaml', content, { isUsed: (_, kind) => kind !== 'Secret' })].map(told);

/** Texts that share their bytes. */
function sharing(texts: readonly string[]): Content[] {
  const bytes = encode(texts.map((each) => each + BETWEEN_TEXTS).join(''));
  let start = 0;
  return texts.map((each) => {
    const alone = textContent(each);
    const content: Content = { ...alone, share: { bytes, start } };
    start += each.length + BETWEEN_TEXTS.length;
    return content;
  });
}

const isPlain = (text: string): boolean => encode(text).length === text.length && !text.includes('\r');

/** Ends and beginnings that could be taken for a part of what is beside them. */
const EDGES = [
  '',
  '\n',
  '\n\n',
  '---',
  '\n---',
  '---\n',
  '...',
  '\n...\n',
  '  ',
  '#',
  '# x\n',
  '{',
  '{{',
  '}',
  '- ',
  '|',
  ' |+\n\n',
  '"',
  ':',
];

function randomText(random: Random): string {
  const text = mutate(random, FIXTURES).replaceAll(/\r/g, '');
  const whole = random.pick([text, text, text.trimEnd(), '', random.pick(FIXTURES)]);
  return random.chance(0.5) ? whole : random.pick(EDGES) + whole + random.pick(EDGES);
}

describe('texts that share their bytes', () => {
  it('give what each gives alone', () => {
    const random = new Random(20);
    let compared = 0;
    for (let round = 0; round < 120; round += 1) {
      const texts = Array.from({ length: 8 }, () => randomText(random)).filter(isPlain);
      for (const [index, content] of sharing(texts).entries()) {
        const text = texts[index] ?? '';
        expect({ text, read: readAll(content) }).toEqual({ text, read: readAll(textContent(text)) });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(600);
  });

  it('are read in any order, and more than once', () => {
    const texts = ['a: 1\n---\nb: 2\n', 'kind: {{ x }}\n', '', 'c: 3', '---\nd: 4\n...\n---\ne: 5'];
    const contents = sharing(texts);
    for (const index of [4, 0, 3, 1, 2, 0, 1, 4])
      expect(readAll(contents[index] as Content)).toEqual(readAll(textContent(texts[index] ?? '')));
  });
});
