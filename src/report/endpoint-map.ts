import { type ConnectionFilter, connections, isPossibleEnd, type Reachability } from '../reach/index.ts';
import type { ConnectivityMap } from './map.ts';

/** One place for each endpoint, and a link for each pair, source by source: the contract of `netgraph list`. */
export const endpointMap = (reachability: Reachability, filter: ConnectionFilter = {}): ConnectivityMap => ({
  places: reachability.endpoints.filter(isPossibleEnd(filter)),
  links: () => connections(reachability, filter),
});
