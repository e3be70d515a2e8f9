import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

/** The steps behind `analyze`, bundled from the sources so that each can be timed by itself. */
async function loadSteps() {
  const scratch = mkdtempSync(join(ROOT, 'node_modules', '.netgraph-bench-'));
  try {
    const outfile = join(scratch, 'steps.mjs');
    await build({
      stdin: {
        contents: `
          export { decodeDocument } from './src/manifest/index.ts';
          export { buildCluster } from './src/cluster/index.ts';
          export { compilePolicies } from './src/policy/index.ts';
          export { seeCluster, solveSeen } from './src/reach/reachability.ts';
          export { summarize } from './src/summary.ts';`,
        resolveDir: ROOT,
      },
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile,
      logLevel: 'warning',
    });
    return await import(outfile);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const NOWHERE = { file: 'bench', line: 1, column: 1 };
const ORIGIN = { file: 'bench', locate: () => NOWHERE, locateValue: () => NOWHERE };
const positionless = (value) => ({ value, origin: ORIGIN, comments: () => [] });

/**
 * The one place where the benchmark meets the solver.
 *
 * @param {Iterable<object>} objects manifests as plain values, as `generate.mjs` yields them
 * @returns {Promise<{ groups: number, pairs: number, ms: number, phases: Record<string, number>, work: object }>} groups of
 *   endpoints; allowed pairs (counted by group, never one by one); the time of the solver from a cluster and its compiled
 *   policies to that number; each phase by itself, `build` and `compile` before it included; and what was done
 */
export async function solveOnce(objects) {
  const { decodeDocument, buildCluster, compilePolicies, seeCluster, solveSeen, summarize } = await loadSteps();
  const resources = [];
  for (const value of objects)
    resources.push(...decodeDocument(positionless(value), { defaultNamespace: 'default' }).resources);
  const phases = {};
  const timed = (name, step) => {
    const start = performance.now();
    const result = step();
    phases[name] = performance.now() - start;
    return result;
  };
  const cluster = timed('build', () => buildCluster(resources));
  const tiers = timed('compile', () => compilePolicies(cluster));
  const seen = timed('endpoints', () => seeCluster(cluster, tiers));
  const reachability = timed('classes', () => solveSeen(seen));
  const { allowedPairs } = timed('solve', () => summarize(reachability));
  return {
    groups: reachability.groups.length,
    pairs: allowedPairs,
    ms: phases.endpoints + phases.classes + phases.solve,
    phases,
    work: reachability.work(),
  };
}
