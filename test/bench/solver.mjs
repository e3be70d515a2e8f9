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
          export { computeReachability } from './src/reach/index.ts';
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
 * @returns {Promise<{ classes: number, pairs: number, ms: number, beforeMs: number }>} the number of groups of endpoints,
 *   the number of allowed pairs (counted by group, never one by one), the time of the solver from a cluster and its
 *   compiled policies to that number, and the time before it from plain values to the cluster
 */
export async function solveOnce(objects) {
  const { decodeDocument, buildCluster, compilePolicies, computeReachability, summarize } = await loadSteps();
  const started = performance.now();
  const resources = [...objects].flatMap(
    (value) => decodeDocument(positionless(value), { defaultNamespace: 'default' }).resources,
  );
  const cluster = buildCluster(resources);
  const tiers = compilePolicies(cluster);
  const decoded = performance.now();
  const reachability = computeReachability(cluster, tiers);
  const { allowedPairs } = summarize(reachability);
  const solved = performance.now();
  return {
    classes: reachability.groups.length,
    pairs: allowedPairs,
    ms: solved - decoded,
    beforeMs: decoded - started,
  };
}
