import { ALL_PORTS, type PortSet } from '../model/port-set.ts';
import { type ConnectionFilter, listedPorts } from './connection-filter.ts';
import { type Endpoint, isProxy } from './endpoint.ts';
import { isSamePod } from './evaluate.ts';
import { NONE } from './port-table.ts';
import type { Reachability } from './reachability.ts';

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ports: PortSet;
}

/**
 * Between nodes and addresses outside no policy has a say: such pairs are never listed. What a proxy may reach is listed
 * by its routes alone, for it connects to nothing else.
 */
export const isListed = (from: Endpoint, to: Endpoint): boolean =>
  (from.type === 'workload' || to.type === 'workload') && !isProxy(from) && !isProxy(to);

interface Destination {
  readonly to: Endpoint;
  readonly position: number;
  readonly group: number;
  readonly isAsked: boolean;
}

interface Target {
  readonly destination: Destination;
  readonly ports: PortSet;
}

const KEPT_TARGETS = 2_000_000;

/** Endpoints come group by group only where groups have one member; otherwise their order is made here. */
function inOrder(targets: Target[]): readonly Target[] {
  const isSorted = targets.every(
    ({ destination }, place) => place === 0 || (targets[place - 1]?.destination.position ?? 0) < destination.position,
  );
  return isSorted ? targets : targets.sort((a, b) => a.destination.position - b.destination.position);
}

/**
 * What a group may reach among the destinations, in their order. Lists are kept for groups that ask again, while there is
 * room, so a cluster where little is open costs what is open, not the square of its size.
 */
function targetLists(
  reachability: Reachability,
  filter: ConnectionFilter,
  destinations: readonly Destination[],
): (group: number) => readonly Target[] {
  const listed = listedPorts(reachability, filter);
  const byGroup: Destination[][] = reachability.groups.map(() => []);
  for (const destination of destinations) byGroup[destination.group]?.push(destination);
  const kept = new Map<number, readonly Target[]>();
  let room = KEPT_TARGETS;
  return (group) => {
    const known = kept.get(group);
    if (known !== undefined) return known;
    const { to, ids } = reachability.targetsOf(group);
    const targets: Target[] = [];
    for (let i = 0; i < to.length; i += 1) {
      const ports = listed(ids[i] ?? NONE);
      if (ports !== undefined)
        for (const destination of byGroup[to[i] ?? 0] ?? []) targets.push({ destination, ports });
    }
    const sorted = inOrder(targets);
    if ((reachability.groups[group]?.members.length ?? 0) > 1 && sorted.length <= room) {
      room -= sorted.length;
      kept.set(group, sorted);
    }
    return sorted;
  };
}

/** A bare Pod always reaches itself, whatever its group may reach on other pods of that group. */
function* withItself(targets: readonly Target[], destination: Destination): Generator<Target> {
  const itself = { destination, ports: ALL_PORTS };
  let isPending = true;
  for (const target of targets) {
    if (isPending && destination.position <= target.destination.position) {
      yield itself;
      isPending = false;
    }
    if (target.destination !== destination) yield target;
  }
  if (isPending) yield itself;
}

/**
 * Every allowed connection, source by source, both in the order of the endpoints. Only connections are listed that a policy
 * could have a say in, and nothing of the map is stored.
 */
export function* connections(reachability: Reachability, filter: ConnectionFilter = {}): Generator<Connection> {
  const { from: isSource = () => true, to: isDestination = () => true, namespace } = filter;
  const isAsked = (endpoint: Endpoint): boolean =>
    namespace === undefined || (endpoint.type === 'workload' && namespace(endpoint.namespace.name));
  const destinations = reachability.endpoints
    .filter(isDestination)
    .map((to, position): Destination => ({ to, position, group: reachability.groupOf(to), isAsked: isAsked(to) }));
  const destinationOf = new Map(destinations.map((destination) => [destination.to, destination]));
  const targetsOf = targetLists(reachability, filter, destinations);
  for (const from of reachability.endpoints.filter(isSource)) {
    const itself = isSamePod(from, from) ? destinationOf.get(from) : undefined;
    const targets = targetsOf(reachability.groupOf(from));
    const isAskedFrom = isAsked(from);
    for (const { destination, ports } of itself === undefined ? targets : withItself(targets, itself)) {
      const { to, isAsked: isAskedTo } = destination;
      if ((isAskedFrom || isAskedTo) && isListed(from, to)) yield { from, to, ports };
    }
  }
}
