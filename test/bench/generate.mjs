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
import { cidrObjects, namedObjects, portObjects, tierObjects } from './adversarial.mjs';
import { classObjects, matrixObjects, podObjects } from './clusters.mjs';
import { apartObjects, crowdObjects, scaleObjects, singleObjects, spreadObjects } from './controllers.mjs';
import { dumpObjects, profileObjects } from './live.mjs';
import { repoObjects } from './repo.mjs';
import { toYaml } from './yaml.mjs';

/** Every shape by name: a generator of manifests as plain values. */
export const SHAPES = {
  repo: repoObjects,
  matrix: matrixObjects,
  pods: podObjects,
  classes: classObjects,
  profile: profileObjects,
  dump: dumpObjects,
  ports: portObjects,
  cidrs: cidrObjects,
  named: namedObjects,
  tiers: tierObjects,
  spread: spreadObjects,
  crowd: crowdObjects,
  apart: apartObjects,
  single: singleObjects,
  scale: scaleObjects,
};

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

function writeChunks(file, chunks) {
  writeFileSync(file, '');
  for (const chunk of chunks) writeFileSync(file, chunk, { flag: 'a' });
}

const writeOneFile = (folder, objects) => writeChunks(join(folder, 'all.yaml'), textChunks(objects));

/** One `kind: List`, as `kubectl get -o yaml` prints it. */
function* listChunks(objects) {
  yield 'apiVersion: v1\nkind: List\nitems:\n';
  for (const object of objects) {
    const [first, ...rest] = toYaml(object).trimEnd().split('\n');
    yield `- ${first}\n${rest.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n`;
  }
}

/** The same as `kubectl get -o json` prints it. */
function* jsonChunks(objects) {
  let start = '{"apiVersion":"v1","kind":"List","items":[\n';
  for (const object of objects) {
    yield start + JSON.stringify(object, undefined, 1);
    start = ',\n';
  }
  yield '\n]}\n';
}

const WRITERS = {
  one: writeOneFile,
  many: (folder, objects) => writeManyFiles(folder, objects),
  list: (folder, objects) => writeChunks(join(folder, 'all.yaml'), listChunks(objects)),
  json: (folder, objects) => writeChunks(join(folder, 'all.json'), jsonChunks(objects)),
};

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
 * @param {{ files?: keyof typeof WRITERS, [option: string]: unknown }} [options] the rest goes to the shape's generator
 */
export function writeCorpus(shape, folder, { files = 'one', ...options } = {}) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  WRITERS[files](folder, SHAPES[shape](options));
}

const USAGE = `usage: node generate.mjs <shape> <folder> [options]
  repo     --documents 10000 --routes
  matrix   --workloads 2000 --policies 10000
  pods     --pods 100000 --templates 2000 --policies 10000 --owned
  classes  --classes 10000 --policies 1000
  profile  --pods 5413 --namespaces 604 --policies 13678
  dump     --pods 20000 --settings 8
  ports    --workloads 2000 --policies 10000
  cidrs    --workloads 500 --blocks 4000
  named    --workloads 2000 --policies 2000
  tiers    --workloads 2000 --policies 100 --rules 100
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
        [
          'documents',
          'workloads',
          'policies',
          'pods',
          'settings',
          'templates',
          'classes',
          'namespaces',
          'blocks',
          'rules',
          'seed',
        ].map((name) => [name, number]),
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
