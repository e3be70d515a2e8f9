#!/usr/bin/env node
// Holds the fast readers, and the places that are found, against js-yaml on mutated documents, whole and through masks.
// usage: fuzz-readers.mjs [DOCUMENTS] [SEED] [ONE_OF]; places are compared in one of so many documents, for they take longest.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [documents = '1000000', seed = '1', oneOf = '1'] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const scratch = mkdtempSync(resolve(import.meta.dirname, '../../dist/fuzz-'));
try {
  const outfile = join(scratch, 'inside.mjs');
  await build({
    stdin: {
      contents: `
        export { compareReaders, readScanned } from './differential.ts';
        export { comparePlaces } from './differential-places.ts';
        export { mutate } from './mutations.ts';
        export { pickMask } from './masks.ts';
        export { FIXTURES } from './fixtures.ts';
        export { Random } from '../support/random.ts';`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
    alias: { 'js-yaml': require.resolve('js-yaml').replace(/js-yaml\.[a-z.]+$/, 'js-yaml.cjs.js') },
    define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) },
  });
  const { comparePlaces, compareReaders, FIXTURES, mutate, pickMask, Random, readScanned } = await import(
    pathToFileURL(outfile).href
  );
  const random = new Random(Number(seed));
  const counts = { same: 0, 'handed over': 0, different: 0 };
  const scanned = { same: 0, 'handed over': 0, different: 0 };
  const places = { asked: 0, answered: 0, different: 0 };
  for (let run = 0; run < Number(documents); run += 1) {
    const text = mutate(random, FIXTURES);
    const mask = random.chance(0.5) ? undefined : pickMask(random);
    const outcome = compareReaders(text, mask);
    counts[outcome] += 1;
    if (outcome === 'different' && counts.different <= 10)
      console.log(JSON.stringify({ text, mask: mask !== undefined }));
    const byScanner = compareReaders(text, mask, readScanned);
    scanned[byScanner] += 1;
    if (byScanner === 'different' && scanned.different <= 10)
      console.log(JSON.stringify({ text, mask: mask !== undefined, reader: 'scanner' }));
    if (outcome !== 'same' || run % Number(oneOf) !== 0) continue;
    const { different, asked, answered } = comparePlaces(text, mask);
    places.asked += asked;
    places.answered += answered;
    if (different.length > 0) places.different += 1;
    if (different.length > 0 && places.different <= 10)
      console.log(JSON.stringify({ text, mask: mask !== undefined, place: different[0] }));
  }
  console.log(counts, { scanned }, places);
  const isWrong = counts.different > 0 || scanned.different > 0 || places.different > 0;
  process.exitCode = isWrong || counts.same === 0 || scanned.same === 0 || places.answered === 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
