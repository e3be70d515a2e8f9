import { describe, expect, it } from 'vitest';
import { DNS_LABEL, LABEL_KEY, LABEL_VALUE, OBJECT_NAME, PORT_NAME } from '../../src/manifest/syntax.ts';
import { Random } from '../support/random.ts';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*`;
const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';

/** The patterns of Kubernetes' own validation, of all of a text. */
const FORMS = {
  'label of a domain': { syntax: DNS_LABEL, pattern: new RegExp(`^(?=.{1,63}$)${LABEL}$`) },
  'object name': { syntax: OBJECT_NAME, pattern: new RegExp(`^${SUBDOMAIN}$`, 'i') },
  'label key': { syntax: LABEL_KEY, pattern: new RegExp(`^(?:(?=[^/]{1,253}/)${LABEL}(?:\\.${LABEL})*/)?${NAME}$`) },
  'label value': { syntax: LABEL_VALUE, pattern: new RegExp(`^(?:${NAME})?$`) },
  'port name': { syntax: PORT_NAME, pattern: /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/ },
};

const PIECES = [
  'a',
  'b',
  'z',
  'A',
  'Z',
  '0',
  '9',
  '-',
  '-',
  '--',
  '.',
  '_',
  '/',
  ' ',
  'é',
  '\u{1f600}',
  '\n',
  '\u007f',
];

/** Most texts are nearly right: wrong in one place, too long by one, or not at all. */
function texts(random: Random): string[] {
  const right = 'ab0-9.c'.repeat(40).slice(0, 1 + random.below(260));
  const at = random.below(right.length);
  const wrong = right.slice(0, at) + random.pick(PIECES) + right.slice(at + 1);
  const any = random.list(0, 18, () => random.pick(PIECES));
  return [right, wrong, any.join(''), right.slice(-63), right.slice(-64), 'a'.repeat(random.below(300)), ''];
}

describe('forms of text', () => {
  it.each(Object.entries(FORMS))('%s: says what the pattern of Kubernetes says', (_, { syntax, pattern }) => {
    const random = new Random(7);
    const tried = Array.from({ length: 4000 }, () => texts(random)).flat();
    expect(tried.filter((text) => syntax.test(text) !== pattern.test(text))).toEqual([]);
    expect(tried.some((text) => pattern.test(text))).toBe(true);
  });
});
