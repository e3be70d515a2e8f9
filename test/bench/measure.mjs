import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The environment without what gives Node itself work: to read more certificates alone takes longer than to start. */
export const ENVIRONMENT = { ...process.env };
delete ENVIRONMENT.NODE_EXTRA_CA_CERTS;
delete ENVIRONMENT.NODE_OPTIONS;

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs a Node program to its end, in the project's folder.
 *
 * @param {string[]} args
 * @returns {{ ms: number, cpuMs: number, rssMb: number, exit: number | string, stdout: string, stderr: string }} wall and
 *   CPU time and peak memory of the whole process; `exit` is a signal's name where one ended it
 */
export function runNode(args) {
  const file = join(tmpdir(), `netgraph-bench-${process.pid}.json`);
  rmSync(file, { force: true });
  const start = performance.now();
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--require', USAGE, ...args], {
    cwd: ROOT,
    env: { ...ENVIRONMENT, NETGRAPH_BENCH_USAGE: file },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  const { cpuMs, rssMb } = signal === null ? JSON.parse(readFileSync(file, 'utf8')) : { cpuMs: NaN, rssMb: NaN };
  rmSync(file, { force: true });
  return { ms, cpuMs, rssMb, exit: status ?? signal, stdout, stderr };
}

/** So many times Y at most is a close goal. */
export const CLOSE = 1.5;

/**
 * How many pairs give one answer: single ones differ by a quarter, which decides about a close goal.
 *
 * @param {number | undefined} goal
 * @param {number} runs
 */
export const pairsOf = (goal, runs) => (goal !== undefined && goal <= CLOSE ? 3 * runs : runs);

/**
 * Runs yardstick and subject in turn, once to warm up and `runs` times to count, so that both see the same machine.
 *
 * @template {{ ms: number }} Run
 * @param {() => { ms: number }} yardstick
 * @param {() => Run} subject
 * @param {number} runs
 * @returns {{ ratio: number, spread: [number, number], yardstickMs: number, ms: number, runs: Run[] }} medians; `ratio` is the
 *   median of the pairs', `spread` the least and the greatest of them
 */
export function compare(yardstick, subject, runs) {
  const pairs = Array.from({ length: runs + 1 }, () => [yardstick(), subject()]).slice(1);
  const ratios = pairs.map(([a, b]) => b.ms / a.ms);
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    yardstickMs: median(pairs.map(([a]) => a.ms)),
    ms: median(pairs.map(([, b]) => b.ms)),
    runs: pairs.map(([, b]) => b),
  };
}

/**
 * CPU time of a run of Node from its first instruction to its last, which no code in the run itself could see. The shell knows.
 *
 * @param {string[]} args
 */
function cpuOf(args) {
  const script = 'TIMEFORMAT="%3U %3S"; { time "$0" "$@" >/dev/null 2>/dev/null; } 2>&1';
  const { status, stdout } = spawnSync('bash', ['-c', script, process.execPath, ...args], {
    cwd: ROOT,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 1) throw new Error(`exit ${status}: node ${args.join(' ')}`);
  return stdout.split(' ').reduce((sum, seconds) => sum + Number(seconds) * 1000, 0);
}

/**
 * What runs of Node need above `node -e 0`, each beside one of that.
 *
 * @param {string[][]} subjects arguments for Node
 * @param {number} runs
 * @returns {{ bareMs: number, aboveMs: number[] }} medians of CPU time in milliseconds
 */
export function aboveBareNode(subjects, runs) {
  const rounds = Array.from({ length: runs + 1 }, () => [['-e', '0'], ...subjects].map(cpuOf)).slice(1);
  return {
    bareMs: median(rounds.map(([bare]) => bare)),
    aboveMs: subjects.map((_, index) => median(rounds.map(([bare, ...all]) => all[index] - bare))),
  };
}
