import type { Path } from '../model/location.ts';
import type { Selector } from '../model/selector.ts';
import type { ResourceBase } from './resource-base.ts';

/** Where an Ingress sends requests (semantics §1.18). */
export type IngressBackend =
  /** A Service in the Ingress's own namespace, by the Service's own port: a number or a name, never a target port. */
  | { readonly type: 'service'; readonly name: string; readonly port: number | string; readonly path: Path }
  /** A fixed answer or redirect that an annotation describes (`use-annotation` of the AWS controller): no pod is asked. */
  | { readonly type: 'action'; readonly name: string; readonly path: Path }
  /** An object of some other kind, e.g. a bucket. */
  | { readonly type: 'resource'; readonly kind: string; readonly name: string; readonly path: Path };

export interface IngressPath {
  /** Absent: every path. */
  readonly urlPath?: string;
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: IngressBackend;
  readonly path: Path;
}

export interface IngressRule {
  /** Lower case; absent: every host. `*.` stands for exactly one label. */
  readonly host?: string;
  /** Empty: the default backend answers. */
  readonly paths: readonly IngressPath[];
  readonly path: Path;
}

export interface IngressResource extends ResourceBase {
  readonly type: 'ingress';
  /** `spec.ingressClassName`, else the legacy annotation. */
  readonly className?: string;
  /** Where the class is written. */
  readonly classPath?: Path;
  readonly defaultBackend?: IngressBackend;
  readonly rules: readonly IngressRule[];
  /** Hosts that are served with TLS as well. A TLS entry without hosts stands for all: `*`. */
  readonly tlsHosts: readonly string[];
  /** Takes part of the requests of another Ingress for the same host and path (an annotation of ingress-nginx). */
  readonly isCanary?: boolean;
  /** What else tells it from another one with the same host and path: the entry points of Traefik, say. */
  readonly distinction?: string;
}

export interface IngressClassResource extends ResourceBase {
  readonly type: 'ingress-class';
  /** E.g. `k8s.io/ingress-nginx`. */
  readonly controller: string;
  readonly isDefault: boolean;
}

export interface GatewayClassResource extends ResourceBase {
  readonly type: 'gateway-class';
  /** E.g. `istio.io/gateway-controller`. */
  readonly controller: string;
}

/** Whose objects may attach: `allowedRoutes.namespaces` of a listener, `allowedListeners.namespaces` of a Gateway. */
export type AllowedNamespaces =
  { readonly from: 'Same' | 'All' | 'None' } | { readonly from: 'Selector'; readonly selector: Selector };

export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or a controller's own. */
  readonly protocol: string;
  /** Lower case; absent: every host. `*.` stands for any number of labels. */
  readonly hostname?: string;
  readonly allowedNamespaces: AllowedNamespaces;
  /** As written; absent: what the protocol implies. */
  readonly allowedKinds?: readonly { readonly group: string; readonly kind: string }[];
  readonly path: Path;
}

export interface GatewayResource extends ResourceBase {
  readonly type: 'gateway';
  readonly className: string;
  readonly listeners: readonly GatewayListener[];
  /** Who may add listeners by a ListenerSet; by default nobody. */
  readonly allowedListeners: AllowedNamespaces;
}

/** ListenerSet, and XListenerSet before it became standard: more listeners for a Gateway. */
export interface ListenerSetResource extends ResourceBase {
  readonly type: 'listener-set';
  readonly parent: { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string };
  readonly listeners: readonly GatewayListener[];
}

export interface ParentRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The listener. */
  readonly sectionName?: string;
  readonly port?: number;
  readonly path: Path;
}

export interface BackendRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The Service's own port. */
  readonly port?: number;
  /** 0: no traffic. A mirror has none of its own and counts as 1. */
  readonly weight: number;
  /** `mirror`: gets a copy of the requests, by a filter. */
  readonly role: 'forward' | 'mirror';
  readonly path: Path;
}

export interface RouteRule {
  readonly name?: string;
  /** What the rule matches, for people: `/api, GET /v2`, `shop.Cart/Add`. Empty: everything. */
  readonly matches: readonly string[];
  /** Answers by itself, or may do so, and needs no backend: `RequestRedirect`, `ExtensionRef`. */
  readonly isRedirect: boolean;
  readonly backends: readonly BackendRef[];
  readonly path: Path;
}

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';

/** A route of the Gateway API, of any version: the fields used here are alike. */
export interface GatewayRouteResource extends ResourceBase {
  readonly type: 'gateway-route';
  readonly routeKind: RouteKind;
  readonly parents: readonly ParentRef[];
  /** Lower case; empty: those of the listener. */
  readonly hostnames: readonly string[];
  readonly rules: readonly RouteRule[];
}

/** Stands in the namespace of what it lets others refer to. */
export interface ReferenceGrantResource extends ResourceBase {
  readonly type: 'reference-grant';
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

/** An OpenShift Route. */
export interface OpenShiftRouteResource extends ResourceBase {
  readonly type: 'openshift-route';
  /** Absent: the router makes one up. */
  readonly host?: string;
  readonly urlPath?: string;
  /** The name of the Service's port, or the number of the pods' port. Absent: every port of the Service. */
  readonly targetPort?: number | string;
  readonly tls?: 'edge' | 'passthrough' | 'reencrypt';
  /** `spec.to`, then `spec.alternateBackends`; Services of the same namespace. */
  readonly backends: readonly {
    readonly kind: string;
    readonly name: string;
    readonly weight: number;
    readonly path: Path;
  }[];
}
