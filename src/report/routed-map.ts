import { intersection, union } from '../model/intervals.ts';
import type { PortSet } from '../model/port-set.ts';
import { type Connection, type ConnectionFilter, type Endpoint } from '../reach/index.ts';
import type { ServiceConnection, ServiceView } from '../services/index.ts';
import type { ConnectivityMap, Link } from './map.ts';
import type { Place } from './place.ts';

/** Links that are worked out otherwise than between all pairs, under the same filter as the rest of a map. */
function isListed(
  { from, to, ports: wanted, namespace }: ConnectionFilter,
  source: Endpoint,
  destination: Endpoint | ServiceView,
  ports: PortSet,
): boolean {
  const isService = 'resource' in destination;
  const home = isService
    ? destination.resource.ref.namespace
    : destination.type === 'workload'
      ? destination.namespace.name
      : undefined;
  const isHome = (name: string | undefined): boolean => name !== undefined && namespace?.(name) === true;
  return (
    from?.(source) !== false &&
    (isService || to?.(destination) !== false) &&
    (wanted === undefined || intersection(ports, wanted).length > 0) &&
    (namespace === undefined || isHome(home) || (source.type === 'workload' && isHome(source.namespace.name)))
  );
}

/** A map with what proxies outside the input connect to; `level` puts namespaces in the place of workloads. */
export function withEntries(
  map: ConnectivityMap,
  entries: readonly Connection[],
  filter: ConnectionFilter,
  level: 'workload' | 'namespace',
): ConnectivityMap {
  const byId = new Map(map.places.map((place) => [`${place.type} ${place.id}`, place]));
  const placeOf = (endpoint: Endpoint): Place | undefined =>
    level === 'namespace' && endpoint.type === 'workload'
      ? byId.get(`namespace ${endpoint.namespace.name}`)
      : byId.get(`${endpoint.type} ${endpoint.id}`);
  const found = new Map<string, Link>();
  for (const { from, to, ports } of entries) {
    const source = placeOf(from);
    const destination = placeOf(to);
    if (source === undefined || destination === undefined || !isListed(filter, from, to, ports)) continue;
    const key = `${source.id} ${destination.id}`;
    found.set(key, { from: source, to: destination, ports: union(found.get(key)?.ports ?? [], ports) });
  }
  return {
    places: map.places,
    *links() {
      yield* map.links();
      yield* found.values();
    },
  };
}

/** A map with Services as destinations, after the pods. `isMeant` says which Services are asked for. */
export function withServices(
  map: ConnectivityMap,
  services: readonly ServiceView[],
  connections: () => Iterable<ServiceConnection>,
  filter: ConnectionFilter,
  isMeant: (service: ServiceView) => boolean,
): ConnectivityMap {
  const places = new Map(
    services
      .filter(isMeant)
      .map((service) => [service, { type: 'service', id: `${service.id}[Service]`, service } as const]),
  );
  return {
    places: [...map.places, ...places.values()],
    *links() {
      yield* map.links();
      for (const { from, to, ports } of connections()) {
        const place = places.get(to);
        if (place !== undefined && isListed(filter, from, to, ports)) yield { from, to: place, ports };
      }
    },
  };
}
