import { intersection } from '../model/intervals.ts';
import { ALL_PORTS, portRanges, type PortSet } from '../model/port-set.ts';
import type { Endpoint } from './endpoint.ts';
import type { PortsId } from './port-table.ts';
import type { Reachability } from './reachability.ts';

/** Which connections are asked for. */
export interface ConnectionFilter {
  readonly from?: (endpoint: Endpoint) => boolean;
  readonly to?: (endpoint: Endpoint) => boolean;
  /** At least one end must be a workload of such a namespace. */
  readonly namespace?: (name: string) => boolean;
  /** Only connections that open at least one of these ports; every port of such a connection is given. */
  readonly ports?: PortSet;
}

/** A port set that is to be listed; undefined where nothing is open that can be named and is asked for. */
type Listed = PortSet | undefined;

/** Which port sets of the solver are to be listed, each looked at once. */
export const listedPorts = (
  reachability: Reachability,
  { ports: wanted = ALL_PORTS }: ConnectionFilter,
): ((id: PortsId) => Listed) => {
  const known: { readonly ports: Listed }[] = [];
  const look = (id: PortsId): { readonly ports: Listed } => {
    const ports = reachability.portsOf(id);
    return { ports: portRanges(intersection(ports, wanted)).length > 0 ? ports : undefined };
  };
  return (id) => (known[id] ??= look(id)).ports;
};

const everyone = (): boolean => true;

/** Whether the filter lets an endpoint be the end of a connection. */
export const isPossibleEnd =
  ({ from = everyone, to = everyone }: ConnectionFilter) =>
  (endpoint: Endpoint): boolean =>
    from(endpoint) || to(endpoint);
