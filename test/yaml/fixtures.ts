import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { decode } from '../../src/yaml/bytes.ts';
import { splitDocuments } from '../../src/yaml/split.ts';
import { MANIFESTS } from './plain-manifests.ts';

const SAMPLES = resolve(import.meta.dirname, '../../samples');

/** Every document of the samples. */
export const SAMPLE_DOCUMENTS: readonly string[] = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.ya?ml$/.test(file))
  .sort()
  .flatMap((file) => {
    const bytes = readFileSync(join(SAMPLES, file));
    return [...splitDocuments(bytes)].map(({ start, end }) => decode(bytes, start, end));
  });

const loaded = (text: string): unknown[] => {
  try {
    return [load(text)].filter((value) => typeof value === 'object');
  } catch {
    return [];
  }
};

/** The documents of the samples as JSON, as different programs write it. */
export const JSON_DOCUMENTS: readonly string[] = SAMPLE_DOCUMENTS.flatMap(loaded).map((value, index) =>
  JSON.stringify(value, undefined, [4, 2, 0, 1][index % 4]),
);

/** What is mutated. The made-up manifests come more often: each of their lines is a form of its own. */
export const FIXTURES: readonly string[] = [
  ...SAMPLE_DOCUMENTS,
  ...JSON_DOCUMENTS,
  ...Array.from({ length: 10 }, () => MANIFESTS).flat(),
  ...MANIFESTS.map((text) => text.replaceAll('\n', '\r\n')),
];
