import type { Cluster, NodeResource, PodInstance, Workload } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import { NO_LABELS } from '../model/labels.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import type { Endpoint, Face, NodeEndpoint, WorkloadEndpoint } from './endpoint.ts';
import type { AddressView } from './external.ts';
import { addressFaces, faceReader, UNKNOWN_FACE } from './faces.ts';
import type { PolicyView } from './policy-view.ts';
import { namedRuntimeValues, type Variant, variantsOf } from './variants.ts';

/** A pod on the host network has its node's addresses; without a known node it may be on any of them. */
function hostFaces(
  variant: Variant,
  nodeNames: ReadonlySet<string> | undefined,
  nodes: readonly NodeResource[],
): Face[] {
  const candidates = nodes.filter(({ ref }) => nodeNames === undefined || nodeNames.has(ref.name));
  const own = variant.pods.flatMap(({ addresses }) => addresses);
  const faces = candidates.flatMap(({ addresses, labels }) => addressFaces(addresses, labels));
  if (faces.length > 0) return faces;
  return own.length > 0 ? addressFaces(own) : [UNKNOWN_FACE];
}

function nodeNamesOf(workload: Workload, pods: readonly PodInstance[]): ReadonlySet<string> | undefined {
  if (pods.length === 0) return workload.nodeName === undefined ? undefined : new Set([workload.nodeName]);
  const names = pods.flatMap(({ nodeName }) => nodeName ?? []);
  return names.length === pods.length ? new Set(names) : undefined;
}

/** A pod has its own addresses; where rules ask for nodes, each together with the node it is known to run on. */
function podFaces(
  workload: Workload,
  { pods }: Variant,
  view: PolicyView,
  nodes: ReadonlyMap<string, NodeResource>,
): Face[] {
  if (view.nodeSelectors.length === 0) return addressFaces(pods[0]?.addresses ?? []);
  const instances = pods.length > 0 ? pods : [{ addresses: [], nodeName: workload.nodeName }];
  return instances.flatMap(({ addresses, nodeName }) => {
    const hostLabels = nodeName === undefined ? undefined : (nodes.get(nodeName)?.labels ?? NO_LABELS);
    return addressFaces(addresses).map((face) => (hostLabels === undefined ? face : { ...face, hostLabels }));
  });
}

/** Every endpoint that a connection can start or end at: workloads by id, then nodes, then addresses outside. */
export function buildEndpoints(cluster: Cluster, view: PolicyView, addresses: AddressView): Endpoint[] {
  const { keyOf, distinct } = faceReader(view, addresses);
  const named = namedRuntimeValues(view);
  const nodesByName = new Map(cluster.nodes.map((node) => [node.ref.name, node]));
  const facesKey = (faces: readonly Face[]): string => [...new Set(faces.map(keyOf))].sort().join('\n');
  const podKey = (pod: PodInstance): string => facesKey(addressFaces(pod.addresses));

  const fromWorkload = (workload: Workload): WorkloadEndpoint[] => {
    const { ref, namespace, ports, hostNetwork, origin, labelsPath } = workload;
    return variantsOf(workload, named, hostNetwork ? () => '' : podKey).map((variant) => {
      const suffix = variant.name ?? workload.variant;
      const nodeNames = nodeNamesOf(workload, variant.pods);
      const faces = hostNetwork
        ? hostFaces(variant, nodeNames, cluster.nodes)
        : podFaces(workload, variant, view, nodesByName);
      return {
        type: 'workload',
        id: suffix === undefined ? objectId(ref) : `${objectId(ref)}:${suffix}`,
        ref,
        ...(suffix === undefined ? {} : { variant: suffix }),
        namespace,
        labels: variant.labels,
        ports,
        hostNetwork,
        ...(nodeNames === undefined ? {} : { nodeNames }),
        isSinglePod: ref.kind === 'Pod',
        addresses: variant.pods.flatMap(({ addresses: own }) => own),
        faces: distinct(faces),
        origin,
        labelsPath,
      };
    });
  };

  const nodeGroups = groupBy(
    cluster.nodes.map((node) => ({ node, faces: distinct(addressFaces(node.addresses, node.labels)) })),
    ({ faces }) => facesKey(faces),
  );
  const nodes = [...nodeGroups.values()].map((group, index): NodeEndpoint => ({
    type: 'node',
    id: `node/${index}`,
    nodeNames: new Set(group.map(({ node }) => node.ref.name)),
    addresses: group.flatMap(({ node }) => node.addresses),
    faces: group[0]?.faces ?? [UNKNOWN_FACE],
  }));
  const workloads = cluster.workloads.flatMap(fromWorkload).sort(byKeys(({ id }) => id));
  return [...workloads, ...nodes, ...addresses.endpoints];
}
