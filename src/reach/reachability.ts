import type { Cluster } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import type { PortSet } from '../model/port-set.ts';
import type { Tier } from '../policy/index.ts';
import { classify } from './classes.ts';
import { type Endpoint, isProxy } from './endpoint.ts';
import { buildEndpoints } from './endpoints.ts';
import { isSamePod } from './evaluate.ts';
import { addressView, type AddressView } from './external.ts';
import { faceReader } from './faces.ts';
import { groupReach } from './group-reach.ts';
import { policyView } from './policy-view.ts';
import { ALL, NONE, type PortsId } from './port-table.ts';
import { selectorIndex } from './selector-index.ts';
import { type Column, type Solution, solve } from './solver.ts';

/** Endpoints that reach the same and are reached by the same, as far as policies go. */
export interface Group {
  readonly members: readonly Endpoint[];
  readonly isolated: { readonly ingress: boolean; readonly egress: boolean };
}

/** Who may talk to whom: solved between groups, and put together for a pair when asked. */
export interface Reachability {
  readonly cluster: Cluster;
  readonly tiers: readonly Tier[];
  /** Workloads by id, then nodes, then addresses outside, then proxies that are not in the input. */
  readonly endpoints: readonly Endpoint[];
  readonly addresses: AddressView;
  readonly groups: readonly Group[];
  groupOf(endpoint: Endpoint): number;
  /** What a member of one group may reach on any other member of each group; equal numbers are equal port sets. */
  reachFrom(group: number): Readonly<Uint32Array>;
  /** What any other member of each group may reach on a member of this one. */
  reachInto(group: number): Column;
  portsOf(id: PortsId): PortSet;
  /** What `from` may reach on `to`; a workload to itself stands for its replicas, a bare Pod always reaches itself. */
  connection(from: Endpoint, to: Endpoint): PortsId;
}

/** Applies the tiers to the cluster: endpoints as policies see them, classes, and the solution between them. */
export function computeReachability(cluster: Cluster, tiers: readonly Tier[]): Reachability {
  const view = policyView(tiers);
  const addresses = addressView(view.blocks);
  const endpoints = buildEndpoints(cluster, view, addresses);
  const classes = classify(endpoints, view, faceReader(view, addresses));
  const solution = solve(tiers, classes.classes, selectorIndex(classes.classes, view.blocks, addresses));

  const byClasses = groupBy(endpoints.keys(), (index): number | string | undefined => {
    const own = classes.ofEndpoint[index];
    // What a proxy reaches is asked for its routes alone, so it shares a group with nobody.
    const endpoint = endpoints[index];
    if (endpoint !== undefined && isProxy(endpoint)) return `proxy ${index}`;
    return own?.length === 1 ? own[0] : own?.join();
  });
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

  const lines = groupReach(classesOfGroup, classes, solution);
  const indexOf = (endpoint: Endpoint): number => groupOf.get(endpoint) ?? -1;
  return {
    cluster,
    tiers,
    endpoints,
    addresses,
    groups,
    groupOf: indexOf,
    reachFrom: lines.from,
    reachInto: lines.into,
    portsOf: (id) => solution.ports.setOf(id),
    connection: (from, to) => (isSamePod(from, to) ? ALL : (lines.from(indexOf(from))[indexOf(to)] ?? NONE)),
  };
}
