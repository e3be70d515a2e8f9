/**
 * Measures netgraph against Y, the time that js-yaml alone takes to read the same documents.
 *
 *   node test/bench/run.mjs [--runs 5] [--folder .bench] [--only bare,analyze,…] [--also live] [--check] [--write] [--ci]
 *
 * With `--check` the exit code is 1 when a goal is missed or a program could not run; `--write` puts the figures into
 * docs/performance.md; `--ci` runs the small fixed part that counts more than it measures.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runChecks } from './check.mjs';
import { writeCorpus } from './generate.mjs';
import { countInstructions } from './instructions.mjs';
import { aboveBareNode, CLOSE, compare, median, pairsOf, runNode } from './measure.mjs';
import { writePage } from './page.mjs';
import { CORPORA, GROWTH, ON_DEMAND, PROGRAMS, REFERENCE_Y_MS, SMALL_RUNS, SOLVED } from './rows.mjs';
import { writeSmallFolder } from './small-folder.mjs';
import { sizeOf, timingsOf } from './timings.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NETGRAPH = join(ROOT, 'bin/netgraph.js');
const PARTS = [...new Set([...SMALL_RUNS, ...PROGRAMS, ...SOLVED].map(({ part }) => part)), 'growth'];

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    folder: { type: 'string', default: join(ROOT, '.bench') },
    only: { type: 'string', default: PARTS.filter((part) => !ON_DEMAND.has(part)).join() },
    also: { type: 'string', default: '' },
    check: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    ci: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const parts = new Set([...values.only.split(','), ...values.also.split(',')]);
const place = (name) => join(resolve(values.folder), name);
const bench = (script) => join(ROOT, 'test/bench', script);
/** Differences of some milliseconds need more runs than ratios do. */
const SMALL_RUNS_AT_LEAST = 15;
const written = new Set();

/** The folder of a corpus, which is written when it is first needed. */
function corpus(name) {
  const [shape, options] = CORPORA[name];
  if (!written.has(name)) writeCorpus(shape, place(name), options);
  written.add(name);
  return place(name);
}

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
  if (run.exit !== 0) throw new Error(/Error: (.*)/.exec(run.stderr)?.[1] ?? `exit ${run.exit}`);
  return { ...run, ...JSON.parse(run.stdout) };
}

/** One short name for what was written, and whether each run wrote the same. */
function hashed(file, run) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  return { ...run, note: `sha256 ${hash}` };
}

/** Nothing where nothing is aimed at, or nothing was measured. */
function verdictOf(figure, goal, unit = '') {
  if (goal === undefined || figure === undefined) return '';
  return `${figure <= goal ? '≤' : 'MISSED'} ${goal}${unit}`;
}

let isMissed = false;
const rows = [];

/** Measures one row; what cannot run says why, and counts as missed. */
function measure({ part, name, goal, goalMb, near = goal }, yardstick, subject) {
  const row = { part, name, goal, goalMb };
  rows.push(row);
  try {
    const result = compare(yardstick, subject, pairsOf(near, runs));
    const notes = [...new Set(result.runs.flatMap(({ note }) => note ?? []))];
    const rssMb = Math.max(...result.runs.map((run) => run.rssMb));
    isMissed ||= notes.length > 1 || result.ratio > goal || rssMb > goalMb;
    Object.assign(row, {
      ratio: result.ratio,
      spread: result.spread,
      ms: result.ms,
      yardstickMs: result.yardstickMs,
      rssMb,
      note: notes.length > 1 ? 'RUNS DIFFER' : notes[0],
      last: result.runs.at(-1),
    });
    if (row.last.phases !== undefined)
      row.phases = Object.fromEntries(
        Object.keys(row.last.phases).map((phase) => [
          phase,
          median(result.runs.map(({ phases }) => phases[phase])) / result.yardstickMs,
        ]),
      );
  } catch (error) {
    isMissed = true;
    row.failure = error.message;
  }
  const { ratio, ms, yardstickMs, rssMb, note = '', failure } = row;
  const figures =
    failure === undefined
      ? `${ratio.toFixed(2).padStart(7)} Y ${ms.toFixed(0).padStart(7)} of ${yardstickMs.toFixed(0)} ms ${rssMb.toFixed(0).padStart(5)} MB`
      : `not measured: ${failure}`;
  const said = [verdictOf(ratio, goal), verdictOf(rssMb, goalMb, ' MB'), note].filter((part) => part !== '');
  console.log(`${name.padEnd(62)} ${figures} ${said.join(' ')}`.trimEnd());
  return row;
}

