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
import { groupLines } from './group-reach.ts';
import { policyView, type PolicyView } from './policy-view.ts';
import { ALL, NONE, type PortsId } from './port-table.ts';
import { selectorIndex } from './selector-index.ts';
import { type SolverMode, solve } from './solver.ts';

/** Who reaches one destination at all, and what: most columns are nearly empty. */
export interface Column {
  /** Groups, ascending. */
  readonly from: readonly number[];
  readonly ids: readonly PortsId[];
}

/** What one source reaches at all, and on which ports. */
export interface Targets {
  /** Groups, ascending. */
  readonly to: readonly number[];
  readonly ids: readonly PortsId[];
}

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
  /** What was done for the answers given so far; for benchmarks. */
  work(): Readonly<Record<'classes' | 'cells' | 'words' | 'portSets' | 'operations', number>>;
  groupOf(endpoint: Endpoint): number;
  /** What a member of one group may reach on any other member of each group; equal numbers are equal port sets. */
  reachFrom(group: number): Readonly<Uint32Array>;
  /** The same without what cannot be reached. */
  targetsOf(group: number): Targets;
  /** What any other member of each group may reach on a member of this one. */
  reachInto(group: number): Column;
  /** What a member of one group may reach on any other member of another: quicker than a line where few are asked for. */
  between(from: number, to: number): PortsId;
  /** Who reaches it on any port at all, one bit a group; written over by the next call. Quick where lines are long. */
  anyInto(group: number): Readonly<Uint32Array>;
  portsOf(id: PortsId): PortSet;
  /** What `from` may reach on `to`; a workload to itself stands for its replicas, a bare Pod always reaches itself. */
  connection(from: Endpoint, to: Endpoint): PortsId;
}

/** What policies can tell apart in a cluster. */
export interface Seen {
  readonly cluster: Cluster;
  readonly tiers: readonly Tier[];
  readonly view: PolicyView;
  readonly addresses: AddressView;
  readonly endpoints: readonly Endpoint[];
}

/** The cluster as policies see it. */
export function seeCluster(cluster: Cluster, tiers: readonly Tier[]): Seen {
  const view = policyView(tiers);
  const addresses = addressView(view.blocks);
  return { cluster, tiers, view, addresses, endpoints: buildEndpoints(cluster, view, addresses) };
}

/** Applies the tiers to the cluster: endpoints as policies see them, classes, and the solution between them. */
export const computeReachability = (
  cluster: Cluster,
  tiers: readonly Tier[],
  mode: SolverMode = 'auto',
): Reachability => solveSeen(seeCluster(cluster, tiers), mode);

/** Classes, and the solution between them; every answer is worked out when it is asked for. */
export function solveSeen(
  { cluster, tiers, view, addresses, endpoints }: Seen,
  mode: SolverMode = 'auto',
): Reachability {
  const classes = classify(endpoints, view, faceReader(view, addresses));
  const solution = solve(tiers, classes.classes, selectorIndex(classes.classes, view, addresses), mode);

  const byClasses = groupBy([...endpoints.keys()], (index): number | string | undefined => {
    const own = classes.ofEndpoint[index];
    // What a proxy reaches is asked for its routes alone, so it shares a group with nobody.
    if (isProxy(endpoints[index] as Endpoint)) return `proxy ${index}`;
    return own?.length === 1 ? own[0] : own?.join();
  });
  const classesOfGroup: (readonly number[])[] = [];
  const groupOf = new Map<Endpoint, number>();
  const groups = [...byClasses.values()].map((members, group): Group => {
    const own = classes.ofEndpoint[members[0] ?? 0] ?? [];
    classesOfGroup.push(own);
    const found = members.map((index) => endpoints[index] as Endpoint);
    for (const endpoint of found) groupOf.set(endpoint, group);
    const isolates = (isIsolated: Uint8Array): boolean => own.some((id) => isIsolated[id] === 1);
    const { ingress, egress } = solution.isIsolated;
    return { members: found, isolated: { ingress: isolates(ingress), egress: isolates(egress) } };
  });

  const lines = groupLines(classesOfGroup, classes, solution);
  const reachFrom = (group: number): Uint32Array => {
    const out = new Uint32Array(groups.length);
    const { others, ids } = lines.from(group);
    for (let i = 0; i < others.length; i += 1) out[others[i] ?? 0] = ids[i] ?? NONE;
    return out;
  };
  const indexOf = (endpoint: Endpoint): number => groupOf.get(endpoint) ?? -1;
  return {
    cluster,
    tiers,
    endpoints,
    addresses,
    groups,
    work: () => ({
      ...solution.work,
      classes: classes.classes.length,
      portSets: solution.ports.size,
      operations: solution.ports.operations,
    }),
    groupOf: indexOf,
    reachFrom,
    targetsOf(group) {
      const { others, ids } = lines.from(group);
      return { to: others, ids };
    },
    anyInto: lines.anyInto,
    between: lines.between,
    reachInto(group) {
      const { others, ids } = lines.into(group);
      return { from: others, ids };
    },
    portsOf: (id) => solution.ports.setOf(id),
    connection: (from, to) => (isSamePod(from, to) ? ALL : (reachFrom(indexOf(from))[indexOf(to)] ?? NONE)),
  };
}
