import type { Cluster } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import type { PortSet } from '../model/port-set.ts';
import type { Tier } from '../policy/index.ts';
import { type Classes, classify } from './classes.ts';
import { type Endpoint, meetingFaces } from './endpoint.ts';
import { buildEndpoints } from './endpoints.ts';
import { isSamePod } from './evaluate.ts';
import { addressView, type AddressView } from './external.ts';
import { faceReader } from './faces.ts';
import { policyView } from './policy-view.ts';
import { ALL, NONE, type PortsId } from './port-table.ts';
import { selectorIndex } from './selector-index.ts';
import { type Solution, solve } from './solver.ts';

/** Endpoints that reach the same and are reached by the same, as far as policies go. */
export interface Group {
  readonly members: readonly Endpoint[];
  readonly isolated: { readonly ingress: boolean; readonly egress: boolean };
}

/** Who may talk to whom: solved between groups, and put together for a pair when asked. */
export interface Reachability {
  readonly cluster: Cluster;
  readonly tiers: readonly Tier[];
  /** Workloads by id, then nodes, then addresses outside. */
  readonly endpoints: readonly Endpoint[];
  readonly addresses: AddressView;
  readonly groups: readonly Group[];
  groupOf(endpoint: Endpoint): number;
  /** What any member of one group may reach on any other member of another; equal numbers are equal port sets. */
  between(from: number, to: number): PortsId;
  portsOf(id: PortsId): PortSet;
  /** What `from` may reach on `to`; a workload to itself stands for its replicas, a bare Pod always reaches itself. */
  connection(from: Endpoint, to: Endpoint): PortsId;
}

/** An endpoint with several faces connects wherever two of them can. */
function connectionBetween(classes: Classes, solution: Solution): (from: readonly number[], to: readonly number[]) => PortsId {
  const seats = (ids: readonly number[]): { id: number; face: Endpoint['faces'][number] }[] =>
    ids.flatMap((id) => {
      const found = classes.classes[id];
      return found === undefined ? [] : [{ id, face: found.seat.face }];
    });
  return (from, to) => {
    const [source] = from;
    const [destination] = to;
    if (source === undefined || destination === undefined) return NONE;
    if (from.length === 1 && to.length === 1) return solution.connection(source, destination);
    return meetingFaces(seats(from), seats(to)).reduce<PortsId>(
      (all, [a, b]) => solution.ports.union(all, solution.connection(a.id, b.id)),
      NONE,
    );
  };
}

/** Applies the tiers to the cluster: endpoints as policies see them, classes, and the solution between them. */
export function computeReachability(cluster: Cluster, tiers: readonly Tier[]): Reachability {
  const view = policyView(tiers);
  const addresses = addressView(view.blocks);
  const endpoints = buildEndpoints(cluster, view, addresses);
  const classes = classify(endpoints, view, faceReader(view, addresses));
  const solution = solve(tiers, classes.classes, selectorIndex(classes.classes, view.blocks, addresses));

  const byClasses = groupBy(endpoints.keys(), (index) => classes.ofEndpoint[index]?.join());
  const classesOfGroup: (readonly number[])[] = [];
  const groupOf = new Map<Endpoint, number>();
  const groups = [...byClasses.values()].map((members, group): Group => {
    const own = classes.ofEndpoint[members[0] ?? 0] ?? [];
    classesOfGroup.push(own);
    const found = members.flatMap((index) => endpoints[index] ?? []);
    for (const endpoint of found) groupOf.set(endpoint, group);
    const isolates = ({ isIsolated }: Solution['ingress']): boolean => own.some((id) => isIsolated[id] === 1);
    return { members: found, isolated: { ingress: isolates(solution.ingress), egress: isolates(solution.egress) } };
  });

  const connect = connectionBetween(classes, solution);
  const between = (from: number, to: number): PortsId => connect(classesOfGroup[from] ?? [], classesOfGroup[to] ?? []);
  const indexOf = (endpoint: Endpoint): number => groupOf.get(endpoint) ?? -1;
  return {
    cluster,
    tiers,
    endpoints,
    addresses,
    groups,
    groupOf: indexOf,
    between,
    portsOf: (id) => solution.ports.setOf(id),
    connection: (from, to) => (isSamePod(from, to) ? ALL : between(indexOf(from), indexOf(to))),
  };
}