function measureProgram(program) {
  const { corpus: name, yardstick = name, args = [], bare, output, goalRate } = program;
  const yard = bareLoad(corpus(yardstick));
  if (bare) return measure(program, yard, bareLoad(corpus(name)));
  const file = place(`${args[0]}.${output ?? 'out'}`);
  const where = output === undefined ? [] : ['-o', `${output}=${file}`];
  const row = measure(program, yard, () => {
    const run = netgraph(...args, ...where, corpus(name));
    return output === undefined ? run : hashed(file, run);
  });
  if (row.failure !== undefined) return;
  row.spent = spentBy([...args, ...where, corpus(name)], corpus(name), goalRate);
  isMissed ||= row.spent.rate < goalRate;
}

/** Where one more run says that its time went, and whether it was read as quickly as is aimed at. */
function spentBy(args, path, goalRate) {
  const spent = timingsOf(netgraph(...args, '--timings').stderr, sizeOf(path));
  const phases = Object.entries(spent.phases).map(([phase, ms]) => `${phase} ${ms.toFixed(0)}`);
  const told = goalRate === undefined ? '' : ` (${spent.rate < goalRate ? 'MISSED' : 'at least'} ${goalRate})`;
  const reading = `${spent.megabytes.toFixed(0)} MB read at ${spent.rate.toFixed(0)} MB/s${told}`;
  console.log(`  ${phases.join(', ')} ms; ${reading}, ${spent.handedOver} documents for the slow reader`);
  return spent;
}

const measureSolver = (row) =>
  measure(row, bareLoad(corpus('repo-one')), () => {
    const run = solve(row.shape, row.options);
    return { ...run, note: `${run.groups} groups, ${run.pairs} pairs` };
  });

/** Millions of instructions; no number where they cannot be counted. */
function countOf(args) {
  try {
    return countInstructions(args) / 1e6;
  } catch (error) {
    console.log(`  not counted: ${error.message}`);
    return Number.NaN;
  }
}

const countText = (millions) =>
  Number.isNaN(millions) ? 'not counted' : `${millions.toFixed(0)} million instructions`;

function measureSmallRuns() {
  const folder = place('small');
  writeSmallFolder(folder);
  const subjects = SMALL_RUNS.map(({ args, isOfFolder }) => [NETGRAPH, ...args, ...(isOfFolder ? [folder] : [])]);
  netgraph('--version');
  const { bareMs, aboveMs } = aboveBareNode(subjects, Math.max(runs, SMALL_RUNS_AT_LEAST));
  const yMs = median(Array.from({ length: runs }, bareLoad(corpus('repo-one'))).map(({ ms }) => ms));
  const bareCount = countOf(['-e', '0']);
  console.log(`${'`node -e 0`'.padEnd(62)} ${bareMs.toFixed(1).padStart(7)} ms of CPU, ${countText(bareCount)}`);
  rows.push({ part: 'start', name: '`node -e 0`', ms: bareMs, yMs, millions: bareCount });
  for (const [index, { part, name, goal }] of SMALL_RUNS.entries()) {
    const ms = aboveMs[index];
    const share = ms / yMs;
    const most = goal / REFERENCE_Y_MS;
    isMissed ||= share > most;
    const millions = countOf(subjects[index]) - bareCount;
    rows.push({ part, name, ms, share, goal, most, millions });
    const verdict = `${share.toFixed(3)} Y ${share > most ? 'MISSED' : '≤'} ${most.toFixed(3)}`;
    console.log(
      `${name.padEnd(62)} ${ms.toFixed(1).padStart(7)} ms above (goal ${goal} where Y is ${REFERENCE_Y_MS} ms): ${verdict}, ${countText(millions)}`,
    );
  }
}

/** The exponent between two sizes: 1 is linear, 2 quadratic. */
function measureGrowth({ name, shape, size, sizes, options }) {
  const points = sizes.flatMap((value) => {
    const row = measureSolver({
      part: 'growth',
      name: `${value} ${name}`,
      shape,
      options: { ...options, [size]: value },
    });
    return row.failure === undefined ? [{ value, ms: row.ms, row }] : [];
  });
  for (const [index, large] of points.slice(1).entries()) {
    const small = points[index];
    large.row.exponent = Math.log(large.ms / small.ms) / Math.log(large.value / small.value);
    console.log(`  from ${small.value} to ${large.value}: exponent ${large.row.exponent.toFixed(2)}`);
  }
}

if (values.ci) isMissed = !(await runChecks());
else {
  console.log(
    `Y is js-yaml's loadAll of the documents as a process; medians of ${runs} pairs of runs, of ${pairsOf(CLOSE, runs)} where at most ${CLOSE} Y is aimed at.\n`,
  );
  if (parts.has('start')) measureSmallRuns();
  for (const program of PROGRAMS) if (parts.has(program.part)) measureProgram(program);
  for (const row of SOLVED) if (parts.has(row.part)) measureSolver(row);
  if (parts.has('growth')) for (const growth of GROWTH) measureGrowth(growth);
  if (values.write) writePage(join(ROOT, 'docs/performance.md'), rows, runs);
}
if ((values.check || values.ci) && isMissed) process.exitCode = 1;
