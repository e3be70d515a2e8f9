import type { GatewayRouteResource, IngressResource, OpenShiftRouteResource, Proxy } from '../cluster/index.ts';
import type { Path, Place, RelatedTo } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';

export type RouteResource = IngressResource | GatewayRouteResource | OpenShiftRouteResource;

export type RoutingProblemType =
  /** The backend names a Service that is not in the input. */
  | 'service-missing'
  /** So is its namespace: it may well be there, and nobody can tell. Not judged. */
  | 'service-elsewhere'
  /** The Service has no port of this number or name. */
  | 'port-missing'
  /** A backend in another namespace, and no ReferenceGrant there allows it. */
  | 'grant-missing'
  /** A kind of backend, or a Service type, that the API or most implementations do not serve: ExternalName, a bucket. */
  | 'backend-unsupported'
  /** No listener of the Gateway admits the route: namespace, kind, section, port or hostname do not fit. */
  | 'not-attached'
  /** It names no parent, or one that is not in the input or of a kind that takes no routes. */
  | 'parent-missing'
  /** No class is named and none is the default; or the class that is named does not exist. */
  | 'class-missing'
  /** A rule that matches and leads nowhere: no backends at all, or every weight is 0. */
  | 'no-backend'
  /** Listeners that clash, of which none is accepted (semantics §1.19). */
  | 'listener-conflict'
  /** The same host and path twice: one of them is never asked. */
  | 'duplicate';

/** Why something that a route says does not work. */
export interface RoutingProblem {
  readonly type: RoutingProblemType;
  /** A whole sentence without a full stop, for people: what is missing, and what there is instead. */
  readonly message: string;
  readonly place: Place;
  readonly related: readonly RelatedTo[];
}

/** Where a backend of a route leads. */
export interface RoutedBackend {
  /** As the route names it: `shop/web:80`, `shop/web:http`, `Bucket shop/files`. */
  readonly text: string;
  /** The object that is named; absent where the controller itself answers. */
  readonly target?: ObjectRef;
  readonly service?: ServiceView;
  readonly port?: ServicePortView;
  readonly role: 'forward' | 'mirror';
  /** Its part of the requests of its rule; 0 where its weight is 0. A mirror has 1. */
  readonly share: number;
  readonly path: Path;
  /** Set where it leads nowhere. */
  readonly problem?: RoutingProblem;
}

/** Hosts and paths that lead to the same backends by way of one proxy. */
export interface RoutedRule {
  /** Lower case, in order; `*` for every host. Of a Gateway route, those that the listener leaves. */
  readonly hosts: readonly string[];
  /** What else must match, for people: `/api (Prefix)`. Empty: everything. */
  readonly matches: readonly string[];
  /** Where clients outside connect: `80`, `443`; several listeners may admit one route. Empty: not known. */
  readonly ports: readonly { readonly port: number; readonly protocol: string }[];
  /** By what the requests come; absent where nothing serves the route. */
  readonly proxy?: Proxy;
  readonly backends: readonly RoutedBackend[];
  /** Of the rule in the route. */
  readonly path: Path;
}

/** A route and where each of its rules leads, before any policy is asked. */
export interface RoutedResource {
  readonly resource: RouteResource;
  /** The id of the object: `shop/web[Ingress]`. */
  readonly id: string;
  readonly rules: readonly RoutedRule[];
  /** What keeps the route as a whole, or a parent, from working. Those of backends are with them. */
  readonly problems: readonly RoutingProblem[];
  /** A mesh route (its parent is a Service): it redirects traffic inside the cluster and exposes nothing. */
  readonly isMesh: boolean;
}
