import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const USAGE = new URL('usage.mjs', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

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
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--import', USAGE, ...args], {
    cwd: ROOT,
    env: { ...process.env, NETGRAPH_BENCH_USAGE: file },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - start;
  const { cpuMs, rssMb } = signal === null ? JSON.parse(readFileSync(file, 'utf8')) : { cpuMs: NaN, rssMb: NaN };
  rmSync(file, { force: true });
  return { ms, cpuMs, rssMb, exit: status ?? signal, stdout, stderr };
}

/**
 * Runs yardstick and subject in turn, once to warm up and `runs` times to count, so that both see the same machine.
 *
 * @template {{ ms: number }} Run
 * @param {() => { ms: number }} yardstick
 * @param {() => Run} subject
 * @param {number} runs
 * @returns {{ ratio: number, yardstickMs: number, ms: number, runs: Run[] }} medians; `ratio` is the median of the pairs'
 */
export function compare(yardstick, subject, runs) {
  const pairs = Array.from({ length: runs + 1 }, () => [yardstick(), subject()]).slice(1);
  return {
    ratio: median(pairs.map(([a, b]) => b.ms / a.ms)),
    yardstickMs: median(pairs.map(([a]) => a.ms)),
    ms: median(pairs.map(([, b]) => b.ms)),
    runs: pairs.map(([, b]) => b),
  };
}
