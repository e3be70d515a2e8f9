/**
 * Measures netgraph against Y, the time that js-yaml alone takes to read 10,000 documents.
 *
 *   node test/bench/run.mjs [--runs 5] [--folder .bench] [--only bare,analyze,services,list,solve] [--check]
 *
 * With `--check` the exit code is 1 when a target is missed or a program could not run.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCorpus } from './generate.mjs';
import { compare, median, runNode } from './measure.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NETGRAPH = join(ROOT, 'bin/netgraph.js');
const PODS = { pods: 100_000, templates: 2_000, policies: 10_000, owned: true };
const GROWTH = [1_000, 3_000, 10_000];

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    folder: { type: 'string', default: join(ROOT, '.bench') },
    only: { type: 'string', default: 'bare,analyze,services,list,solve' },
    check: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const parts = new Set(values.only.split(','));
const folder = resolve(values.folder);
const place = (name) => join(folder, name);

const bench = (script) => join(ROOT, 'test/bench', script);
const bareLoad = (path) => () => runNode([bench('bare-load.mjs'), path]);

/** Findings are no failure here, an analysis that stopped is. */
function netgraph(...args) {
  if (!existsSync(NETGRAPH)) throw new Error('bin/netgraph.js is not built');
  const run = runNode([NETGRAPH, ...args]);
  if (run.exit !== 0 && run.exit !== 1) throw new Error(`exit ${run.exit}: ${run.stderr.trim().split('\n')[0]}`);
  return run;
}

function solve(shape, options) {
  const run = runNode([bench('solve.mjs'), shape, JSON.stringify(options)]);
  const reason = /Error: (.*)/.exec(run.stderr)?.[1];
  if (run.exit !== 0) throw new Error(reason ?? `exit ${run.exit}`);
  return { ...run, ...JSON.parse(run.stdout) };
}

/** One short name for what was written, and whether each run wrote the same. */
function hashed(file, run) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  return { ...run, note: `sha256 ${hash}` };
}

const COLUMNS = [34, 9, 9, 9, 9, 8, 8];
const cells = (row) =>
  row.map((cell, index) => (index === 0 ? cell.padEnd(COLUMNS[0]) : cell.padStart(COLUMNS[index] ?? 0)));
const print = (...row) => console.log(cells(row).join(' ').trimEnd());
let isMissed = false;

/** Measures one line of the table; what cannot run says why, and counts as missed. */
function measure(name, target, yardstick, subject) {
  try {
    const result = compare(yardstick, subject, runs);
    const verdict = target === undefined ? '' : result.ratio <= target ? 'ok' : 'MISSED';
    const notes = [...new Set(result.runs.flatMap(({ note }) => note ?? []))];
    if (notes.length > 1) notes.push('RUNS DIFFER');
    isMissed ||= verdict === 'MISSED' || notes.length > 1;
    print(
      name,
      result.ms.toFixed(0),
      result.yardstickMs.toFixed(0),
      result.ratio.toFixed(2),
      target === undefined ? '' : `≤ ${target}`,
      median(result.runs.map(({ cpuMs }) => cpuMs)).toFixed(0),
      Math.max(...result.runs.map(({ rssMb }) => rssMb)).toFixed(0),
      [verdict, ...notes].join(' '),
    );
    return result;
  } catch (error) {
    isMissed = true;
    print(name, '', '', '', '', '', '', `not measured: ${error.message}`);
    return undefined;
  }
}

/** The exponent between two sizes: 1 is linear, 2 quadratic. */
const exponent = (small, large) => Math.log(large.ms / small.ms) / Math.log(large.size / small.size);

function measureGrowth(yardstick) {
  const points = GROWTH.flatMap((size) => {
    const result = measure(`solve ${size} classes`, undefined, yardstick, () => {
      const run = solve('classes', { classes: size, policies: 1_000 });
      return { ...run, note: `${run.classes} groups, ${run.pairs} pairs` };
    });
    return result === undefined ? [] : [{ size, ms: result.ms }];
  });
  for (const [index, large] of points.slice(1).entries()) {
    const small = points[index];
    console.log(`  growth ${small.size} → ${large.size} classes: exponent ${exponent(small, large).toFixed(2)}`);
  }
}

writeCorpus('repo', place('repo'), { files: 'many' });
writeCorpus('repo', place('repo-one'), { files: 'one' });
writeCorpus('matrix', place('matrix'));
const yardstick = bareLoad(place('repo-one'));
const yardstickOfFiles = bareLoad(place('repo'));

console.log(
  `Y is js-yaml's loadAll of the same corpus (10,000 documents), as a process; medians of ${runs} pairs of runs.\n`,
);
print('', 'ms', 'Y ms', 'ratio', 'target', 'CPU ms', 'RSS MB');
if (parts.has('bare')) {
  measure('js-yaml loadAll, one file', undefined, yardstick, yardstick);
  measure('js-yaml loadAll, 10,000 files', undefined, yardstick, yardstickOfFiles);
}
if (parts.has('analyze')) {
  measure('analyze -q, one file', 1.5, yardstick, () => netgraph('analyze', '-q', place('repo-one')));
  measure('analyze -q, 10,000 files', 1.5, yardstickOfFiles, () => netgraph('analyze', '-q', place('repo')));
}
if (parts.has('services')) {
  const file = place('services.json');
  writeCorpus('repo', place('routed'), { files: 'one', routes: true });
  const yardstickOfRoutes = bareLoad(place('routed'));
  measure('analyze -q with routes', 1.6, yardstickOfRoutes, () => netgraph('analyze', '-q', place('routed')));
  measure('services -o json with routes', undefined, yardstickOfRoutes, () =>
    hashed(file, netgraph('services', '-q', '-o', `json=${file}`, place('routed'))),
  );
}
if (parts.has('list')) {
  const file = place('list.json');
  measure('list -o json, 2,000 × 10,000', 2, yardstick, () =>
    hashed(file, netgraph('list', '-o', `json=${file}`, place('matrix'))),
  );
}
if (parts.has('solve')) {
  const pods = (options) => () => {
    const run = solve('pods', options);
    return { ...run, note: `${run.classes} groups, ${run.pairs} pairs` };
  };
  measure('solve 100,000 pods × 10,000', 1, yardstick, pods(PODS));
  measure('the same, pods without owners', undefined, yardstick, pods({ ...PODS, owned: false }));
  measureGrowth(yardstick);
}
if (values.check && isMissed) process.exitCode = 1;
