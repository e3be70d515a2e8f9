/**
 * Writes the corpora of the benchmark. Same options, same bytes.
 *
 *   node test/bench/generate.mjs repo .bench/repo --files many
 *   node test/bench/generate.mjs matrix .bench/matrix --workloads 200 --policies 1000
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { classObjects, matrixObjects, podObjects } from './clusters.mjs';
import { repoObjects } from './repo.mjs';
import { toYaml } from './yaml.mjs';

/** Every shape by name: a generator of manifests as plain values. */
export const SHAPES = { repo: repoObjects, matrix: matrixObjects, pods: podObjects, classes: classObjects };

const CHUNK = 1 << 20;

/** A corpus as text in pieces of about a megabyte, documents parted by `---`. */
function* textChunks(objects) {
  let text = '';
  let separator = '';
  for (const object of objects) {
    text += separator + toYaml(object);
    separator = '---\n';
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}

function writeOneFile(folder, objects) {
  const file = join(folder, 'all.yaml');
  writeFileSync(file, '');
  for (const chunk of textChunks(objects)) writeFileSync(file, chunk, { flag: 'a' });
}

/** One object a file, in a folder for each namespace. */
function writeManyFiles(folder, objects) {
  const made = new Set();
  for (const object of objects) {
    const { name, namespace = 'cluster' } = object.metadata;
    const place = join(folder, namespace);
    if (!made.has(place)) mkdirSync(place, { recursive: true });
    made.add(place);
    writeFileSync(join(place, `${name}.${object.kind.toLowerCase()}.yaml`), toYaml(object));
  }
}

/**
 * Writes one corpus into a folder, which is emptied first.
 *
 * @param {keyof typeof SHAPES} shape
 * @param {string} folder
 * @param {{ files?: 'one' | 'many', [option: string]: unknown }} [options] the rest goes to the shape's generator
 */
export function writeCorpus(shape, folder, { files = 'one', ...options } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = files === 'many' ? writeManyFiles : writeOneFile;
  write(folder, SHAPES[shape](options));
}

const USAGE = `usage: node generate.mjs <shape> <folder> [options]
  repo     --documents 10000 --routes
  matrix   --workloads 2000 --policies 10000
  pods     --pods 100000 --templates 2000 --policies 10000 --owned
  classes  --classes 10000 --policies 1000
  all      --files one|many  --seed 1
`;

function main() {
  const number = { type: 'string' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      files: { type: 'string' },
      owned: { type: 'boolean' },
      routes: { type: 'boolean' },
      ...Object.fromEntries(
        ['documents', 'workloads', 'policies', 'pods', 'templates', 'classes', 'seed'].map((name) => [name, number]),
      ),
    },
  });
  const [shape, folder] = positionals;
  if (!Object.hasOwn(SHAPES, shape ?? '') || folder === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const typed = Object.entries(values).map(([name, value]) => [
    name,
    /^\d+$/.test(String(value)) ? Number(value) : value,
  ]);
  writeCorpus(shape, folder, Object.fromEntries(typed));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
