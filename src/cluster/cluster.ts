import type { AdminPolicyResource, ContainerPort, NetworkPolicyResource, NodeResource } from '../manifest/resource.ts';
import type { ServiceEndpointsResource, ServiceResource } from '../manifest/resource.ts';
import type { Labels } from '../model/labels.ts';
import type { Origin, Path } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import type { Problem } from '../model/problem.ts';

export type { AdminPolicyResource, ContainerPort, NetworkPolicyResource, NodeResource } from '../manifest/resource.ts';
export type { AdminPeer, AdminPort, AdminRule } from '../manifest/resource.ts';
export type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule } from '../manifest/resource.ts';

export interface Namespace {
  readonly name: string;
  /** With the API server's own name label. */
  readonly labels: Labels;
  /** Absent when no Namespace object is in the input: then every other label is unknown, not empty. */
  readonly origin?: Origin;
}

/** One running pod that the input shows. */
export interface PodInstance {
  readonly name: string;
  readonly addresses: readonly bigint[];
  readonly nodeName?: string;
  /** The labels that its controller gave it; they may differ from one replica to the next. */
  readonly runtimeLabels: Labels;
}

/** Pods that share a controller, a set of labels and a set of ports. */
export interface Workload {
  readonly ref: ObjectRef;
  /** Names this variant where the pods of one controller differ: the first of its pods. */
  readonly variant?: string;
  readonly namespace: Namespace;
  /** Labels that every pod carries, runtime labels that all share included. */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly nodeName?: string;
  readonly serviceAccountName: string;
  /** Empty when the input holds only the template. */
  readonly pods: readonly PodInstance[];
  /** Ordinals of a StatefulSet's pods, `first` to `first + count - 1`. */
  readonly ordinals?: { readonly first: number; readonly count: number };
  readonly origin: Origin;
  /** Where the pod labels stand in the object. */
  readonly labelsPath: Path;
}

/** The cluster as it would run, without any policy applied. Every list is in one fixed order. */
export interface Cluster {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly workloads: readonly Workload[];
  readonly nodes: readonly NodeResource[];
  readonly services: readonly ServiceResource[];
  readonly serviceEndpoints: readonly ServiceEndpointsResource[];
  readonly networkPolicies: readonly NetworkPolicyResource[];
  readonly adminPolicies: readonly AdminPolicyResource[];
  /** Pods that have ended and take no part. */
  readonly endedPods: number;
  readonly problems: readonly Problem[];
}
