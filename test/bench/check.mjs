import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCorpus } from './generate.mjs';
import { median, runNode } from './measure.mjs';
import { writeSmallFolder } from './small-folder.mjs';
import { sizeOf, timingsOf } from './timings.mjs';

/**
 * Small shapes with what they may cost. Counters are the same on every machine, so they may not grow by a tenth; ratios
 * are generous, and catch what became several times as slow.
 */
const CHECKS = [
  { shape: 'repo', options: { documents: 2_000 }, most: { cells: 6_580, operations: 109, ratio: 1.0 } },
  {
    shape: 'matrix',
    options: { workloads: 400, policies: 2_000 },
    most: { cells: 39_580, operations: 4_334, ratio: 1.6 },
  },
  {
    shape: 'classes',
    options: { classes: 3_000, policies: 2_000 },
    most: { cells: 149_984, words: 3_463_030, operations: 59, ratio: 3 },
  },
  { shape: 'ports', options: { workloads: 400, policies: 1_000 }, most: { cells: 1_100, operations: 10, ratio: 0.6 } },
  { shape: 'named', options: { workloads: 400, policies: 400 }, most: { cells: 41_316, operations: 293, ratio: 0.8 } },
  { shape: 'tiers', options: { workloads: 400, policies: 40 }, most: { cells: 140_591, operations: 9_867, ratio: 2 } },
  { shape: 'cidrs', options: { workloads: 200, blocks: 1_000 }, most: { cells: 1_151, operations: 10, ratio: 1.5 } },
];
/** The whole command: no document is for js-yaml, and neither rules nor the report grow out of proportion. */
const COMMANDS = [
  { shape: 'repo', options: { documents: 2_000 }, args: ['analyze', '-q'], most: { slow: 0, ratio: 4 } },
  {
    shape: 'profile',
    options: { pods: 700, namespaces: 75, policies: 1_750 },
    args: ['analyze'],
    most: { slow: 0, ratio: 8 },
  },
  { shape: 'tiers', options: { workloads: 250, policies: 30 }, args: ['analyze'], most: { slow: 0, ratio: 12 } },
  { shape: 'classes', options: { classes: 500, policies: 500 }, args: ['analyze'], most: { slow: 0, ratio: 15 } },
  { shape: 'crowd', options: { pods: 1_000, policies: 1_000 }, args: ['analyze'], most: { slow: 0, ratio: 8 } },
  { shape: 'apart', options: { pods: 150 }, args: ['analyze'], most: { slow: 0, ratio: 15 } },
];
/** A run of so few manifests ends before optimized code would pay: nothing is to be so short and so often called that V8 makes some. */
const MOST_OF_SMALL = { optimized: 0 };
/** Other versions have other limits. */
const IS_NODE_20 = process.versions.node.startsWith('20.');
const RUNS = 3;

const NETGRAPH = join(import.meta.dirname, '../../bin/netgraph.js');

const bench = (script) => join(import.meta.dirname, script);

/** Says what was found of something, and whether none of it is more than it may be. */
function isWithin(name, found, most) {
  const broken = Object.entries(most).filter(([key, limit]) => !(found[key] <= limit));
  const said = Object.keys(most).map((key) => `${key} ${key === 'ratio' ? found[key].toFixed(2) : found[key]}`);
  const wrong = broken.map(([key, limit]) => `${key} may be ${limit} at most`);
  console.log(`${wrong.length === 0 ? 'ok  ' : 'MORE'} ${name}: ${[...said, ...wrong].join(', ')}`);
  return wrong.length === 0;
}

/** The built command against the yardstick on the documents of a shape, which are written to a folder. */
function runCommand({ shape, options, args }, folder) {
  writeCorpus(shape, folder, options);
  const runs = Array.from({ length: RUNS }, () => {
    const yardstick = runNode([bench('bare-load.mjs'), folder]);
    const { ms, stderr } = runNode([NETGRAPH, ...args, '--timings', folder]);
    return { ratio: ms / yardstick.ms, slow: timingsOf(stderr, sizeOf(folder)).handedOver };
  });
  return { slow: Math.max(...runs.map(({ slow }) => slow)), ratio: median(runs.map(({ ratio }) => ratio)) };
}

/** How many functions V8 means to optimize in a small run. */
function optimizedIn(folder) {
  writeSmallFolder(folder);
  const { stdout } = runNode(['--trace-opt', NETGRAPH, 'analyze', folder]);
  return stdout.split('\n').filter((line) => line.startsWith('[marking ')).length;
}

/** Runs the fixed part; true when nothing costs more than it may. */
export async function runChecks() {
  const folder = mkdtempSync(join(tmpdir(), 'netgraph-check-'));
  try {
    writeCorpus('repo', folder, { documents: 2_000 });
    let isFine = true;
    for (const { shape, options, most } of CHECKS) {
      const ratios = [];
      let work = {};
      for (let run = 0; run < RUNS; run += 1) {
        const yardstick = runNode([bench('bare-load.mjs'), folder]);
        const solved = spawnSync(process.execPath, [bench('solve.mjs'), shape, JSON.stringify(options)], {
          encoding: 'utf8',
        });
        if (solved.status !== 0) throw new Error(`${shape}: ${solved.stderr}`);
        const { ms, work: done } = JSON.parse(solved.stdout);
        work = done;
        ratios.push(ms / yardstick.ms);
      }
      isFine = isWithin(shape, { ...work, ratio: median(ratios) }, most) && isFine;
    }
    for (const command of COMMANDS)
      isFine = isWithin(`netgraph analyze, ${command.shape}`, runCommand(command, folder), command.most) && isFine;
    if (IS_NODE_20) isFine = isWithin('a small run', { optimized: optimizedIn(folder) }, MOST_OF_SMALL) && isFine;
    return isFine;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
