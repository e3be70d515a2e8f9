import { union } from '../model/intervals.ts';
import { groupBy } from '../model/group-by.ts';
import type { PortSet } from '../model/port-set.ts';
import { byCodeUnit } from '../model/order.ts';
import {
  type ConnectionFilter,
  type Endpoint,
  isListed,
  isPossibleEnd,
  listedPorts,
  NONE,
  type Reachability,
} from '../reach/index.ts';
import type { ConnectivityMap, Link } from './map.ts';
import type { Place } from './place.ts';

/** Members of one group that lie in one place. */
interface Part {
  readonly place: number;
  readonly members: readonly Endpoint[];
}

/** Namespaces by name, then nodes and addresses outside as they are. */
function placesOf(endpoints: readonly Endpoint[]): Place[] {
  const names = endpoints.flatMap((endpoint) => (endpoint.type === 'workload' ? endpoint.namespace.name : []));
  const namespaces = [...new Set(names)].sort(byCodeUnit).map((id): Place => ({ type: 'namespace', id }));
  return [...namespaces, ...endpoints.filter(({ type }) => type !== 'workload')];
}

/** Whether at least one connection between two different pods is meant: a bare Pod to itself says nothing of a namespace. */
function hasPair({ members: from }: Part, { members: to }: Part): boolean {
  const source = from[0];
  const destination = to[0];
  if (source === undefined || destination === undefined || !isListed(source, destination)) return false;
  const isOnlyItself = source === destination && from.length === 1 && to.length === 1;
  return !(isOnlyItself && source.type === 'workload' && source.isSinglePod);
}

/** For each place its number, asked for by one of its members; -1 where it is not on the map. */
function numbersOf(places: readonly Place[]): (member: Endpoint) => number {
  const namespaces = new Map<string, number>();
  const others = new Map<string, number>();
  for (const [index, { type, id }] of places.entries()) (type === 'namespace' ? namespaces : others).set(id, index);
  return (member) => (member.type === 'workload' ? namespaces.get(member.namespace.name) : others.get(member.id)) ?? -1;
}

const NO_PARTS: readonly Part[] = [];

/** The members of each group by place. Most groups have one member. */
function partsOf(
  { groups }: Reachability,
  numberOf: (member: Endpoint) => number,
  isEnd: ((member: Endpoint) => boolean) | undefined,
): (readonly Part[])[] {
  return groups.map(({ members }) => {
    const ends = isEnd === undefined ? members : members.filter(isEnd);
    const only = ends[0];
    if (only === undefined) return NO_PARTS;
    if (ends.length === 1) return [{ place: numberOf(only), members: ends }];
    return [...groupBy(ends, numberOf)].map(([place, found]) => ({ place, members: found }));
  });
}

function* namespaceLinks(
  reachability: Reachability,
  filter: ConnectionFilter,
  places: readonly Place[],
): Generator<Link> {
  const numberOf = numbersOf(places);
  const sources = partsOf(reachability, numberOf, filter.from);
  const destinations = filter.from === filter.to ? sources : partsOf(reachability, numberOf, filter.to);
  const isAsked = places.map(
    (place) => filter.namespace === undefined || (place.type === 'namespace' && filter.namespace(place.id)),
  );
  const listed = listedPorts(reachability, filter);
  const found = new Map<number, PortSet[]>();
  const add = (from: Part, to: Part, ports: PortSet): void => {
    if (isAsked[from.place] !== true && isAsked[to.place] !== true) return;
    const pair = from.place * places.length + to.place;
    const sets = found.get(pair);
    if (sets?.includes(ports) === true || !hasPair(from, to)) return;
    if (sets === undefined) found.set(pair, [ports]);
    else sets.push(ports);
  };
  for (const [group, fromParts] of sources.entries()) {
    if (fromParts.length === 0) continue;
    const { to: reached, ids } = reachability.targetsOf(group);
    for (const from of fromParts)
      for (let i = 0; i < reached.length; i += 1) {
        const ports = listed(ids[i] ?? NONE);
        const toParts = destinations[reached[i] ?? -1] ?? NO_PARTS;
        if (ports === undefined) continue;
        for (const to of toParts) add(from, to, ports);
      }
  }
  for (const [pair, sets] of [...found].sort(([a], [b]) => a - b)) {
    const from = places[Math.floor(pair / places.length)];
    const to = places[pair % places.length];
    if (from !== undefined && to !== undefined)
      yield { from, to, ports: sets.reduce((all, ports) => union(all, ports)) };
  }
}

/**
 * One place for each namespace: two are linked by every port that some workload of the one may use on some workload of
 * the other. Worked out from groups, so a large cluster costs no more than its groups and namespaces.
 */
export function namespaceMap(reachability: Reachability, filter: ConnectionFilter = {}): ConnectivityMap {
  const places = placesOf(reachability.endpoints.filter(isPossibleEnd(filter)));
  return { places, links: () => namespaceLinks(reachability, filter, places) };
}
