import type { Location } from '../model/location.ts';
import { portPoint } from '../model/port-set.ts';
import { type Endpoint, endpointName, isSamePod, type Reachability, type WorkloadEndpoint } from '../reach/index.ts';
import { columnReader } from './columns.ts';
import { portGates } from './port-gate.ts';
import { listText } from './list-text.ts';
import type { ServiceCatalog } from './service-view.ts';

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
export function dnsReader(
  catalog: ServiceCatalog,
  reachability: Reachability,
): (client: WorkloadEndpoint) => DnsBlocked | undefined {
  const { addresses, groupOf } = reachability;
  const columnOf = columnReader(reachability);
  const gateOf = portGates(reachability);
  const isOpen = (client: WorkloadEndpoint, to: Endpoint, port: number): boolean =>
    isSamePod(client, to) || gateOf(portPoint('UDP', port))(columnOf(to).at(groupOf(client)));
  const [found] = DNS_SERVICES.flatMap(([namespace, name]) => {
    const service = catalog.find(namespace, name);
    const backends = service?.ports.find(({ port }) => port?.port === 53 && port.protocol === 'UDP')?.backends ?? [];
    return service === undefined || backends.length === 0 ? [] : [{ service, backends }];
  });
  if (found === undefined) return () => undefined;
  const { service, backends } = found;
  const servers = listText(backends.map(({ endpoint, port = 53 }) => `${endpointName(endpoint)} on UDP ${port}`));
  return (client) => {
    // A cache on the node answers at an address of its own, and an open address outside may be it.
    const isReached =
      backends.some(({ endpoint, port = 53 }) => isOpen(client, endpoint, port)) ||
      addresses.endpoints.some((endpoint) => isOpen(client, endpoint, 53));
    if (isReached) return undefined;
    return {
      message: `policies close the DNS of the cluster to ${endpointName(client)}, so it can look up no name: ${servers}`,
      location: service.resource.origin.locate([]),
    };
  };
}
