import { describe, expect, it } from 'vitest';
import { buildCluster, type ServicePort } from '../../src/cluster/index.ts';
import { compilePolicies } from '../../src/policy/index.ts';
import { computeReachability, type Endpoint, evaluate, type Reachability } from '../../src/reach/index.ts';
import { type Backend, type ServiceReport, serviceOverview } from '../../src/services/index.ts';
import { contains } from '../../src/model/intervals.ts';
import { portPoint } from '../../src/model/port-set.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { flat } from './support.ts';
import { randomService } from '../support/random-services.ts';
import { seeds } from '../support/seeds.ts';

interface Case {
  readonly reachability: Reachability;
  readonly overview: ReturnType<typeof serviceOverview>;
}

function clusterOf(seed: number): Case {
  const random = new Random(seed);
  const resources = randomResources(random);
  const services = random.list(3, 8, () => randomService(random, `s${random.below(99)}`, resources));
  const cluster = buildCluster([...resources, ...services]);
  const reachability = computeReachability(cluster, compilePolicies(cluster));
  return { reachability, overview: serviceOverview(reachability, {}) };
}

/** What semantics §1.13 says, in the plainest words: one pod after the other. */
function backendsByHand(
  { endpoints }: Reachability,
  { service: { resource } }: ServiceReport,
  port: ServicePort,
): string[] {
  return endpoints.flatMap((endpoint) => {
    if (endpoint.type !== 'workload' || endpoint.namespace.name !== resource.ref.namespace) return [];
    const { selector } = resource;
    if (selector === undefined || ![...selector].every(([key, value]) => endpoint.labels.get(key) === value)) return [];
    if (typeof port.targetPort === 'number') return [`${endpoint.id} ${port.targetPort}`];
    for (const declared of endpoint.ports)
      if (declared.name === port.targetPort && declared.protocol === port.protocol)
        return [`${endpoint.id} ${declared.port}`];
    return [];
  });
}

const canReach = (
  { tiers }: Reachability,
  from: Endpoint,
  { protocol }: ServicePort,
  { endpoint, port }: Backend,
): boolean => port !== undefined && evaluate(tiers, from, endpoint, { protocol, port }).allowed;

const CASES = 250;

describe('laws of Services on random clusters', () => {
  const seen = new Map<string, number>();

  it('says of every Service port what the one-pair evaluator says of its resolved target ports', () => {
    for (const seed of seeds(CASES)) {
      const { reachability, overview } = clusterOf(seed);
      for (const service of overview.services)
        for (const report of service.ports.map(flat)) {
          const { port, backends } = report;
          if (port === undefined) continue;
          seen.set(report.status, (seen.get(report.status) ?? 0) + 1);
          expect(backends.map((each) => `${each.endpoint.id} ${each.port ?? ''}`)).toEqual(
            backendsByHand(reachability, service, port),
          );
          const own = new Set<Endpoint>(backends.map(({ endpoint }) => endpoint));
          const clients = reachability.endpoints.filter(
            (from) =>
              from.type === 'workload' &&
              !from.hostNetwork &&
              !own.has(from) &&
              backends.some((backend) => canReach(reachability, from, port, backend)),
          );
          expect(report.clients.workloads).toBe(clients.length);
          const partial = clients.filter(
            (from) => !backends.every((backend) => canReach(reachability, from, port, backend)),
          );
          expect(report.partialClients).toBe(partial.length);
          for (const { client, open, closed } of report.partial) {
            expect(open.every((backend) => canReach(reachability, client, port, backend))).toBe(true);
            expect(closed.some((backend) => canReach(reachability, client, port, backend))).toBe(false);
          }
          expect(report.status === 'partly-reachable').toBe(partial.length > 0);
          const total = backends.reduce((sum, { share }) => sum + share, 0);
          expect(total).toBeCloseTo(backends.length === 0 ? 0 : 1);
        }
    }
    // The generator reaches every status that a port can have.
    expect([...seen.keys()].sort()).toEqual([
      'no-backends',
      'partly-reachable',
      'reachable',
      'unreachable',
      'unresolved-port',
    ]);
  });

  it('lists a Service port for a client exactly when it reaches a pod behind it', () => {
    for (const seed of seeds(CASES)) {
      const { reachability, overview } = clusterOf(seed);
      const listed = new Map([...overview.serviceConnections()].map((each) => [`${each.from.id} ${each.to.id}`, each]));
      for (const service of overview.services)
        for (const from of reachability.endpoints) {
          if (from.type !== 'workload') continue;
          const ports = listed.get(`${from.id} ${service.service.id}`)?.ports ?? [];
          const { headless } = service.service.resource;
          const views = service.ports.map(({ view }) => view);
          for (const { port, backends } of views) {
            if (port === undefined) continue;
            const open = backends.filter((backend) => canReach(reachability, from, port, backend));
            const numbers = headless ? open.map((backend) => backend.port ?? 0) : [port.port];
            const isListed =
              numbers.length > 0 && numbers.every((number) => contains(ports, portPoint(port.protocol, number)));
            if (open.length > 0) expect(isListed).toBe(true);
            // Another port of the same Service may open the same number only under another protocol.
            else if (!headless)
              expect(contains(ports, portPoint(port.protocol, port.port))).toBe(
                views.some(
                  (other) =>
                    other.port?.port === port.port &&
                    other.port.protocol === port.protocol &&
                    other.backends.some((backend) => canReach(reachability, from, other.port ?? port, backend)),
                ),
              );
          }
        }
    }
  });
});
