import { expect, it } from 'vitest';
import { buildCluster } from '../../src/cluster/index.ts';
import { EVERYTHING } from '../../src/model/selector.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import { computeReachability, isPolicedPod, podFinder } from '../../src/reach/index.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { seeds } from '../support/seeds.ts';

it('finds pods of many namespaces as in each of them, by a label or without', () => {
  let several = 0;
  for (const seed of seeds(60)) {
    const cluster = buildCluster(randomResources(new Random(seed)));
    const pods = computeReachability(cluster, compilePolicies(cluster)).endpoints.filter(isPolicedPod);
    const find = podFinder(pods);
    const names = [...new Set(pods.map(({ namespace }) => namespace.name))];
    if (names.length > 2) several += 1;
    for (const requirements of [[], ['x'], ['y'], ['x', 'y']].map((values) =>
      values.length === 0 ? [] : [{ key: 'app', operator: 'In' as const, values }],
    )) {
      const found = find({ namespaces: { type: 'labels', selector: EVERYTHING }, pods: { requirements } });
      const apart = names.flatMap((name) => find({ namespaces: { type: 'name', name }, pods: { requirements } }));
      expect(found.map(({ id }) => id)).toEqual(apart.map(({ id }) => id));
    }
  }
  expect(several).toBeGreaterThan(20);
});
