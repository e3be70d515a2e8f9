import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.ts';
import { holds } from '../support/holds.ts';

const folder = join(import.meta.dirname, '../rules/fixtures');

/** Broken documents are no findings; NG006 says which of two objects came last, so their order matters. */
const rules = readdirSync(folder).filter((id) => !['NG002', 'NG003', 'NG006'].includes(id));
const fixtures = rules.flatMap((id) =>
  readdirSync(join(folder, id)).map((file) => [`${id}/${file}`, readFileSync(join(folder, id, file), 'utf8')] as const),
);

const fingerprints = (texts: readonly { file: string; text: string }[]): string[] =>
  analyze({ texts })
    .findings.map(({ rule, fingerprint }) => `${rule} ${fingerprint}`)
    .sort();

/** Documents of their own, in files of their own, in any order, with lines before and behind them. */
const scattered = (text: string): fc.Arbitrary<{ file: string; text: string }[]> => {
  const documents = text.split(/^---.*\n/m).filter((document) => document.trim() !== '');
  const lines = fc.integer({ min: 0, max: 3 }).map((count) => '\n# moved\n'.repeat(count));
  const file = fc.stringMatching(/^[a-z]{1,8}\.yaml$/);
  return fc
    .tuple(
      fc.shuffledSubarray(documents, { minLength: documents.length }),
      fc.array(lines, { minLength: documents.length, maxLength: documents.length }),
      fc.uniqueArray(file, { minLength: documents.length, maxLength: documents.length }),
    )
    .map(([order, before, files]) =>
      order.map((document, index) => ({ file: files[index] ?? '', text: `${before[index] ?? ''}${document}` })),
    );
};

describe('fingerprints', () => {
  it('are there to be compared', () => {
    const all = fixtures.flatMap(([file, text]) => fingerprints([{ file, text }]));
    expect(all.length).toBeGreaterThan(fixtures.length);
  });

  it.each(fixtures)('of %s outlive moved lines, renamed files and another order', (file, text) => {
    const before = fingerprints([{ file, text }]);
    holds(
      fc.property(scattered(text), (texts) => {
        expect(fingerprints(texts)).toEqual(before);
      }),
      6,
    );
  });

  it.each(fixtures)('of %s are never equal', (file, text) => {
    const all = analyze({ texts: [{ file, text }] }).findings.map(({ fingerprint }) => fingerprint);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell objects, rules and namespaces apart', () => {
    const pods = ['a', 'b'].map(
      (name) => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: x, namespace: ${name} }\nspec: { containers: [] }\n`,
    );
    const [a, b] = pods.map((text) => fingerprints([{ file: 'f.yaml', text }]));
    expect(a).not.toEqual(b);
  });
});
