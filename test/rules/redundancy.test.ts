import { describe, expect, it } from 'vitest';
import { buildCluster } from '../../src/cluster/index.ts';
import { PLAIN_POD } from '../../src/manifest/pod-template.ts';
import type { NetworkPolicyRule, Resource } from '../../src/manifest/resource.ts';
import { equals, matches } from '../../src/model/selector.ts';
import { compilePolicies, type Direction, type Policy, type Rule, type Tier } from '../../src/policy/index.ts';
import {
  computeReachability,
  type Endpoint,
  evaluate,
  isPolicedPod,
  NONE,
  type Reachability,
} from '../../src/reach/index.ts';
import { redundancy } from '../../src/rules/hygiene/redundancy.ts';
import { DEFAULT_SETTINGS, type RuleContext } from '../../src/rules/index.ts';
import { serviceOverview } from '../../src/services/index.ts';
import { Random } from '../support/random.ts';
import { origin, randomResources } from '../support/random-cluster.ts';
import { seeds } from '../support/seeds.ts';

const DIRECTIONS = ['ingress', 'egress'] as const;

function contextOf(resources: readonly Resource[]): RuleContext {
  const cluster = buildCluster(resources);
  const tiers = compilePolicies(cluster);
  const reachability = computeReachability(cluster, tiers);
  return { cluster, tiers, reachability, overview: serviceOverview(reachability, {}), settings: DEFAULT_SETTINGS };
}

/** The tiers without some policies and rules; what isolated goes on isolating. */
const without = (tiers: readonly Tier[], gone: ReadonlySet<Policy | Rule>): Tier[] =>
  tiers.map(({ name, policies }) => ({
    name,
    policies: policies
      .filter((policy) => !gone.has(policy))
      .map((policy) => {
        const cut = (direction: Direction): Partial<Policy> => {
          const own = policy[direction];
          if (own === undefined) return {};
          return { [direction]: { ...own, rules: own.rules.filter((rule) => !gone.has(rule)) } };
        };
        return { ...policy, ...cut('ingress'), ...cut('egress') };
      }),
  }));

/** The same endpoint where fewer policies tell endpoints apart; undefined where pods of one workload are one again. */
function sameIn(after: Reachability, endpoint: Endpoint): Endpoint | undefined {
  if (endpoint.type !== 'external') return after.endpoints.find(({ id }) => id === endpoint.id);
  return after.addresses.endpointAt(endpoint.faces[0]?.address ?? 0n);
}

/** Copies of some policies, with some of the rules and now and then another port: what people paste. */
function withCopies(resources: readonly Resource[], random: Random): Resource[] {
  const copies = resources.flatMap((resource, index): Resource[] => {
    if (resource.type !== 'network-policy' || random.chance(0.5)) return [];
    const rulesOf = (rules: readonly NetworkPolicyRule[]): NetworkPolicyRule[] =>
      rules
        .filter(() => random.chance(0.8))
        .map((rule) => (random.chance(0.3) ? { ...rule, ports: [{ protocol: 'TCP', port: 80 }] } : rule));
    const { ref, ingress, egress } = resource;
    const name = `${random.chance(0.5) ? 'a' : 'z'}${index}`;
    return [{ ...resource, ref: { ...ref, name }, ingress: rulesOf(ingress), egress: rulesOf(egress) }];
  });
  return [...resources, ...copies];
}

describe('what NG308 and NG309 call redundant', () => {
  it('can go, all at once, without any connection changing', { timeout: 60_000 }, () => {
    let [policies, rules, compared] = [0, 0, 0];
    for (const seed of seeds(400)) {
      const random = new Random(seed);
      const context = contextOf(withCopies(randomResources(random), random));
      const found = redundancy(context);
      if (found.policies.length + found.rules.length === 0) continue;
      policies += found.policies.length;
      rules += found.rules.length;
      const gone = new Set([...found.policies.map(({ policy }) => policy), ...found.rules.map(({ rule }) => rule)]);
      const before = context.reachability;
      const after = computeReachability(context.cluster, without(context.tiers, gone));
      const same = new Map(before.endpoints.map((endpoint) => [endpoint, sameIn(after, endpoint)]));
      for (const from of before.endpoints) {
        const source = same.get(from);
        if (source === undefined) continue;
        const was = before.reachFrom(before.groupOf(from)).slice();
        const is = after.reachFrom(after.groupOf(source)).slice();
        for (const to of before.endpoints) {
          const destination = same.get(to);
          if (destination === undefined) continue;
          compared += 1;
          const earlier = before.portsOf(was[before.groupOf(to)] ?? NONE);
          const later = after.portsOf(is[after.groupOf(destination)] ?? NONE);
          if (earlier.join() !== later.join()) expect.fail(`seed ${seed}: ${from.id} > ${to.id} is no longer the same`);
        }
      }
    }
    expect(policies).toBeGreaterThan(60);
    expect(rules).toBeGreaterThan(200);
    expect(compared).toBeGreaterThan(10_000);
  });
});

