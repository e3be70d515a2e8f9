import type { ContainerPort, Namespace, Workload } from '../cluster/index.ts';
import { type IpFamily, type IpSet, ipSetText } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';
import type { Origin, Path } from '../model/location.ts';
import { type ObjectRef, qualifiedName } from '../model/object-ref.ts';

/**
 * One way in which address rules may see an endpoint. An endpoint of several addresses (dual stack, several nodes) has
 * several faces, and a connection is allowed when it is allowed between any two that can meet.
 */
export interface Face {
  /** Absent: the manifests do not say. Then only a block that holds `range`, or its whole family, matches. */
  readonly address?: bigint;
  readonly family?: IpFamily;
  /** Where an unknown address lies, as the user told; only a block that holds all of it matches. */
  readonly range?: IpSet;
  /** Labels of the node behind this face; absent for what is no node, or when the node is not in the input. */
  readonly nodeLabels?: Labels;
  /** Labels of the node that a pod with an address of its own is known to run on. */
  readonly hostLabels?: Labels;
}

interface EndpointBase {
  readonly id: string;
  /** Every address known to be its own, whether policies see it or not; empty for addresses outside. */
  readonly addresses: readonly bigint[];
  /** At least one; all that policies can tell apart. */
  readonly faces: readonly Face[];
}

/** A pod template and all its replicas, or a pod by itself. */
export interface WorkloadEndpoint extends EndpointBase {
  readonly type: 'workload';
  readonly ref: ObjectRef;
  /** Set where the pods of one controller are several endpoints. */
  readonly variant?: string;
  readonly namespace: Namespace;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Such pods are node traffic: no policy selects them and no selector matches them (semantics §1.9). */
  readonly hostNetwork: boolean;
  /** Names of the nodes its pods run on; absent when the manifests do not say. */
  readonly nodeNames?: ReadonlySet<string>;
  /** A bare Pod, or the one pod of an ordinal: source and destination are one pod, and a pod always reaches itself. */
  readonly isSinglePod: boolean;
  /** Known by running pods, not by a template alone. */
  readonly isRunning: boolean;
  readonly origin: Origin;
  readonly labelsPath: Path;
  /** What it stands for; several endpoints do for one workload where policies tell its pods apart. */
  readonly workload: Workload;
  /** So many pods, as far as the input says. */
  readonly replicas: number;
}

/** Addresses outside the cluster that every policy treats alike. */
export interface ExternalEndpoint extends EndpointBase {
  readonly type: 'external';
  readonly set: IpSet;
  readonly cidrs: readonly string[];
}

/** The host network of nodes that every policy treats alike. */
export interface NodeEndpoint extends EndpointBase {
  readonly type: 'node';
  readonly nodeNames: ReadonlySet<string>;
}

/**
 * An ingress controller or a Gateway's data plane whose pods are not in the input. What it looks like to policies is not
 * known: it is taken to be any of a few pods, and reaches what at least one of them does.
 */
export interface ProxyEndpoint extends EndpointBase {
  readonly type: 'ingress-controller' | 'gateway';
  readonly identities: readonly WorkloadEndpoint[];
}

export type Endpoint = WorkloadEndpoint | ExternalEndpoint | NodeEndpoint | ProxyEndpoint;

/** How people call an endpoint: `shop/web`, `203.0.113.0/24`, `node-0`. */
export function endpointName(endpoint: Endpoint): string {
  if (endpoint.type === 'external') return ipSetText(endpoint.set);
  if (endpoint.type === 'node') return [...endpoint.nodeNames].sort().join(', ');
  if (isProxy(endpoint)) return endpoint.id;
  const name = qualifiedName(endpoint.ref);
  return endpoint.variant === undefined ? name : `${name} (${endpoint.variant})`;
}

/** A proxy whose pods are not in the input. */
export const isProxy = (endpoint: Endpoint): endpoint is ProxyEndpoint =>
  endpoint.type === 'ingress-controller' || endpoint.type === 'gateway';

/** A pod with an address of its own: what policies select and selectors match. */
export const isPolicedPod = (endpoint: Endpoint): endpoint is WorkloadEndpoint =>
  endpoint.type === 'workload' && !endpoint.hostNetwork;

/** Traffic from or to a node itself: a node, or a pod on the host network. */
export const isNodeTraffic = (endpoint: Endpoint): boolean =>
  endpoint.type === 'node' || (endpoint.type === 'workload' && endpoint.hostNetwork);

/**
 * The node of a pod always reaches it, whatever the policies say (semantics §1.9). Where placement is not known, the two
 * are taken to share a node: calling a connection denied that the kubelet's node can make would be the worse error.
 */
export function mayShareNode(source: Endpoint, destination: Endpoint): boolean {
  if (source.type === 'external' || destination.type === 'external') return false;
  const from = isProxy(source) ? undefined : source.nodeNames;
  const to = isProxy(destination) ? undefined : destination.nodeNames;
  return from === undefined || to === undefined || [...from].some((name) => to.has(name));
}

/** Two faces can be the ends of one connection when neither is known to be of another address family. */
const canMeet = (a: Face, b: Face): boolean =>
  a.family === undefined || b.family === undefined || a.family === b.family;

/** The pairs of faces between which a connection may run; all of them where no two are of one family (a proxy does it). */
export function meetingFaces<A extends { face: Face }, B extends { face: Face }>(
  from: readonly A[],
  to: readonly B[],
): [A, B][] {
  const all = from.flatMap((a) => to.map((b): [A, B] => [a, b]));
  const meeting = all.filter(([a, b]) => canMeet(a.face, b.face));
  return meeting.length > 0 ? meeting : all;
}
