import type { ServicePort, ServiceResource } from '../cluster/index.ts';
import type { Endpoint } from '../reach/index.ts';

/** Pods, or addresses that somebody wrote down, behind one port of a Service. */
export interface Backend {
  readonly endpoint: Endpoint;
  /** The address that an EndpointSlice or Endpoints object gives. */
  readonly address?: bigint;
  /** Where it listens; this is what policies see (semantics §1.14). Absent: a headless Service without ports. */
  readonly port?: number;
  /** Its part of the connections, when all backends are ready: pods of this endpoint by pods of all. Between 0 and 1. */
  readonly share: number;
  /** So many pods, as far as the input says. */
  readonly replicas: number;
  /** Whether a container declares the port. Always true of addresses that are no pods of the input. */
  readonly isDeclared: boolean;
}

/** Pods that the Service selects and that do not serve this port. */
export interface Unresolved {
  readonly endpoint: Endpoint;
  /** The container port of that name has another protocol; otherwise there is none of that name. */
  readonly reason: 'no-such-name' | 'other-protocol';
}

export type PortStatus =
  /** Somebody reaches it, and whoever reaches one of its backends reaches all of them. */
  | 'reachable'
  /** For somebody some backends are open and others closed: connections fail now and then. */
  | 'partly-reachable'
  /** There are backends, and policies close them to everybody. */
  | 'unreachable'
  | 'no-backends'
  /** The named target port is on none of the pods that the Service selects. */
  | 'unresolved-port'
  /** A name for something elsewhere: nothing to reach here. */
  | 'external-name';

/** A client and what becomes of its connections. */
export interface ClientAccess {
  readonly client: Endpoint;
  readonly open: readonly Backend[];
  readonly closed: readonly Backend[];
}

/** Who reaches a port of a Service. */
export interface Clients {
  /** Workloads of the input that reach at least one backend, besides the backends themselves. Node traffic is not counted. */
  readonly workloads: number;
  /** The backends reach one another: replicas of a database, say. */
  readonly peers: boolean;
  /** Addresses outside the cluster do, by a node port, a load balancer, an external IP or an entry point. */
  readonly external: boolean;
  /** Something that is not in the input would: a rule admits pods that nobody here is, or addresses. */
  readonly strangers: boolean;
}

export interface ServicePortView {
  /** Absent: a headless Service without ports, whose pods are reached on any. */
  readonly port?: ServicePort;
  readonly backends: readonly Backend[];
  readonly unresolved: readonly Unresolved[];
}

/** A Service and what its ports lead to, before any policy is asked. */
export interface ServiceView {
  readonly resource: ServiceResource;
  /** `namespace/name`. */
  readonly id: string;
  /** Every endpoint behind it, whether it serves a port or not; in the order of endpoints. */
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly ServicePortView[];
}

/** Every Service of the input, in the order of their ids. */
export interface ServiceCatalog {
  readonly services: readonly ServiceView[];
  find(namespace: string, name: string): ServiceView | undefined;
}
