// Has esbuild bundle what scripts/lowering.mjs makes of the sources. To ask for all types takes seconds, and tests bundle the command
// again and again: what was made of these very sources is kept with the packages.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import { lowered, optionsOf, slashed } from './lowering.mjs';

const KEPT = join(import.meta.dirname, '../node_modules/.cache/netgraph');

/** What decides how sources are rewritten. */
const RULES = ['lowering.mjs', 'lowering-syntax.mjs', 'lowering-types.mjs'];

/** Names all that decides about the result. */
function stampOf(entry, folder, config, makesPublic) {
  const hash = createHash('sha256').update(JSON.stringify([ts.version, entry, folder, makesPublic]));
  const files = readdirSync(folder, { recursive: true }).filter((file) => /\.[jt]s$/.test(file));
  const sources = files.sort().map((file) => join(folder, file));
  for (const file of [config, ...RULES.map((name) => join(import.meta.dirname, name)), ...sources])
    hash.update(`${file}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

/** What was kept of these sources, or is then, in the place of what was kept of others. */
function remembered(name, stamp, make) {
  const file = join(KEPT, `${name}.json`);
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    if (kept.stamp === stamp) return new Map(kept.texts);
  } catch {
    // There is none yet.
  }
  const texts = make();
  const part = `${file}.${randomUUID()}`;
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(part, JSON.stringify({ stamp, texts: [...texts] }));
  renameSync(part, file);
  return texts;
}

export const lowering = (entry, folder, config, makesPublic) => ({
  name: 'lowering',
  setup({ onLoad }) {
    const texts = remembered(`lowered-${basename(entry)}`, stampOf(entry, folder, config, makesPublic), () =>
      lowered([entry], folder, { compilerOptions: optionsOf(config), makesPublic }),
    );
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const contents = texts.get(slashed(path));
      return contents === undefined ? undefined : { contents, loader: 'ts', resolveDir: dirname(path) };
    });
  },
});
