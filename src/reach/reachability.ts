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
  /** What a member of one group may reach on any other member of each group; equal numbers are equal port sets. */
  reachFrom(group: number): Readonly<Uint32Array>;
  portsOf(id: PortsId): PortSet;
  /** What `from` may reach on `to`; a workload to itself stands for its replicas, a bare Pod always reaches itself. */
  connection(from: Endpoint, to: Endpoint): PortsId;
}

/** Answers between groups from answers between classes: an endpoint of several faces connects wherever two can. */
function groupReach(
  classesOfGroup: readonly (readonly number[])[],
  { classes }: Classes,
  solution: Solution,
): (group: number) => Uint32Array {
  const seats = classesOfGroup.map((ids) =>
    ids.flatMap((id) => {
      const found = classes[id];
      return found === undefined ? [] : [{ id, face: found.seat.face }];
    }),
  );
  // Most endpoints have one face: then groups are classes under the same numbers, and there is nothing to put together.
  if (
    classesOfGroup.length === classes.length &&
    classesOfGroup.every((ids, group) => ids.length === 1 && ids[0] === group)
  )
    return (group) => solution.reach(group, new Uint32Array(classes.length));
  const soleClass = Int32Array.from(seats, (own) => (own.length === 1 ? (own[0]?.id ?? -1) : -1));
  const rows = new Map<number, Uint32Array>();
  return (group) => {
    const out = new Uint32Array(seats.length);
    const own = seats[group] ?? [];
    for (const [place, { id }] of own.entries()) {
      rows.set(place, solution.reach(id, rows.get(place) ?? new Uint32Array(classes.length)));
    }
    const row = rows.get(0);
    for (let to = 0; to < out.length; to += 1) {
      const sole = soleClass[to] ?? -1;
      if (own.length === 1 && sole >= 0) out[to] = row?.[sole] ?? NONE;
      else {
        const rowOf = new Map(own.map((seat, place) => [seat, rows.get(place)]));
        out[to] = meetingFaces(own, seats[to] ?? []).reduce<PortsId>(
          (all, [from, other]) => solution.ports.union(all, rowOf.get(from)?.[other.id] ?? NONE),
          NONE,
        );
      }
    }
    return out;
  };
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

  const reachFrom = groupReach(classesOfGroup, classes, solution);
  const indexOf = (endpoint: Endpoint): number => groupOf.get(endpoint) ?? -1;
  return {
    cluster,
    tiers,
    endpoints,
    addresses,
    groups,
    groupOf: indexOf,
    reachFrom,
    portsOf: (id) => solution.ports.setOf(id),
    connection: (from, to) => (isSamePod(from, to) ? ALL : (reachFrom(indexOf(from))[indexOf(to)] ?? NONE)),
  };
}
