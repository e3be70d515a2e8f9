import { union } from '../model/intervals.ts';
import { byKeys } from '../model/order.ts';
import { portRange, type PortSet } from '../model/port-set.ts';
import { type Connection, type Endpoint, isProxy, type Reachability } from '../reach/index.ts';
import type { EntryPoint } from './entry-points.ts';

/**
 * What proxies that are not in the input connect to: the pods that routes lead to, on the ports that they listen on, as far
 * as policies let them. Proxies in the input are workloads and listed as such.
 */
export function entryConnections({ endpoints }: Reachability, entries: readonly EntryPoint[]): Connection[] {
  const proxies = new Map(endpoints.filter(isProxy).map((proxy) => [proxy.id, proxy]));
  const place = new Map<Endpoint, number>(endpoints.map((endpoint, index) => [endpoint, index]));
  const found = new Map<string, { from: Endpoint; to: Endpoint; ports: PortSet }>();
  for (const entry of entries) {
    if (entry.type !== 'route') continue;
    for (const { proxy, backends } of entry.rules) {
      const from = proxy === undefined ? undefined : proxies.get(proxy.id);
      if (from === undefined) continue;
      for (const { port: view, open } of backends)
        for (const { endpoint: to, port } of open) {
          if (view?.port === undefined || port === undefined) continue;
          const ports = portRange(view.port.protocol, port, port);
          const key = `${from.id} ${to.id}`;
          const known = found.get(key);
          if (known === undefined) found.set(key, { from, to, ports });
          else known.ports = union(known.ports, ports);
        }
    }
  }
  const placeOf = (endpoint: Endpoint): number => place.get(endpoint) ?? 0;
  return [...found.values()].sort(
    byKeys(
      ({ from }) => placeOf(from),
      ({ to }) => placeOf(to),
    ),
  );
}
