import type { Cluster, PodInstance, Workload } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import { once } from '../model/remember.ts';
import type { Endpoint, Face, NodeEndpoint, WorkloadEndpoint } from './endpoint.ts';
import { hostFaces, podFaces } from './endpoint-faces.ts';
import type { AddressView } from './external.ts';
import { addressFaces, faceReader, UNKNOWN_FACE, unknownFaces } from './faces.ts';
import type { PolicyView } from './policy-view.ts';
import { proxyEndpoints } from './proxy-endpoints.ts';
import { namedRuntimeValues, type Variant, variantsOf } from './variants.ts';

function nodeNamesOf(workload: Workload, pods: readonly PodInstance[]): ReadonlySet<string> | undefined {
  if (pods.length === 0) return workload.nodeName === undefined ? undefined : new Set([workload.nodeName]);
  const names = new Set<string>();
  for (const { nodeName } of pods) {
    if (nodeName === undefined) return undefined;
    names.add(nodeName);
  }
  return names;
}

/** One pod by itself, which always reaches itself: a bare one, or one that is told apart from its siblings. */
const isSinglePod = ({ ref, variant }: Workload, { name, pods }: Variant): boolean =>
  pods.length <= 1 && ((name ?? variant) !== undefined || ref.kind === 'Pod' || ref.kind === 'VirtualMachineInstance');

/** Of a StatefulSet known by its template, each pod that policies name is a variant of its own, and the rest is one. */
function replicasOf({ replicas }: Workload, { name, pods }: Variant, variants: readonly Variant[]): number {
  if (pods.length > 0) return pods.length;
  return name === undefined ? replicas - (variants.length - 1) : 1;
}

const NO_ADDRESSES: readonly bigint[] = [];

function addressesOf(pods: readonly PodInstance[]): readonly bigint[] {
  if (pods.length === 1) return pods[0]?.addresses ?? NO_ADDRESSES;
  return pods.every(({ addresses }) => addresses.length === 0)
    ? NO_ADDRESSES
    : pods.flatMap(({ addresses }) => addresses);
}

/** Every endpoint that a connection can start or end at: workloads by id, then nodes, then addresses outside. */
export function buildEndpoints(cluster: Cluster, view: PolicyView, addresses: AddressView): Endpoint[] {
  const { keyOf, distinct } = faceReader(view, addresses);
  const unknownPod = distinct(unknownFaces(cluster.podBlocks));
  const unknownNode = distinct(unknownFaces(cluster.nodeBlocks));
  const named = namedRuntimeValues(view, cluster.services);
  const nodesByName = new Map(cluster.nodes.map((node) => [node.ref.name, node]));
  const facesKey = (faces: readonly Face[]): string => [...new Set(faces.map(keyOf))].sort().join('\n');
  const unknownKey = once(() => facesKey(unknownPod));
  const podKey = ({ addresses: known }: PodInstance): string =>
    known.length === 0 ? unknownKey() : facesKey(addressFaces(known, unknownPod));

  const fromWorkload = (workload: Workload): WorkloadEndpoint[] => {
    const { ref, namespace, ports, hostNetwork, origin, labelsPath } = workload;
    const variants = variantsOf(workload, named, hostNetwork ? () => '' : podKey);
    return variants.map((variant) => {
      const suffix = variant.name ?? workload.variant;
      const nodeNames = nodeNamesOf(workload, variant.pods);
      const faces = hostNetwork
        ? hostFaces(workload, variant.pods, cluster.nodes, unknownNode)
        : podFaces(workload, variant.pods, view, nodesByName, unknownPod);
      return {
        type: 'workload',
        id: suffix === undefined ? objectId(ref) : `${objectId(ref)}:${suffix}`,
        ref,
        namespace,
        labels: variant.labels,
        ports,
        hostNetwork,
        isSinglePod: isSinglePod(workload, variant),
        isRunning: variant.pods.length > 0,
        addresses: addressesOf(variant.pods),
        faces: distinct(faces),
        origin,
        labelsPath,
        workload,
        replicas: replicasOf(workload, variant, variants),
        ...(suffix === undefined ? {} : { variant: suffix }),
        ...(nodeNames === undefined ? {} : { nodeNames }),
      };
    });
  };

  // A node reaches the pods that run on it, so where pods have known nodes, no node stands for another.
  const isPlaced = cluster.workloads.some(
    ({ nodeName, pods }) => Boolean(nodeName) || pods.some((pod) => Boolean(pod.nodeName)),
  );
  const nodeGroups = groupBy(
    cluster.nodes.map((node) => ({ node, faces: distinct(addressFaces(node.addresses, unknownNode, node.labels)) })),
    ({ node, faces }) => `${isPlaced ? node.ref.name : ''}\n${facesKey(faces)}`,
  );
  const nodes = [...nodeGroups.values()].map((group, index): NodeEndpoint => ({
    type: 'node',
    id: `node/${index}`,
    nodeNames: new Set(group.map(({ node }) => node.ref.name)),
    addresses: group.flatMap(({ node }) => node.addresses),
    faces: group[0]?.faces ?? [UNKNOWN_FACE],
  }));
  const workloads = cluster.workloads.flatMap(fromWorkload).sort(byKeys(({ id }) => id));
  return [...workloads, ...nodes, ...addresses.endpoints, ...proxyEndpoints(cluster.proxies, unknownPod)];
}
