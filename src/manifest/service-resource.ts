import type { IpBlock, IpFamily } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';
import type { Path } from '../model/location.ts';
import type { Protocol } from '../model/protocol.ts';
import type { ResourceBase } from './resource-base.ts';

export interface ServicePort {
  /** Its place in `spec.ports`. */
  readonly index: number;
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Defaults to `port`. */
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

export interface ServiceResource extends ResourceBase {
  readonly type: 'service';
  readonly serviceType: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly headless: boolean;
  /** Absent or empty: nobody manages the endpoints. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  /** Where an ExternalName points: lower case, without the trailing dot. */
  readonly externalName?: string;
  /** Addresses that the manifest or a live object shows, as points on the address line. */
  readonly clusterIPs: readonly bigint[];
  readonly externalIPs: readonly bigint[];
  /** `spec.loadBalancerIP` and `status.loadBalancer.ingress[].ip`. */
  readonly loadBalancerIPs: readonly bigint[];
  /** Who may use the load balancer: the field and the legacy annotation. Empty: everybody. */
  readonly sourceRanges: readonly IpBlock[];
  /** An annotation or the class asks for a load balancer that only private networks reach. */
  readonly isInternal: boolean;
  readonly allocatesNodePorts: boolean;
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
  readonly publishNotReadyAddresses: boolean;
  readonly sessionAffinity: 'None' | 'ClientIP';
  /** As written; empty where the cluster decides. */
  readonly ipFamilies: readonly IpFamily[];
}

/** `Local`: only to endpoints on the node where the traffic arrives, and dropped where there is none. */
export type TrafficPolicy = 'Cluster' | 'Local';

/** One address behind a Service. */
export interface ServiceEndpoint {
  readonly address: bigint;
  /** Names it in DNS below a headless Service. */
  readonly hostname?: string;
  readonly isReady: boolean;
  /** Where it stands in the object. */
  readonly path: Path;
}

/** Endpoints that somebody wrote for a Service: an EndpointSlice, or one subset of an Endpoints object. */
export interface ServiceEndpointsResource extends ResourceBase {
  readonly type: 'service-endpoints';
  /** The Service in the same namespace, when the object names one. */
  readonly serviceName?: string;
  readonly endpoints: readonly ServiceEndpoint[];
  readonly ports: readonly { readonly name?: string; readonly protocol: Protocol; readonly port?: number }[];
  /** The endpoint controllers of Kubernetes keep it: it repeats what the selector, or an Endpoints object, says. */
  readonly isMirror: boolean;
  /** An Endpoints object that asks not to be mirrored into slices (semantics §1.13), so that it serves nobody. */
  readonly isUnused: boolean;
}
