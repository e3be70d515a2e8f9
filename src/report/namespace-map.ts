import { union } from '../model/intervals.ts';
import { groupBy } from '../model/group-by.ts';
import { NO_PORTS, type PortSet } from '../model/port-set.ts';
import { byCodeUnit } from '../model/order.ts';
import {
  type ConnectionFilter,
  type Endpoint,
  isListed,
  isPossibleEnd,
  listedPorts,
  NONE,
  type PortsId,
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

/** What is open from one place to others: every port set by which some pair of groups connects them. */
class OpenTo {
  /** Mostly there is one: the first of each place, and where there are more, all of them. */
  readonly #first: Uint32Array;
  readonly #all = new Map<number, Set<PortsId>>();
  readonly #places: number[] = [];

  constructor(places: number) {
    this.#first = new Uint32Array(places);
  }

  has(place: number, ports: PortsId): boolean {
    const first = this.#first[place] ?? NONE;
    return first === ports || (first !== NONE && this.#all.get(place)?.has(ports) === true);
  }

  add(place: number, ports: PortsId): void {
    const first = this.#first[place] ?? NONE;
    if (first === NONE) {
      this.#first[place] = ports;
      this.#places.push(place);
      return;
    }
    const all = this.#all.get(place);
    if (all === undefined) this.#all.set(place, new Set([first, ports]));
    else all.add(ports);
  }

  /** The places in their order, each with its port sets; then it is empty again. */
  *take(): Generator<readonly [place: number, ports: readonly PortsId[]]> {
    for (const place of this.#places.sort((a, b) => a - b)) {
      const all = this.#all.get(place);
      yield [place, all === undefined ? [this.#first[place] ?? NONE] : [...all]];
      this.#first[place] = NONE;
    }
    this.#places.length = 0;
    this.#all.clear();
  }
}

/** Halves are put together first, so that many sets are not walked once for each of them. */
function unionOf(sets: readonly PortSet[]): PortSet {
  const [first = NO_PORTS] = sets;
  if (sets.length <= 1) return first;
  const middle = sets.length >>> 1;
  return union(unionOf(sets.slice(0, middle)), unionOf(sets.slice(middle)));
}

/** Longer lists of port sets are rarely met twice. */
const FEW_SETS = 16;

/** The union of port sets by their numbers; of a few, it is made once. */
function unionReader({ portsOf }: Reachability): (ids: readonly PortsId[]) => PortSet {
  const make = (ids: readonly PortsId[]): PortSet => unionOf(ids.map(portsOf));
  const known = new Map<string, PortSet>();
  return (ids) => {
    if (ids.length === 1) return portsOf(ids[0] ?? NONE);
    if (ids.length > FEW_SETS) return make(ids);
    const key = [...ids].sort((a, b) => a - b).join();
    const found = known.get(key) ?? make(ids);
    known.set(key, found);
    return found;
  };
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
  const unionAt = unionReader(reachability);
  const open = new OpenTo(places.length);
  const groupsAt: (readonly [group: number, part: Part])[][] = places.map(() => []);
  for (const [group, parts] of sources.entries()) for (const part of parts) groupsAt[part.place]?.push([group, part]);
  for (const [place, from] of places.entries()) {
    for (const [group, fromPart] of groupsAt[place] ?? []) {
      const { to: reached, ids } = reachability.targetsOf(group);
      for (let i = 0; i < reached.length; i += 1) {
        const ports = ids[i] ?? NONE;
        if (listed(ports) === undefined) continue;
        for (const to of destinations[reached[i] ?? -1] ?? NO_PARTS)
          if (!open.has(to.place, ports) && (isAsked[place] === true || isAsked[to.place] === true))
            if (hasPair(fromPart, to)) open.add(to.place, ports);
      }
    }
    for (const [number, ids] of open.take()) {
      const to = places[number];
      if (to !== undefined) yield { from, to, ports: unionAt(ids) };
    }
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
