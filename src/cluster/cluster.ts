import type {
  AdminPolicyResource,
  ConfigMapResource,
  ContainerPort,
  GatewayClassResource,
  GatewayResource,
  GatewayRouteResource,
  IngressClassResource,
  IngressResource,
  LabelsOfObject,
  ListenerSetResource,
  NetworkPolicyResource,
  NodeResource,
  OpenShiftRouteResource,
  PodTemplate,
  ReferenceGrantResource,
  ServiceEndpointsResource,
  ServiceResource,
} from '../manifest/resource.ts';
import type { IpBlock } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';
import type { Origin, Path } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import type { Problem } from '../model/problem.ts';

export type * from '../manifest/resource.ts';

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
  /** Labels of the controller itself, which no selector of pods looks at; absent where it is not in the input. */
  readonly objectLabels?: LabelsOfObject;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly nodeName?: string;
  readonly serviceAccountName: string;
  /** Empty when the input holds only the template. */
  readonly pods: readonly PodInstance[];
  /** How many pods there are, as far as the input says: running ones, or `spec.replicas`; otherwise 1. */
  readonly replicas: number;
  /** The Service that names a StatefulSet's pods. */
  readonly serviceName?: string;
  /** Containers and what else the pods are made of; of the first pod where there are several. */
  readonly template: PodTemplate;
  /** Ordinals of a StatefulSet's pods, `first` to `first + count - 1`. */
  readonly ordinals?: { readonly first: number; readonly count: number };
  readonly origin: Origin;
  /** Where the pod labels stand in the object. */
  readonly labelsPath: Path;
}

/**
 * What stands between clients outside and the pods: the pods of an ingress controller, or the data plane of a Gateway.
 */
export interface Proxy {
  /** `ingress-controller`, or the id of a Gateway. */
  readonly id: string;
  readonly type: 'ingress-controller' | 'gateway';
  /** Its pods, where the input holds them. */
  readonly workloads: readonly Workload[];
  /** Otherwise what it may look like to policies: each of these is taken to be possible. Empty where pods are known. */
  readonly identities: readonly ProxyIdentity[];
}

/** A pod that is not in the input. */
export interface ProxyIdentity {
  readonly namespace: Namespace;
  readonly labels: Labels;
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
  readonly ingresses: readonly IngressResource[];
  readonly ingressClasses: readonly IngressClassResource[];
  readonly gatewayClasses: readonly GatewayClassResource[];
  readonly gateways: readonly GatewayResource[];
  readonly listenerSets: readonly ListenerSetResource[];
  readonly gatewayRoutes: readonly GatewayRouteResource[];
  readonly referenceGrants: readonly ReferenceGrantResource[];
  readonly openShiftRoutes: readonly OpenShiftRouteResource[];
  readonly configMaps: readonly ConfigMapResource[];
  /** One for each controller and Gateway that the routes of the input need, in the order of their ids. */
  readonly proxies: readonly Proxy[];
  /** The proxy that serves an Ingress, an OpenShift Route or a Gateway, by the object's id. */
  readonly proxyOf: ReadonlyMap<string, Proxy>;
  /** Where addresses of pods lie that the manifests do not give; empty where nobody says. */
  readonly podBlocks: readonly IpBlock[];
  /** Likewise those of nodes. */
  readonly nodeBlocks: readonly IpBlock[];
  /** Pods that have ended and take no part. */
  readonly endedPods: number;
  readonly problems: readonly Problem[];
}
