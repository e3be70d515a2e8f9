import type { Location } from '../model/location.ts';
import { endpointName, evaluate, type Reachability, type WorkloadEndpoint } from '../reach/index.ts';
import { listText } from './port-problems.ts';
import type { Backend, ServiceCatalog } from './service-view.ts';

/** Where clusters keep the Service of their DNS: most of them, and OpenShift. */
const DNS_SERVICES = [
  ['kube-system', 'kube-dns'],
  ['kube-system', 'coredns'],
  ['openshift-dns', 'dns-default'],
] as const;

/** Why a pod cannot ask for names at all. */
export interface DnsBlocked {
  readonly message: string;
  readonly location: Location;
}

/**
 * Policies that close the DNS of the cluster to a pod close every name to it (semantics §1.15). Known only where the input
 * holds the pods that answer; they are asked on the port where they listen, which need not be 53.
 */
export function dnsBlocked(
  catalog: ServiceCatalog,
  { tiers, addresses }: Reachability,
  client: WorkloadEndpoint,
): DnsBlocked | undefined {
  const protocol = 'UDP';
  for (const [namespace, name] of DNS_SERVICES) {
    const service = catalog.find(namespace, name);
    const backends = service?.ports.find(({ port }) => port?.port === 53 && port.protocol === protocol)?.backends ?? [];
    if (service === undefined || backends.length === 0) continue;
    const isOpen = ({ endpoint, port = 53 }: Backend): boolean =>
      evaluate(tiers, client, endpoint, { protocol, port }).allowed;
    // A cache on the node answers at an address of its own, and an open address outside may be it.
    const isOpenOutside = addresses.endpoints.some(
      (endpoint) => evaluate(tiers, client, endpoint, { protocol, port: 53 }).allowed,
    );
    if (isOpenOutside || backends.some(isOpen)) return undefined;
    const servers = listText(
      backends.map(({ endpoint, port = 53 }) => `${endpointName(endpoint)} on ${protocol} ${port}`),
    );
    return {
      message: `policies close the DNS of the cluster to ${endpointName(client)}, so it can look up no name: ${servers}`,
      location: service.resource.origin.locate([]),
    };
  }
  return undefined;
}