const NAMESPACES = ['a', 'b'];
const APPS = ['x', 'y', 'z'];
const PORTS = [80, 8080];

/** One label a selector, so that none is narrower by its words than another that holds the same pods. */
function plainResources(random: Random): Resource[] {
  const base = { apiVersion: 'v1' };
  const label = (): ReturnType<typeof equals> => equals(random.pick(['app', 'tier']), random.pick(APPS));
  const selector = () => ({ requirements: [label()] });
  const rule = (): NetworkPolicyRule => ({
    peers: random.list(1, 2, () => ({
      podSelector: selector(),
      ...(random.chance(0.3)
        ? { namespaceSelector: { requirements: [equals('kubernetes.io/metadata.name', random.pick(NAMESPACES))] } }
        : {}),
    })),
    ports: random.list(0, 2, () => ({ protocol: 'TCP' as const, port: random.pick(PORTS) })),
  });
  const workloads = random
    .list(4, 8, () => random.below(1e6))
    .map((number): Resource => ({
      type: 'workload',
      ...base,
      origin: origin(`w${number}.yaml`),
      ref: { kind: 'Deployment', namespace: random.pick(NAMESPACES), name: `w${number}` },
      template: {
        labels: new Map([
          ['app', random.pick(APPS)],
          ['tier', random.pick(APPS)],
        ]),
        ports: [],
        hostNetwork: false,
        serviceAccountName: 'default',
        ...PLAIN_POD,
      },
      objectLabels: { all: new Map() },
      templatePath: ['spec', 'template'],
      replicas: 2,
    }));
  const policies = random
    .list(3, 8, () => random.below(1e6))
    .map((number): Resource => ({
      type: 'network-policy',
      ...base,
      origin: origin(`p${number}.yaml`),
      ref: { kind: 'NetworkPolicy', namespace: random.pick(NAMESPACES), name: `p${number}` },
      podSelector: selector(),
      policyTypes: random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const),
      ingress: random.list(0, 2, rule),
      egress: random.list(0, 2, rule),
    }));
  return [...workloads, ...policies];
}

/** Whether some pod's own verdict on some port is another without these, whatever the other side says. */
function changesSomething({ endpoints }: Reachability, before: readonly Tier[], gone: Policy | Rule): boolean {
  const after = without(before, new Set([gone]));
  return endpoints.some((from) =>
    endpoints.some((to) =>
      [1, ...PORTS].some((port) => {
        const asked = { protocol: 'TCP', port } as const;
        const [was, is] = [evaluate(before, from, to, asked), evaluate(after, from, to, asked)];
        return was.ingress.allowed !== is.ingress.allowed || was.egress.allowed !== is.egress.allowed;
      }),
    ),
  );
}

describe('what NG308 and NG309 do not call redundant', () => {
  const isForNobody = ({ endpoints }: Reachability, { peers }: Rule): boolean =>
    peers !== 'anyone' &&
    peers.some(
      (peer) =>
        peer.type === 'pods' &&
        !endpoints
          .filter(isPolicedPod)
          .some(
            ({ namespace, labels }) =>
              matches(peer.pods, labels) &&
              (peer.namespaces.type === 'name'
                ? peer.namespaces.name === namespace.name
                : matches(peer.namespaces.selector, namespace.labels)),
          ),
    );

  it('changes something when it goes, or waits for pods that are not here', { timeout: 60_000 }, () => {
    let kept = 0;
    let redundant = 0;
    for (const seed of seeds(150)) {
      const { reachability, tiers, ...context } = contextOf(plainResources(new Random(seed)));
      const found = redundancy({ reachability, tiers, ...context });
      const gone = new Set([...found.policies.map(({ policy }) => policy), ...found.rules.map(({ rule }) => rule)]);
      redundant += gone.size;
      const left = without(tiers, gone);
      for (const policy of left.flatMap(({ policies }) => policies)) {
        const rules = DIRECTIONS.flatMap((direction) => policy[direction]?.rules ?? []);
        const isSelecting = reachability.endpoints.some(
          (pod) =>
            isPolicedPod(pod) &&
            pod.namespace.name === policy.ref.namespace &&
            matches(policy.subject.pods, pod.labels),
        );
        const waits = rules.some((rule) => isForNobody(reachability, rule));
        if (!isSelecting || rules.length === 0) continue;
        for (const one of waits ? [] : [policy]) {
          kept += 1;
          if (!changesSomething(reachability, left, one)) expect.fail(`seed ${seed}: ${one.ref.name} could go`);
        }
        for (const rule of rules.filter((one) => !isForNobody(reachability, one))) {
          kept += 1;
          if (!changesSomething(reachability, left, rule))
            expect.fail(`seed ${seed}: ${policy.ref.name} ${rule.path.join('.')} could go`);
        }
      }
    }
    expect(kept).toBeGreaterThan(500);
    expect(redundant).toBeGreaterThan(50);
  });
});
