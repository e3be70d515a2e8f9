import { describe, expect, it } from 'vitest';
import { buildCluster } from '../../src/cluster/index.ts';
import type { NetworkPolicyResource, Resource } from '../../src/manifest/resource.ts';
import { difference } from '../../src/model/intervals.ts';
import { portsByProtocol } from '../../src/model/port-set.ts';
import type { Requirement, Selector } from '../../src/model/selector.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import { computeReachability, connections, type Reachability, type SolverMode } from '../../src/reach/index.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { seeds } from '../support/seeds.ts';

const CLUSTERS = 300;

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);

const forEachCluster = (check: (resources: Resource[], random: Random) => void): void => {
  for (const seed of seeds(CLUSTERS)) {
    const random = new Random(seed);
    check(randomResources(random), random);
  }
};

const isNetworkPolicy = (resource: Resource): resource is NetworkPolicyResource => resource.type === 'network-policy';

describe.each(['rows', 'wide'] as const)('laws that hold for every cluster, with %s', (mode: SolverMode) => {
  const reachabilityOf = (resources: readonly Resource[]): Reachability => {
    const cluster = buildCluster(resources);
    return computeReachability(cluster, compilePolicies(cluster), mode);
  };

  const mapOf = (resources: readonly Resource[]): string[] =>
    [...connections(reachabilityOf(resources))].map(
      ({ from, to, ports }) => `${from.id} > ${to.id} ${JSON.stringify(portsByProtocol(ports))}`,
    );

  it('gives the same map in any order of objects', () => {
    forEachCluster((resources, random) => {
      expect(mapOf(shuffled(resources, random))).toEqual(mapOf(resources));
    });
  });

  it('gives the same map in any order of NetworkPolicy rules, peers and ports', () => {
    forEachCluster((resources, random) => {
      const reorder = (rules: NetworkPolicyResource['ingress']): NetworkPolicyResource['ingress'] =>
        shuffled(rules, random).map(({ peers, ports }) => ({
          peers: shuffled(peers, random),
          ports: shuffled(ports, random),
        }));
      const changed = resources.map((resource) =>
        isNetworkPolicy(resource)
          ? { ...resource, ingress: reorder(resource.ingress), egress: reorder(resource.egress) }
          : resource,
      );
      expect(mapOf(changed)).toEqual(mapOf(resources));
    });
  });

  it('never loses a connection to one more allowing rule', () => {
    forEachCluster((resources, random) => {
      const policies = resources.filter(isNetworkPolicy);
      const [donor, receiver] = [random.pick(policies), random.pick(policies)];
      if (donor.ingress.length === 0) return;
      const before = reachabilityOf(resources);
      const after = reachabilityOf(
        resources.map((resource) =>
          resource === receiver ? { ...receiver, ingress: [...receiver.ingress, ...donor.ingress] } : resource,
        ),
      );
      // A new block may cut the addresses outside anew, so only workloads keep their ids.
      const workloads = before.endpoints.filter(({ type }) => type === 'workload');
      for (const from of workloads)
        for (const to of workloads) {
          const [newFrom, newTo] = [from, to].map(({ id }) => after.endpoints.find((endpoint) => endpoint.id === id));
          if (newFrom === undefined || newTo === undefined) continue;
          const lost = difference(
            before.portsOf(before.connection(from, to)),
            after.portsOf(after.connection(newFrom, newTo)),
          );
          expect(lost).toEqual([]);
        }
    });
  });

  it('changes nothing when a label is renamed everywhere', () => {
    const renamed = (key: string): string => (key === 'app' ? 'hasOwnProperty' : key);
    const relabel = (labels: ReadonlyMap<string, string>): Map<string, string> =>
      new Map([...labels].map(([key, value]) => [renamed(key), value]));
    const isSelector = (value: object): value is Selector => 'requirements' in value;
    const rename = (value: unknown): unknown => {
      if (value instanceof Map) return relabel(value as Map<string, string>);
      if (Array.isArray(value)) return value.map(rename);
      if (typeof value !== 'object' || value === null || 'locate' in value || 'set' in value) return value;
      if (isSelector(value))
        return { requirements: value.requirements.map((one: Requirement) => ({ ...one, key: renamed(one.key) })) };
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
    };
    forEachCluster((resources) => {
      expect(mapOf(rename(resources) as Resource[])).toEqual(mapOf(resources));
    });
  });

  it('tells nothing new when a policy is given twice under another name', () => {
    forEachCluster((resources, random) => {
      const policy = random.pick(resources.filter(isNetworkPolicy));
      const copy = { ...policy, ref: { ...policy.ref, name: 'copy' } };
      expect(mapOf([...resources, copy])).toEqual(mapOf(resources));
    });
  });
});
