import { describe, expect, it } from 'vitest';
import { union } from '../../src/model/intervals.ts';
import { portRange, portRanges, portsText, type PortSet } from '../../src/model/port-set.ts';
import { intersection } from '../../src/model/intervals.ts';
import { type ConnectionFilter, type Endpoint, isListed, isSamePod, type Reachability } from '../../src/reach/index.ts';
import { type ConnectivityMap, endpointMap, namespaceMap } from '../../src/report/index.ts';
import type { Link } from '../../src/report/map.ts';
import { Random } from '../support/random.ts';
import { randomResources } from '../support/random-cluster.ts';
import { reachabilityOf } from './support.ts';
import { seeds } from '../support/seeds.ts';

const linesOf = (map: ConnectivityMap): string[] =>
  [...map.links()].map(({ from, to, ports }) => `${from.id} > ${to.id} ${portsText(ports)}`);

const placeOf = (endpoint: Endpoint): string => (endpoint.type === 'workload' ? endpoint.namespace.name : endpoint.id);

/** Every pair, asked one by one. */
function* pairs(
  reachability: Reachability,
  filter: ConnectionFilter,
): Generator<{ from: Endpoint; to: Endpoint; ports: PortSet }> {
  const isAsked = (endpoint: Endpoint): boolean =>
    endpoint.type === 'workload' && (filter.namespace?.(endpoint.namespace.name) ?? true);
  for (const from of reachability.endpoints)
    for (const to of reachability.endpoints) {
      const ports = reachability.portsOf(reachability.connection(from, to));
      const wanted = filter.ports === undefined ? ports : intersection(ports, filter.ports);
      if (!isListed(from, to) || portRanges(wanted).length === 0 || filter.from?.(from) === false) continue;
      if (isAsked(from) || isAsked(to)) yield { from, to, ports };
    }
}

const FILTERS: readonly (readonly [string, ConnectionFilter])[] = [
  ['everything', {}],
  ['one port', { ports: portRange('TCP', 80, 80) }],
  ['one namespace', { namespace: (name) => name === 'a' }],
  ['some sources', { from: ({ id }) => id.includes('w') }],
];

describe.each(FILTERS)('maps of random clusters, filtered by %s', (_, filter) => {
  const clusters = seeds(60).map((seed) => reachabilityOf(randomResources(new Random(seed))));

  it('list what the solver says of each pair', () => {
    for (const reachability of clusters) {
      const expected = [...pairs(reachability, filter)].map(
        ({ from, to, ports }) => `${from.id} > ${to.id} ${portsText(ports)}`,
      );
      expect(linesOf(endpointMap(reachability, filter))).toEqual(expected);
    }
  });

  it('join the pairs of namespaces, bare pods to themselves left out', () => {
    for (const reachability of clusters) {
      const joined = new Map<string, PortSet>();
      for (const { from, to, ports } of pairs(reachability, filter)) {
        if (isSamePod(from, to)) continue;
        const key = `${placeOf(from)} > ${placeOf(to)}`;
        joined.set(key, union(joined.get(key) ?? [], ports));
      }
      const expected = [...joined].map(([key, ports]) => `${key} ${portsText(ports)}`);
      expect(linesOf(namespaceMap(reachability, filter)).sort()).toEqual(expected.sort());
    }
  });

  it('tell the same of namespaces from the side of destinations', () => {
    const told = ({ from, to, ports }: Link): string => `${from.id} > ${to.id} ${portsText(ports)}`;
    for (const reachability of clusters) {
      const map = namespaceMap(reachability, filter);
      const some = new Set(map.places.filter((__, place) => place % 2 === 0));
      for (const asked of [some, new Set(map.places)])
        expect([...map.linksInto(asked)].map(told).sort()).toEqual(
          [...map.links()]
            .filter(({ to }) => asked.has(to))
            .map(told)
            .sort(),
        );
    }
  });
});
