import type { NamespaceResource, PodResource, Resource, WorkloadResource } from '../manifest/resource.ts';
import type { IpBlock } from '../model/ip-set.ts';
import { NAMESPACE_NAME_LABEL, type Labels, NO_LABELS } from '../model/labels.ts';
import { groupBy } from '../model/group-by.ts';
import { objectId } from '../model/object-ref.ts';
import { byCodeUnit, inKeyOrder } from '../model/order.ts';
import type { Problem } from '../model/problem.ts';
import type { Cluster, Namespace } from './cluster.ts';
import { findProxies, type ProxyOptions } from './proxies.ts';
import { buildWorkloads } from './workloads.ts';

/** Files are mostly walked in their order. */
function inFileOrder(resources: readonly Resource[]): readonly Resource[] {
  let last = '';
  for (const { origin } of resources) {
    if (origin.file < last) return [...resources].sort((a, b) => byCodeUnit(a.origin.file, b.origin.file));
    last = origin.file;
  }
  return resources;
}

/** The same kind, namespace and name twice: the last one wins, in the order of files (rule NG006). */
function lastOfEach(resources: readonly Resource[]): { byId: Map<string, Resource>; problems: Problem[] } {
  const byId = new Map<string, Resource>();
  const problems: Problem[] = [];
  let index = 0;
  for (const resource of resources) {
    // One Endpoints object may have become several resources, one a subset: they are no duplicates.
    const own = objectId(resource.ref);
    const id = resource.type === 'service-endpoints' ? `${own} ${index}` : own;
    const earlier = byId.get(id);
    if (earlier !== undefined) {
      byId.delete(id);
      problems.push({
        rule: 'NG006',
        message: `${id} is defined twice; the last definition wins`,
        object: id,
        location: resource.origin.locate([]),
        related: [{ message: 'the earlier definition', location: earlier.origin.locate([]) }],
      });
    }
    byId.set(id, resource);
    index += 1;
  }
  return { byId, problems };
}

/** The API server sets the name label itself, so a manifest cannot give it another value (semantics §1.3). */
function namespaceOf(name: string, resource?: NamespaceResource): Namespace {
  const labels: Labels = new Map([...(resource?.labels ?? NO_LABELS), [NAMESPACE_NAME_LABEL, name]]);
  return resource === undefined ? { name, labels } : { name, labels, origin: resource.origin };
}

/** Namespaces that have an object of their own, and those that appear only as a home of others. */
function buildNamespaces(resources: readonly Resource[]): Map<string, Namespace> {
  const found = new Map<string, NamespaceResource | undefined>();
  let last: string | undefined;
  for (const resource of resources) {
    const { namespace } = resource.ref;
    if (resource.type === 'namespace') found.set(resource.ref.name, resource);
    else if (namespace !== undefined && namespace !== last && !found.has(namespace)) found.set(namespace, undefined);
    last = namespace;
  }
  return new Map([...found].sort(([a], [b]) => byCodeUnit(a, b)).map(([name, own]) => [name, namespaceOf(name, own)]));
}

type OfType = <T extends Resource['type']>(type: T) => Extract<Resource, { type: T }>[];

/** The resources by their types, looked at once for all of these. */
function resourcesByType(resources: readonly Resource[]): OfType {
  const byType = groupBy(resources, ({ type }) => type);
  return <T extends Resource['type']>(type: T) => (byType.get(type) ?? []) as Extract<Resource, { type: T }>[];
}

const hasEnded = ({ phase }: PodResource): boolean => phase === 'Succeeded' || phase === 'Failed';

/** What the user tells of a cluster beyond its manifests. */
export interface ClusterOptions extends ProxyOptions {
  /** The CIDRs that pods have their addresses from. */
  readonly podBlocks?: readonly IpBlock[];
  /** The CIDRs that nodes have their addresses from. */
  readonly nodeBlocks?: readonly IpBlock[];
}

/** Resources → the cluster as it would run. The order of the files given does not matter. */
export function buildCluster(resources: readonly Resource[], options: ClusterOptions = {}): Cluster {
  const { byId, problems } = lastOfEach(inFileOrder(resources));
  const sorted = inKeyOrder(byId);
  const namespaces = buildNamespaces(sorted);
  const ofType = resourcesByType(sorted);
  const pods = ofType('pod');
  const controllers: WorkloadResource[] = ofType('workload');
  const running = pods.filter((pod) => !hasEnded(pod));
  const workloads = buildWorkloads(controllers, running, namespaces);
  const ingresses = ofType('ingress');
  const ingressClasses = ofType('ingress-class');
  const gatewayClasses = ofType('gateway-class');
  const gateways = ofType('gateway');
  const listenerSets = ofType('listener-set');
  const gatewayRoutes = ofType('gateway-route');
  const openShiftRoutes = ofType('openshift-route');
  const proxies = findProxies(
    {
      namespaces,
      workloads,
      ingresses,
      ingressClasses,
      gatewayClasses,
      gateways,
      openShiftRoutes,
      gatewayRoutes,
      listenerSets,
    },
    options,
  );
  return {
    namespaces,
    workloads,
    nodes: ofType('node'),
    services: ofType('service'),
    serviceEndpoints: ofType('service-endpoints'),
    networkPolicies: ofType('network-policy'),
    adminPolicies: ofType('admin-policy'),
    ingresses,
    ingressClasses,
    gatewayClasses,
    gateways,
    listenerSets,
    gatewayRoutes,
    referenceGrants: ofType('reference-grant'),
    openShiftRoutes,
    configMaps: ofType('config-map'),
    ...proxies,
    podBlocks: options.podBlocks ?? [],
    nodeBlocks: options.nodeBlocks ?? [],
    endedPods: pods.length - running.length,
    problems,
  };
}
