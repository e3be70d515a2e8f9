import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT, ROOT } from './measure.mjs';

/** V8 looks for random primes when it starts, sooner or later found: what no program can help is not counted. */
const BY_CHANCE = /\bsprp\b/;

/** The sum of what each function took. After a line that names a function, each line is a place in it and its count. */
function sumOf(profile) {
  let sum = 0;
  let counts = true;
  for (const line of profile.split('\n')) {
    if (line.startsWith('fn=')) counts = !BY_CHANCE.test(line);
    else if (counts && /^\d/.test(line)) sum += Number(line.split(' ')[1]);
  }
  return sum;
}

/**
 * Instructions that a short run of Node takes, of all its threads, without those of the kernel: they are the same on a busy
 * machine as on an idle one. How many a long one takes depends on when V8 optimizes. Valgrind counts them, thirty to sixty times
 * as slowly.
 *
 * @param {string[]} args
 */
export function countInstructions(args) {
  const folder = mkdtempSync(join(tmpdir(), 'netgraph-count-'));
  const file = join(folder, 'profile');
  const tool = ['--tool=cachegrind', '--cache-sim=no', `--cachegrind-out-file=${file}`, '--smc-check=all-non-file'];
  try {
    const { status, error, stderr } = spawnSync('valgrind', [...tool, process.execPath, ...args], {
      cwd: ROOT,
      env: ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error.code === 'ENOENT' ? new Error('there is no valgrind here') : error;
    if (status !== 0 && status !== 1) throw new Error(`exit ${status}: ${stderr.trim().split('\n').at(-1)}`);
    return sumOf(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
