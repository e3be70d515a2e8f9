import { describe, expect, it } from 'vitest';
import { buildCluster } from '../../src/cluster/index.ts';
import { objectId } from '../../src/model/object-ref.ts';
import { PROTOCOLS } from '../../src/model/protocol.ts';
import { compilePolicies, type PodScope } from '../../src/policy/index.ts';
import {
  computeReachability,
  evaluate,
  evaluateSide,
  inPodScope,
  isPolicedPod,
  ownTiers,
  podFinder,
  type Reachability,
} from '../../src/reach/index.ts';
import { analyzeText, pod, policy } from '../support/manifests.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { seeds } from '../support/seeds.ts';

const CLUSTERS = 60;
const QUESTIONS = 40;

const reachabilityOf = (random: Random): Reachability => {
  const cluster = buildCluster(randomResources(random));
  return computeReachability(cluster, compilePolicies(cluster));
};

/** Every scope that a policy or a peer gives. */
const scopesOf = ({ tiers }: Reachability): PodScope[] =>
  tiers
    .flatMap(({ policies }) => policies)
    .flatMap(({ subject, ingress, egress }) => [
      subject,
      ...[...(ingress?.rules ?? []), ...(egress?.rules ?? [])].flatMap(({ peers }) =>
        peers === 'anyone' ? [] : peers.filter((peer) => peer.type === 'pods'),
      ),
    ]);

describe('the policies of one pod', () => {
  it('decide like all policies together', () => {
    let denied = 0;
    for (const seed of seeds(CLUSTERS)) {
      const random = new Random(seed);
      const { tiers, endpoints } = reachabilityOf(random);
      const tiersOf = ownTiers(tiers);
      const pods = endpoints.filter(isPolicedPod);
      for (let i = 0; i < QUESTIONS && pods.length > 0; i += 1) {
        const [from, to] = [random.pick(pods), random.pick(pods)];
        const port = { protocol: random.pick(PROTOCOLS), port: random.pick([53, 80, 8080]) };
        for (const [direction, pod] of [
          ['egress', from],
          ['ingress', to],
        ] as const) {
          const own = evaluateSide(tiersOf(pod, direction), direction, from, to, port);
          expect(own.allowed).toBe(evaluateSide(tiers, direction, from, to, port).allowed);
          if (!own.allowed) denied += 1;
        }
      }
    }
    expect(denied).toBeGreaterThan(100);
  });

  it('let out by one family, whatever the other side does with it', () => {
    const spec = (ips: string): string => `spec: { containers: [] }\nstatus: { podIPs: [${ips}] }\n`;
    const { reachability } = analyzeText(
      pod('a', 'app: a').replace(/spec:.*\n/, spec('{ ip: 10.0.0.1 }, { ip: "fd00::1" }')),
      pod('b', 'app: b').replace(/spec:.*\n/, spec('{ ip: 10.0.0.2 }, { ip: "fd00::2" }')),
      policy(
        'p',
        'podSelector: {}, egress: [{to: [{ipBlock: {cidr: "::/0"}}]}], ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]',
      ),
    );
    const { tiers, endpoints } = reachability;
    const [from, to] = endpoints.filter(isPolicedPod);
    if (from === undefined || to === undefined) throw new Error('no pods');
    const port = { protocol: 'TCP', port: 80 } as const;
    expect(evaluate(tiers, from, to, port).allowed).toBe(false);
    for (const direction of ['egress', 'ingress'] as const)
      expect(evaluateSide(ownTiers(tiers)(from, direction), direction, from, to, port).allowed).toBe(true);
  });

  it('are those that select it, in their order, and one list for pods of a namespace that are selected alike', () => {
    let shared = 0;
    for (const seed of seeds(CLUSTERS)) {
      const { tiers, endpoints } = reachabilityOf(new Random(seed));
      const tiersOf = ownTiers(tiers);
      const lists = new Map<string, unknown>();
      for (const pod of endpoints.filter(isPolicedPod))
        for (const direction of ['ingress', 'egress'] as const) {
          const own = tiersOf(pod, direction);
          const expected = tiers.map(({ name, policies }) => ({
            name,
            policies: policies.filter((policy) => policy[direction] && inPodScope(policy.subject, pod)),
          }));
          expect(own).toEqual(expected);
          const ids = expected.map(({ policies }) => policies.map(({ ref }) => objectId(ref)));
          const key = JSON.stringify([pod.namespace.name, direction, ids]);
          if (lists.has(key)) shared += 1;
          expect(lists.get(key) ?? own).toBe(own);
          lists.set(key, own);
        }
    }
    expect(shared).toBeGreaterThan(100);
  });
});

describe('the finder of pods', () => {
  it('finds those that a look at every pod finds', () => {
    let found = 0;
    for (const seed of seeds(CLUSTERS)) {
      const reachability = reachabilityOf(new Random(seed));
      const pods = reachability.endpoints.filter(isPolicedPod);
      const find = podFinder(pods);
      for (const scope of scopesOf(reachability)) {
        const expected = pods.filter((pod) => inPodScope(scope, pod)).map(({ id }) => id);
        expect(
          find(scope)
            .map(({ id }) => id)
            .sort(),
        ).toEqual(expected.sort());
        found += expected.length;
      }
    }
    expect(found).toBeGreaterThan(100);
  });
});
