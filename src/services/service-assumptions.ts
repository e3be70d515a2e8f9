import { type Assumption, type Endpoint, isProxy, type Reachability } from '../reach/index.ts';
import type { EntryPoint } from './entry-points.ts';
import type { Backend } from './service-view.ts';

type Unaffected = Omit<Assumption, 'affected'>;

const PROXY_UNKNOWN: Unaffected = {
  id: 'proxy-unknown',
  message:
    'The pods of these ingress controllers and Gateways are not in the input. A rule is taken to let them in when it admits what their usual installations look like, an address, or pods that nobody here is and that may be such a proxy. A route that is shown as blocked is open where they look otherwise, and the other way round.',
  setting: 'add their manifests to the input, or name the pods: --ingress-controller namespace/app=label',
};

const BY_NODE: Unaffected = {
  id: 'traffic-by-node',
  message:
    'Clients outside come to these pods by way of a node, and policies see that node and not the client. It is taken to get in, as the node of a pod always does; where another node passes the traffic on, policies may close it.',
  setting: 'externalTrafficPolicy: Local keeps the addresses of clients',
};

const PROXY_OUTSIDE: Unaffected = {
  id: 'proxy-outside',
  message:
    'Requests for these pods come from a load balancer outside the cluster. It is taken to come from any address that policies let in; where they let in a range, the load balancer may not be in it.',
  setting: 'none: its addresses are for the cloud to give',
};

/** What verdicts on Services and routes rest on: those assumptions only that concern an isolated pod of this input. */
export function serviceAssumptions(reachability: Reachability, entries: readonly EntryPoint[]): Assumption[] {
  const { groups, groupOf, endpoints } = reachability;
  const isIsolated = ({ endpoint }: Backend): boolean => groups[groupOf(endpoint)]?.isolated.ingress === true;
  const virtual = new Set(endpoints.filter(isProxy).map(({ id }) => id));
  const unknown = new Set<Endpoint>();
  const byNode = new Set<Endpoint>();
  const outside = new Set<Endpoint>();
  const addTo = (set: Set<Endpoint>, backends: readonly Backend[]): void => {
    for (const backend of backends) if (isIsolated(backend)) set.add(backend.endpoint);
  };
  for (const entry of entries) {
    if (entry.type === 'service') {
      for (const { exposures, open } of entry.ports)
        if (exposures.some(({ isByNode }) => isByNode)) addTo(byNode, open);
      continue;
    }
    for (const { proxy, backends } of entry.rules) {
      if (proxy === undefined || proxy.workloads.length > 0) continue;
      for (const { open, closed } of backends) addTo(virtual.has(proxy.id) ? unknown : outside, [...open, ...closed]);
    }
  }
  const affected = (found: ReadonlySet<Endpoint>): string[] =>
    endpoints.filter((endpoint) => found.has(endpoint)).map(({ id }) => id);
  return [
    { ...PROXY_UNKNOWN, affected: affected(unknown) },
    { ...PROXY_OUTSIDE, affected: affected(outside) },
    { ...BY_NODE, affected: affected(byNode) },
  ].filter((assumption) => assumption.affected.length > 0);
}
