import type { PortSet } from '../model/port-set.ts';
import { intersection } from '../model/intervals.ts';
import { portRanges } from '../model/port-set.ts';
import type { Endpoint } from './endpoint.ts';
import { isSamePod } from './evaluate.ts';
import { ALL, NONE } from './port-table.ts';
import type { Reachability } from './reachability.ts';

export interface Connection {
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly ports: PortSet;
}

/** Which connections are asked for. */
export interface ConnectionFilter {
  readonly from?: (endpoint: Endpoint) => boolean;
  readonly to?: (endpoint: Endpoint) => boolean;
  /** Only connections that open at least one of these ports; every port of such a connection is given. */
  readonly ports?: PortSet;
}

/** Between nodes and addresses outside no policy has a say: such pairs are never listed. */
export const isListed = (from: Endpoint, to: Endpoint): boolean => from.type === 'workload' || to.type === 'workload';

const everyone = (): boolean => true;

/** Every allowed connection, source by source, both in the order of the endpoints. Nothing is stored. */
export function* connections(reachability: Reachability, filter: ConnectionFilter = {}): Generator<Connection> {
  const sources = reachability.endpoints.filter(filter.from ?? everyone);
  const destinations = reachability.endpoints.filter(filter.to ?? everyone);
  const wanted = filter.ports;
  // A port set is looked at once, however many connections share it.
  const listed = new Map<number, PortSet | undefined>([[NONE, undefined]]);
  const portsIfListed = (id: number): PortSet | undefined => {
    if (!listed.has(id)) {
      const ports = reachability.portsOf(id);
      const isWanted = wanted === undefined || intersection(ports, wanted).length > 0;
      listed.set(id, isWanted && portRanges(ports).length > 0 ? ports : undefined);
    }
    return listed.get(id);
  };
  const groups = Uint32Array.from(destinations, reachability.groupOf);
  for (const from of sources) {
    const reached = reachability.reachFrom(reachability.groupOf(from));
    for (const [place, to] of destinations.entries()) {
      const id = isSamePod(from, to) ? ALL : (reached[groups[place] ?? 0] ?? NONE);
      const ports = id === NONE || !isListed(from, to) ? undefined : portsIfListed(id);
      if (ports !== undefined) yield { from, to, ports };
    }
  }
}
