import type { NodeResource, PodInstance, Workload } from '../cluster/index.ts';
import type { Face } from './endpoint.ts';
import { addressFaces, UNKNOWN_FACE, UNKNOWN_NODE } from './faces.ts';
import type { PolicyView } from './policy-view.ts';

/** The pods of a workload as far as they are known; a template stands for one pod without an address. */
const instancesOf = (
  workload: Workload,
  pods: readonly PodInstance[],
): Pick<PodInstance, 'addresses' | 'nodeName'>[] =>
  pods.length > 0 ? [...pods] : [{ addresses: [], ...(workload.nodeName && { nodeName: workload.nodeName }) }];

/**
 * A pod on the host network has the addresses of its node. Its own, where known, are matched exactly; without any, and
 * without a known node, it may be on any node of the input.
 */
export function hostFaces(
  workload: Workload,
  pods: readonly PodInstance[],
  nodes: readonly NodeResource[],
  unknown: readonly Face[],
): Face[] {
  return instancesOf(workload, pods).flatMap(({ addresses, nodeName }) => {
    const isItsNode = ({ ref, addresses: known }: NodeResource): boolean =>
      nodeName === undefined ? addresses.some((own) => known.includes(own)) : ref.name === nodeName;
    const home = nodes.find(isItsNode);
    if (home !== undefined) return addressFaces([...new Set([...addresses, ...home.addresses])], unknown, home.labels);
    if (addresses.length > 0 || nodeName !== undefined || nodes.length === 0)
      return addressFaces(addresses, unknown, UNKNOWN_NODE);
    return nodes.flatMap((node) => addressFaces(node.addresses, unknown, node.labels));
  });
}

/** A pod has its own addresses; where rules ask for nodes, each together with the node it is known to run on. */
export function podFaces(
  workload: Workload,
  pods: readonly PodInstance[],
  view: PolicyView,
  nodes: ReadonlyMap<string, NodeResource>,
  unknown: readonly Face[],
): readonly Face[] {
  // Where no rule looks at addresses or nodes, all pods look alike.
  if (view.blocks.length === 0 && view.nodeSelectors.length === 0) return [UNKNOWN_FACE];
  // A template without a node is the common case.
  if (pods.length === 0 && (view.nodeSelectors.length === 0 || workload.nodeName === undefined)) return unknown;
  return instancesOf(workload, pods).flatMap(({ addresses, nodeName }) => {
    if (view.nodeSelectors.length === 0 || nodeName === undefined) return addressFaces(addresses, unknown);
    const hostLabels = nodes.get(nodeName)?.labels ?? UNKNOWN_NODE;
    return addressFaces(addresses, unknown).map((face) => ({ ...face, hostLabels }));
  });
}
