import { ALL_PORTS, portRanges, type PortSet } from '../model/port-set.ts';
import { intersection } from '../model/intervals.ts';
import type { Endpoint, PortsId, Reachability } from '../reach/index.ts';
import type { Place } from './place.ts';
import { remember } from './remember.ts';

export interface Link {
  readonly from: Place;
  readonly to: Place;
  readonly ports: PortSet;
}

/** Who may talk to whom, at some level of detail. Links are worked out whenever they are walked, never stored. */
export interface ConnectivityMap {
  readonly places: readonly Place[];
  readonly links: () => Iterable<Link>;
}

/** Which connections are asked for. */
export interface MapFilter {
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
  { ports: wanted = ALL_PORTS }: MapFilter,
): ((id: PortsId) => Listed) =>
  remember((id) => {
    const ports = reachability.portsOf(id);
    return portRanges(intersection(ports, wanted)).length > 0 ? ports : undefined;
  });

/** What a group may reach on every group. Rows are kept for groups with several members only, which ask more than once. */
export function groupRows({ groups, reachFrom }: Reachability): (from: number) => Readonly<Uint32Array> {
  const kept = remember(reachFrom);
  return (from) => ((groups[from]?.members.length ?? 0) > 1 ? kept(from) : reachFrom(from));
}

const everyone = (): boolean => true;

/** Whether the filter lets an endpoint be the end of a connection. */
export const isPossibleEnd =
  ({ from = everyone, to = everyone }: MapFilter) =>
  (endpoint: Endpoint): boolean =>
    from(endpoint) || to(endpoint);
