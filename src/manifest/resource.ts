import type { ContainerPort } from '../model/container-port.ts';
import type { Path } from '../model/location.ts';
import type { Labels } from '../model/labels.ts';
import type { IpBlock } from '../model/ip-set.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Selector } from '../model/selector.ts';
import type { ConfigMapResource, Container } from './container-resource.ts';
import type { ResourceBase } from './resource-base.ts';
import type {
  GatewayClassResource,
  GatewayResource,
  GatewayRouteResource,
  IngressClassResource,
  IngressResource,
  ListenerSetResource,
  OpenShiftRouteResource,
  ReferenceGrantResource,
} from './route-resource.ts';
import type { ServiceEndpointsResource, ServiceResource } from './service-resource.ts';

export type { ResourceBase };

export interface NamespaceResource extends ResourceBase {
  readonly type: 'namespace';
  /** As written; the API server's own name label is added when the cluster is built. */
  readonly labels: Labels;
}

export interface NodeResource extends ResourceBase {
  readonly type: 'node';
  readonly labels: Labels;
  /** `status.addresses` that are IP addresses, as points on the address line. */
  readonly addresses: readonly bigint[];
}

export type { ContainerPort };
export type * from './container-resource.ts';
export type * from './route-resource.ts';
export type * from './service-resource.ts';

/** The part of a pod (template) that decides who may talk to it. */
export interface PodTemplate {
  readonly labels: Labels;
  /** Ports of the containers in order, then of the restartable init containers (sidecars); others never listen. */
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly nodeName?: string;
  /** Labels that the node must have; absent where the manifest asks for none. */
  readonly nodeSelector?: Labels;
  /** Required node affinity says more of where it runs than is read here. */
  readonly hasNodeAffinity?: true;
  readonly serviceAccountName: string;
  /** In the order of the manifest: containers, then init containers. */
  readonly containers: readonly Container[];
  readonly dnsPolicy: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /** `dnsConfig.searches`, which come after the search list of the policy. */
  readonly dnsSearches: readonly string[];
  /** With both, the pod has a name below the headless Service that is called like the subdomain. */
  readonly hostname?: string;
  readonly subdomain?: string;
  /** Whether the Services of the namespace are in the environment (semantics §1.16). */
  readonly enableServiceLinks: boolean;
}

export interface OwnerRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Labels that are read when somebody asks. */
export interface LabelsOfObject {
  readonly all: Labels;
}

/** A controller with a pod template: Deployment, StatefulSet, Rollout, VirtualMachine, … */
export interface WorkloadResource extends ResourceBase {
  readonly type: 'workload';
  readonly template: PodTemplate;
  /** Labels of the object itself, which its pods need not have. */
  readonly objectLabels: LabelsOfObject;
  /** Where the template stands in the object, e.g. `['spec', 'template']`. */
  readonly templatePath: Path;
  /** `spec.replicas`; absent where the kind has none or the manifest does not say. */
  readonly replicas?: number;
  readonly owner?: OwnerRef;
  /** Only for a StatefulSet: `spec.ordinals.start`, by default 0. */
  readonly firstOrdinal?: number;
  /** Only for a StatefulSet that names its Service. */
  readonly serviceName?: string;
}

export interface PodResource extends ResourceBase {
  readonly type: 'pod';
  readonly template: PodTemplate;
  /** The controller's `ownerReference`. */
  readonly owner?: OwnerRef;
  /** `status.podIPs` and `status.podIP`, each once. */
  readonly addresses: readonly bigint[];
  readonly phase?: string;
}

export interface NetworkPolicyPort {
  readonly protocol: Protocol;
  /** Absent: every port of the protocol. A text is the name of a container port. */
  readonly port?: number | string;
  readonly endPort?: number;
}

/** Exactly what the manifest says; which of the fields are set decides the meaning (semantics §1.6). */
export interface NetworkPolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: IpBlock;
}

export interface NetworkPolicyRule {
  /** Empty: every peer, inside the cluster and outside. */
  readonly peers: readonly NetworkPolicyPeer[];
  /** Empty: every port of every protocol. */
  readonly ports: readonly NetworkPolicyPort[];
}

export interface NetworkPolicyResource extends ResourceBase {
  readonly type: 'network-policy';
  readonly podSelector: Selector;
  /** As written; empty when absent. */
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress: readonly NetworkPolicyRule[];
  readonly egress: readonly NetworkPolicyRule[];
}

export type AdminPeer =
  | { readonly type: 'namespaces'; readonly namespaceSelector: Selector }
  | { readonly type: 'pods'; readonly namespaceSelector: Selector; readonly podSelector: Selector }
  | { readonly type: 'nodes'; readonly nodeSelector: Selector }
  | { readonly type: 'networks'; readonly blocks: readonly IpBlock[] }
  | { readonly type: 'domain-names'; readonly names: readonly string[] }
  /** A peer with none of the fields known here: evaluation fails closed (semantics §2.1). */
  | { readonly type: 'unknown' };

export type AdminPort =
  | { readonly type: 'range'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  /** The protocol is the named container port's own. */
  | { readonly type: 'named'; readonly name: string };

export interface AdminRule {
  readonly name?: string;
  /** v1alpha2 writes `Accept` where v1alpha1 writes `Allow`. */
  readonly action: 'allow' | 'deny' | 'pass';
  readonly peers: readonly AdminPeer[];
  /** Absent: every port of every protocol. */
  readonly ports?: readonly AdminPort[];
}

/** AdminNetworkPolicy, BaselineAdminNetworkPolicy (v1alpha1) and ClusterNetworkPolicy (v1alpha2). */
export interface AdminPolicyResource extends ResourceBase {
  readonly type: 'admin-policy';
  readonly tier: 'admin' | 'baseline';
  /** Lower is evaluated first. A BaselineAdminNetworkPolicy has none and counts as 0. */
  readonly priority: number;
  readonly subject:
    | { readonly type: 'namespaces'; readonly namespaceSelector: Selector }
    | { readonly type: 'pods'; readonly namespaceSelector: Selector; readonly podSelector: Selector };
  readonly ingress: readonly AdminRule[];
  readonly egress: readonly AdminRule[];
}

export type Resource =
  | NamespaceResource
  | NodeResource
  | WorkloadResource
  | PodResource
  | ServiceResource
  | ServiceEndpointsResource
  | NetworkPolicyResource
  | AdminPolicyResource
  | IngressResource
  | IngressClassResource
  | GatewayClassResource
  | GatewayResource
  | ListenerSetResource
  | GatewayRouteResource
  | ReferenceGrantResource
  | OpenShiftRouteResource
  | ConfigMapResource;
