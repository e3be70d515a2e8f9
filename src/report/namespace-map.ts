import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import type { PortSet } from '../model/port-set.ts';
import { once } from '../model/remember.ts';
import {
  type ConnectionFilter,
  type Endpoint,
  isPossibleEnd,
  listedPorts,
  NONE,
  type PortsId,
  type Reachability,
} from '../reach/index.ts';
import type { ConnectivityMap, Link } from './map.ts';
import { OpenPlaces } from './open-places.ts';
import type { Place } from './place.ts';
import { unionReader } from './port-unions.ts';

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

/** Whether no connection between two different pods is meant: a bare Pod to itself says nothing of a namespace. */
function isOnlyItself({ members: own }: Part, { members: others }: Part): boolean {
  const [pod] = own;
  const isOne = own.length === 1 && others.length === 1 && pod === others[0];
  return isOne && pod?.type === 'workload' && pod.isSinglePod;
}

/** Which ends a place may have at the other side of a link, as `isListed` says of endpoints. */
const NOBODY = 0;
const WORKLOADS = 1;
const ANYBODY = 2;

function partnersOf({ type }: Place): number {
  if (type === 'namespace') return ANYBODY;
  return type === 'ingress-controller' || type === 'gateway' ? NOBODY : WORKLOADS;
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

/** One direction, seen from the places on one side of it. */
interface Side {
  readonly own: readonly (readonly Part[])[];
  readonly others: readonly (readonly Part[])[];
  /** Groups on the other side of one, and what is open between the two. */
  readonly openTo: (group: number) => { readonly groups: readonly number[]; readonly ids: readonly PortsId[] };
}

interface Found {
  readonly own: Place;
  readonly other: Place;
  readonly ports: PortSet;
}

/** What is open between some places and all others, place by place in their order. */
function* openBetween(
  { own, others, openTo }: Side,
  reachability: Reachability,
  filter: ConnectionFilter,
  places: readonly Place[],
  asked: (place: Place) => boolean,
): Generator<Found> {
  const isAsked = places.map(
    (place) => filter.namespace === undefined || (place.type === 'namespace' && filter.namespace(place.id)),
  );
  const partners = Uint8Array.from(places, partnersOf);
  const isListed = (a: number, b: number): boolean =>
    (partners[a] ?? NOBODY) + (partners[b] ?? NOBODY) > ANYBODY && (isAsked[a] === true || isAsked[b] === true);
  const listed = listedPorts(reachability, filter);
  const unionAt = unionReader(reachability);
  const open = new OpenPlaces(places.length);
  const groupsAt: (readonly [group: number, part: Part])[][] = places.map(() => []);
  for (const [group, parts] of own.entries()) for (const part of parts) groupsAt[part.place]?.push([group, part]);
  for (const [number, place] of places.entries()) {
    if (partners[number] === NOBODY || !asked(place)) continue;
    for (const [group, part] of groupsAt[number] ?? []) {
      const { groups, ids } = openTo(group);
      for (let i = 0; i < groups.length; i += 1) {
        const ports = ids[i] ?? NONE;
        if (listed(ports) === undefined) continue;
        for (const other of others[groups[i] ?? -1] ?? NO_PARTS)
          if (isListed(number, other.place) && !open.has(other.place, ports) && !isOnlyItself(part, other))
            open.add(other.place, ports);
      }
    }
    for (const [found, ids] of open.take()) {
      const other = places[found];
      if (other !== undefined) yield { own: place, other, ports: unionAt(ids) };
    }
  }
}

/** A map of namespaces. */
export interface NamespaceMap extends ConnectivityMap {
  /** The links that lead to some places, one of these after the other: quicker where they are few. */
  readonly linksInto: (places: ReadonlySet<Place>) => Iterable<Link>;
}

/**
 * One place for each namespace: two are linked by every port that some workload of the one may use on some workload of
 * the other. Worked out from groups, so a large cluster costs no more than its groups and namespaces.
 */
export function namespaceMap(reachability: Reachability, filter: ConnectionFilter = {}): NamespaceMap {
  const places = placesOf(reachability.endpoints.filter(isPossibleEnd(filter)));
  const ends = once(() => {
    const numberOf = numbersOf(places);
    const sources = partsOf(reachability, numberOf, filter.from);
    return { sources, destinations: filter.from === filter.to ? sources : partsOf(reachability, numberOf, filter.to) };
  });
  return {
    places,
    *links() {
      const { sources, destinations } = ends();
      const openTo = (group: number) => {
        const { to, ids } = reachability.targetsOf(group);
        return { groups: to, ids };
      };
      const side = { own: sources, others: destinations, openTo };
      for (const { own, other, ports } of openBetween(side, reachability, filter, places, () => true))
        yield { from: own, to: other, ports };
    },
    *linksInto(asked) {
      const { sources, destinations } = ends();
      const openTo = (group: number) => {
        const { from, ids } = reachability.reachInto(group);
        return { groups: from, ids };
      };
      const side = { own: destinations, others: sources, openTo };
      for (const { own, other, ports } of openBetween(side, reachability, filter, places, (to) => asked.has(to)))
        yield { from: other, to: own, ports };
    },
  };
}
