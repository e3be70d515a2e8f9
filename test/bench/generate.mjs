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
import { liveObjects } from './live.mjs';
import { repoObjects } from './repo.mjs';
import { toYaml } from './yaml.mjs';

/** Every shape by name: a generator of manifests as plain values. */
export const SHAPES = {
  repo: repoObjects,
  matrix: matrixObjects,
  pods: podObjects,
  live: liveObjects,
  classes: classObjects,
};

const CHUNK = 1 << 20;

/** How objects are put together in one file: what stands before all, between two, and behind all, and each of them. */
const FORMS = {
  one: { extension: 'yaml', start: '', between: '---\n', end: '', write: toYaml },
  list: {
    extension: 'yaml',
    start: 'apiVersion: v1\nitems:\n',
    between: '',
    end: 'kind: List\nmetadata:\n  resourceVersion: ""\n',
    write: (object) =>
      toYaml(object)
        .replace(/^(?=.)/gm, '  ')
        .replace('  ', '- '),
  },
  json: {
    extension: 'json',
    start: '{\n    "apiVersion": "v1",\n    "items": [\n',
    between: ',\n',
    end: '\n    ],\n    "kind": "List"\n}\n',
    write: (object) => JSON.stringify(object, null, 4).replace(/^/gm, '        '),
  },
};

/** A corpus as text in pieces of about a megabyte. */
function* textChunks(objects, { start, between, end, write }) {
  let text = start;
  let separator = '';
  for (const object of objects) {
    text += separator + write(object);
    separator = between;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text + end;
}

function writeOneFile(folder, objects, form) {
  const file = join(folder, `all.${form.extension}`);
  writeFileSync(file, '');
  for (const chunk of textChunks(objects, form)) writeFileSync(file, chunk, { flag: 'a' });
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
 * @param {{ files?: 'one' | 'many' | 'list' | 'json', [option: string]: unknown }} [options] the rest goes to the shape's generator
 */
export function writeCorpus(shape, folder, { files = 'one', ...options } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const objects = SHAPES[shape](options);
  if (files === 'many') writeManyFiles(folder, objects);
  else writeOneFile(folder, objects, FORMS[files]);
}

const USAGE = `usage: node generate.mjs <shape> <folder> [options]
  repo     --documents 10000 --routes
  matrix   --workloads 2000 --policies 10000
  pods     --pods 100000 --templates 2000 --policies 10000 --owned
  live     --pods 20000 --templates 2000
  classes  --classes 10000 --policies 1000
  all      --files one|many|list|json  --seed 1
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
