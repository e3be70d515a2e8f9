import { expect, it } from 'vitest';
import { buildCluster } from '../../src/cluster/index.ts';
import type { AdminRule, Resource } from '../../src/manifest/resource.ts';
import { PLAIN_POD } from '../../src/manifest/pod-template.ts';
import type { Selector } from '../../src/model/selector.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import { computeReachability, NONE } from '../../src/reach/index.ts';
import { Random } from '../support/random.ts';
import { origin } from '../support/random-cluster.ts';

const NAMESPACES = ['a', 'b'];
const KEYS = ['x', 'y', 'z'];
const VALUES = ['0', '1', '2', '3', '4', '5', '6', '7'];

const ALIKE: readonly Selector[] = [
  { requirements: [] },
  { requirements: [{ key: 'x', operator: 'NotIn', values: ['0'] }] },
  { requirements: [{ key: 'y', operator: 'In', values: ['1', '2'] }] },
];

const workload = (index: number): Resource => ({
  type: 'workload',
  apiVersion: 'apps/v1',
  origin: origin('all.yaml'),
  ref: { kind: 'Deployment', namespace: NAMESPACES[index % 2] ?? 'a', name: `w${index}` },
  template: {
    ...PLAIN_POD,
    labels: new Map(KEYS.map((key, place) => [key, `${Math.floor(index / 8 ** place) % 8}`])),
    ports: [{ name: 'web', port: 8000 + (index % 3), protocol: 'TCP' }],
    hostNetwork: index % 97 === 0,
    serviceAccountName: 'default',
  },
  objectLabels: { all: new Map() },
  templatePath: ['spec', 'template'],
});

/** Where some peers are `alike`, many policies are for the same: everybody, or the same few. */
function policy(random: Random, index: number, isNamed: boolean, alike: readonly Selector[]): Resource {
  const one = (): Selector => ({
    requirements: random.list(1, 2, () => ({
      key: random.pick(KEYS),
      operator: 'In' as const,
      values: [random.pick(VALUES)],
    })),
  });
  const few = (): Selector => ({
    requirements: KEYS.map((key) => ({ key, operator: 'In', values: [random.pick(VALUES), random.pick(VALUES)] })),
  });
  const port = (): number | string => (isNamed && random.chance(0.2) ? 'web' : 8000 + random.below(4));
  const rules = [
    {
      peers: random.list(1, 2, () => ({
        namespaceSelector: { requirements: [] },
        podSelector: alike.length > 0 && random.chance(0.7) ? random.pick(alike) : few(),
      })),
      ports: random.list(1, random.chance(0.3) ? 2 : 1, () => ({ protocol: 'TCP' as const, port: port() })),
    },
  ];
  const isIngress = index % 2 === 0;
  return {
    type: 'network-policy',
    apiVersion: 'networking.k8s.io/v1',
    origin: origin('all.yaml'),
    ref: { kind: 'NetworkPolicy', namespace: random.pick(NAMESPACES), name: `p${index}` },
    podSelector: one(),
    policyTypes: [isIngress ? 'Ingress' : 'Egress'],
    ingress: isIngress ? rules : [],
    egress: isIngress ? [] : rules,
  };
}

const ACTIONS = ['allow', 'deny', 'pass'] as const;

/** An ordered policy for few pods or many, about few sources or all of them. */
function adminPolicy(random: Random, tier: 'admin' | 'baseline', index: number): Resource {
  const some = (): Selector =>
    random.chance(0.2)
      ? { requirements: [] }
      : {
          requirements: random.list(1, 3, () => ({
            key: random.pick(KEYS),
            operator: 'In' as const,
            values: random.list(1, 3, () => random.pick(VALUES)),
          })),
        };
  const rules = (): AdminRule[] =>
    random.list(0, 3, () => ({
      action: random.pick(ACTIONS),
      peers: random.list(1, 2, () => ({ type: 'pods', namespaceSelector: { requirements: [] }, podSelector: some() })),
      ...(random.chance(0.3)
        ? {}
        : {
            ports: random.list(1, 2, () => {
              const first = 7999 + random.below(5);
              return random.chance(0.2)
                ? { type: 'named' as const, name: 'web' }
                : { type: 'range' as const, protocol: 'TCP' as const, first, last: first + random.below(3) };
            }),
          }),
    }));
  return {
    type: 'admin-policy',
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    origin: origin('all.yaml'),
    ref: { kind: 'ClusterNetworkPolicy', name: `${tier}${index}` },
    tier,
    priority: index,
    subject: { type: 'pods', namespaceSelector: { requirements: [] }, podSelector: some() },
    ingress: rules(),
    egress: rules(),
  };
}

/** Isolates every pod of a namespace, so that none is a source by itself. */
const denyEgress = (namespace: string): Resource => ({
  type: 'network-policy',
  apiVersion: 'networking.k8s.io/v1',
  origin: origin('all.yaml'),
  ref: { kind: 'NetworkPolicy', namespace, name: 'deny' },
  podSelector: { requirements: [] },
  policyTypes: ['Egress'],
  ingress: [],
  egress: [],
});

// Random clusters elsewhere are small; these are large enough for every way in which bit rows are found.
it.each([
  [false, false, false],
  [true, false, false],
  [false, true, false],
  [true, true, false],
  [false, false, true],
  [true, true, true],
])(
  'finds the same bit rows as rows do in larger clusters, ports by name: %s, peers alike: %s, admin policies: %s',
  { timeout: 120_000 },
  (isNamed, isAlike, hasOrder) => {
    for (let seed = 0; seed < (hasOrder ? 6 : 3); seed += 1) {
      const random = new Random(seed);
      const resources = [
        ...Array.from({ length: 512 }, (_, index) => workload(index)),
        ...Array.from({ length: 40 + seed * 60 }, (_, index) => policy(random, index, isNamed, isAlike ? ALIKE : [])),
        ...(seed === 0 ? [] : NAMESPACES.map(denyEgress)),
        ...(hasOrder ? Array.from({ length: 1 + seed }, (_, index) => adminPolicy(random, 'admin', index)) : []),
        ...(hasOrder && seed > 1 ? [adminPolicy(random, 'baseline', 0), adminPolicy(random, 'baseline', 1)] : []),
      ];
      const cluster = buildCluster(resources);
      const tiers = compilePolicies(cluster);
      const rows = computeReachability(cluster, tiers, 'rows');
      const wide = computeReachability(cluster, tiers, 'wide');
      const lines = [...rows.groups.keys()].map(rows.reachFrom);
      for (const to of wide.groups.keys()) {
        const bits = wide.anyInto(to);
        const found = lines.map((_, from) => ((bits[from >>> 5] ?? 0) >>> (from & 31)) % 2 === 1);
        expect(found).toEqual(lines.map((line) => line[to] !== NONE));
      }
      for (const from of [0, 17, 101])
        expect(Array.from(wide.reachFrom(from), wide.portsOf)).toEqual(Array.from(lines[from] ?? [], rows.portsOf));
    }
  },
);
