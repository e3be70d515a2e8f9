import { describe, expect, it } from 'vitest';
import { buildCluster, type ClusterOptions } from '../../src/cluster/index.ts';
import type { Resource } from '../../src/manifest/resource.ts';
import { contains } from '../../src/model/intervals.ts';
import { ipBlock, type IpBlock } from '../../src/model/ip-set.ts';
import { portPoint } from '../../src/model/port-set.ts';
import { PROTOCOLS } from '../../src/model/protocol.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import {
  computeReachability,
  evaluate,
  isListed,
  isSamePod,
  NONE,
  type Reachability,
  type SolverMode,
} from '../../src/reach/index.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { seeds } from '../support/seeds.ts';

const QUESTIONS = 120_000;
const CLUSTERS = 800;
const QUESTIONS_A_CLUSTER = 150;
const ASKED_PORTS = [1, 52, 53, 80, 443, 8080, 9090, 9999, 65_535];

/** Some hold blocks of the random policies, some lie in them, some are cut by them. */
const CIDRS = ['10.1.0.0/16', '10.1.0.0/17', '10.0.0.0/8', '10.2.2.0/23', '172.16.0.0/12', '10.0.0.0/9', 'fd00::/16'];
const IPV6_CIDRS = ['fd00:1::/32', 'fd00::/31', 'fd00:1::/48', '2001:db8::/32'];

const randomBlocks = (random: Random): IpBlock[] =>
  random.chance(0.4) ? [] : random.list(1, 3, () => ipBlock(random.pick([...CIDRS, ...IPV6_CIDRS])) as IpBlock);

const reachabilityOf = (resources: readonly Resource[], options: ClusterOptions, mode: SolverMode): Reachability => {
  const cluster = buildCluster(resources, options);
  return computeReachability(cluster, compilePolicies(cluster), mode);
};

describe.each(['rows', 'wide'] as const)('the class solver with %s', (mode) => {
  it(`answers ${QUESTIONS} random questions like the one-pair evaluator`, { timeout: 240_000 }, () => {
    let allowed = 0;
    const clusters = seeds(QUESTIONS / QUESTIONS_A_CLUSTER);
    for (const seed of clusters) {
      const random = new Random(seed);
      const options = { podBlocks: randomBlocks(random), nodeBlocks: randomBlocks(random) };
      const reachability = reachabilityOf(randomResources(random), options, mode);
      for (let i = 0; i < QUESTIONS_A_CLUSTER; i += 1) {
        const from = random.pick(reachability.endpoints);
        const to = random.pick(reachability.endpoints.filter((endpoint) => isListed(from, endpoint)));
        const port = { protocol: random.pick(PROTOCOLS), port: random.pick(ASKED_PORTS) };
        const solved = contains(
          reachability.portsOf(reachability.connection(from, to)),
          portPoint(port.protocol, port.port),
        );
        const between = reachability.between(reachability.groupOf(from), reachability.groupOf(to));
        if (!isSamePod(from, to) && between !== reachability.connection(from, to))
          expect.fail(`seed ${seed}: ${from.id} > ${to.id}: asked for alone, it is said otherwise than in its line`);
        const evaluated = evaluate(reachability.tiers, from, to, port).allowed;
        if (solved !== evaluated)
          expect.fail(`seed ${seed}: ${from.id} > ${to.id} ${port.protocol} ${port.port}: solver says ${solved}`);
        if (evaluated) allowed += 1;
      }
    }
    // Both answers must occur often, or the comparison would prove little.
    const share = allowed / (clusters.length * QUESTIONS_A_CLUSTER);
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  });

  it('tells who gets in at all like the lines of the solution', { timeout: 120_000 }, () => {
    for (const seed of seeds(CLUSTERS)) {
      const { groups, anyInto, reachFrom } = reachabilityOf(randomResources(new Random(seed)), {}, mode);
      const rows = [...groups.keys()].map(reachFrom);
      for (const to of groups.keys()) {
        const bits = anyInto(to);
        const found = rows.map((_, from) => ((bits[from >>> 5] ?? 0) >>> (from & 31)) % 2 === 1);
        expect(found, `seed ${seed}, group ${to}`).toEqual(rows.map((row) => row[to] !== NONE));
      }
    }
  });
});
