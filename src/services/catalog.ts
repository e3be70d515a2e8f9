import type { Cluster, ServiceEndpointsResource, ServicePort, ServiceResource } from '../cluster/index.ts';
import { findTargetPort } from '../model/container-port.ts';
import { extended } from '../model/extended.ts';
import { groupBy } from '../model/group-by.ts';
import { familyOf } from '../model/ip-set.ts';
import { byKeys } from '../model/order.ts';
import { qualifiedName } from '../model/object-ref.ts';
import type { Endpoint, Reachability, WorkloadEndpoint } from '../reach/index.ts';
import { podIndex } from './pod-index.ts';
import type { Backend, ServiceCatalog, ServicePortView, ServiceView, Unresolved } from './service-view.ts';

/** A backend among others that are not all known yet: the share is that of one alone. */
type Unshared = Backend & { share: number };

/** Connections are spread evenly over pods, not over workloads. */
function share(backends: readonly Unshared[]): void {
  if (backends.length === 1) return;
  const total = backends.reduce((sum, { replicas }) => sum + replicas, 0);
  for (const backend of backends) backend.share = total === 0 ? 1 / backends.length : backend.replicas / total;
}

/** What a Service port becomes on one pod it selects. */
function onPod(endpoint: WorkloadEndpoint, port: ServicePort | undefined): Unshared | Unresolved {
  const { ports, replicas } = endpoint;
  if (port === undefined) return { endpoint, replicas, isDeclared: true, share: 1 };
  const { targetPort, protocol } = port;
  const number = findTargetPort(ports, targetPort, protocol);
  if (number === undefined) {
    const isNamed = ports.some(({ name }) => name === targetPort);
    return { endpoint, reason: isNamed ? 'other-protocol' : 'no-such-name' };
  }
  const isDeclared = ports.some((declared) => declared.port === number && declared.protocol === protocol);
  return { endpoint, replicas, isDeclared, port: number, share: 1 };
}

/** A written endpoint, and the endpoint of the input that has its address. */
interface Written {
  readonly endpoint: Endpoint;
  readonly address: bigint;
  readonly ports: ServiceEndpointsResource['ports'];
}

/**
 * What written endpoints make of a Service port: those with a port of the same name and protocol serve it. An address
 * that is listed without the port is an endpoint, but none for this port.
 */
function onWritten({ endpoint, address, ports }: Written, port: ServicePort | undefined): Unshared[] {
  const base = { endpoint, address, replicas: 1, isDeclared: true, share: 1 };
  if (port === undefined) return [base];
  return ports
    .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
    .flatMap((found) => (found.port === undefined ? [] : [{ ...base, port: found.port }]));
}

/** One address and port once, however many objects list it. */
const distinct = (backends: readonly Unshared[]): Unshared[] => [
  ...new Map(
    backends.map((backend) => [`${backend.address ?? backend.endpoint.id} ${backend.port ?? ''}`, backend]),
  ).values(),
];

function portView(
  pods: readonly WorkloadEndpoint[],
  written: readonly Written[],
  port: ServicePort | undefined,
): ServicePortView {
  let backends: Unshared[] = [];
  const unresolved: Unresolved[] = [];
  for (const pod of pods) {
    const found = onPod(pod, port);
    if ('reason' in found) unresolved.push(found);
    else backends = extended(backends, found);
  }
  for (const each of written.length === 0 ? [] : distinct(written.flatMap((one) => onWritten(one, port))))
    backends = extended(backends, each);
  share(backends);
  return { backends, unresolved, ...(port === undefined ? {} : { port }) };
}

/** The written endpoints that count for a Service (semantics §1.13). */
function isServing({ isMirror, isUnused, ref }: ServiceEndpointsResource, { selector }: ServiceResource): boolean {
  // With a selector, Kubernetes keeps its own slices: they say what the selector says already.
  if (selector !== undefined) return !isMirror && ref.kind === 'EndpointSlice';
  return !isUnused;
}

/** A Service forwards only to addresses of the families that it has itself; where it names none, any may be meant. */
function isOfFamily(address: bigint, { ipFamilies, clusterIPs }: ServiceResource): boolean {
  const families = ipFamilies.length > 0 ? ipFamilies : clusterIPs.map(familyOf);
  return families.length === 0 || families.includes(familyOf(address));
}

/** Every Service of the cluster with what its ports lead to, pod by pod. */
export function buildCatalog({ services, serviceEndpoints }: Cluster, reachability: Reachability): ServiceCatalog {
  const { endpoints, addresses } = reachability;
  const podsOf = podIndex(endpoints);
  const lists = groupBy(serviceEndpoints, ({ ref, serviceName = '' }) => `${ref.namespace ?? ''}/${serviceName}`);
  const byAddress = new Map<bigint, Endpoint>();
  if (lists.size > 0)
    for (const endpoint of endpoints) for (const address of endpoint.addresses) byAddress.set(address, endpoint);

  const writtenFor = (service: ServiceResource, id: string): Written[] =>
    (lists.get(id) ?? [])
      .filter((list) => isServing(list, service))
      .flatMap((list) =>
        list.endpoints
          .filter(
            ({ isReady, address }) => (isReady || service.publishNotReadyAddresses) && isOfFamily(address, service),
          )
          .flatMap(({ address }) => {
            const endpoint = byAddress.get(address) ?? addresses.endpointAt(address);
            return endpoint === undefined ? [] : [{ endpoint, address, ports: list.ports }];
          }),
      );

  const viewOf = (resource: ServiceResource): ServiceView => {
    const id = qualifiedName(resource.ref);
    if (resource.serviceType === 'ExternalName')
      return {
        resource,
        id,
        endpoints: [],
        ports: resource.ports.map((port) => ({ port, backends: [], unresolved: [] })),
      };
    const { selector, ports } = resource;
    const pods = selector === undefined ? [] : podsOf(resource.ref.namespace ?? '', selector);
    const written = lists.size === 0 ? [] : writtenFor(resource, id);
    const served = ports.length === 0 ? [undefined] : ports;
    return {
      resource,
      id,
      endpoints: [...new Set<Endpoint>([...pods, ...written.map(({ endpoint }) => endpoint)])],
      ports: served.map((port) => portView(pods, written, port)),
    };
  };

  const views = services.map(viewOf).sort(byKeys(({ id }) => id));
  const byId = new Map(views.map((view) => [view.id, view]));
  return { services: views, find: (namespace, name) => byId.get(`${namespace}/${name}`) };
}
