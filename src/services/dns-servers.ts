import type { Location } from '../model/location.ts';
import { portPoint } from '../model/port-set.ts';
import type { Protocol } from '../model/protocol.ts';
import { type Endpoint, endpointName, isSamePod, type Reachability, type WorkloadEndpoint } from '../reach/index.ts';
import { columnReader } from './columns.ts';
import { portGates } from './port-gate.ts';
import { listText } from './list-text.ts';
import type { ServiceCatalog, ServiceView } from './service-view.ts';

/** Where clusters keep the Service of their DNS: most of them, and OpenShift. */
const DNS_SERVICES = [
  ['kube-system', 'kube-dns'],
  ['kube-system', 'coredns'],
  ['openshift-dns', 'dns-default'],
] as const;

const DNS_PORT = 53;

/** A pod that answers for the DNS of the cluster, and where it listens: that need not be 53. */
export interface DnsServer {
  readonly service: ServiceView;
  readonly endpoint: Endpoint;
  readonly protocol: Protocol;
  readonly port: number;
}

/** The servers behind the DNS Service of the cluster; none where the input does not hold their pods. */
export function dnsServers(catalog: ServiceCatalog): readonly DnsServer[] {
  for (const [namespace, name] of DNS_SERVICES) {
    const service = catalog.find(namespace, name);
    const views = service?.ports.filter(({ port }) => port?.port === DNS_PORT) ?? [];
    const servers = views.flatMap(({ port: asked, backends }) =>
      backends.flatMap(({ endpoint, port = DNS_PORT }) =>
        service === undefined || asked === undefined ? [] : [{ service, endpoint, protocol: asked.protocol, port }],
      ),
    );
    if (servers.some(({ protocol }) => protocol === 'UDP')) return servers;
  }
  return [];
}

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
  const servers = dnsServers(catalog).filter(({ protocol }) => protocol === 'UDP');
  const [first] = servers;
  if (first === undefined) return () => undefined;
  const { service } = first;
  const names = listText(servers.map(({ endpoint, port }) => `${endpointName(endpoint)} on UDP ${port}`));
  return (client) => {
    // A cache on the node answers at an address of its own, and an open address outside may be it.
    const isReached =
      servers.some(({ endpoint, port }) => isOpen(client, endpoint, port)) ||
      addresses.endpoints.some((endpoint) => isOpen(client, endpoint, DNS_PORT));
    if (isReached) return undefined;
    return {
      message: `policies close the DNS of the cluster to ${endpointName(client)}, so it can look up no name: ${names}`,
      location: service.resource.origin.locate([]),
    };
  };
}
