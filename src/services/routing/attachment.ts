import type { GatewayRouteResource, ParentRef } from '../../cluster/index.ts';
import type { RelatedTo } from '../../model/location.ts';
import { objectId } from '../../model/object-ref.ts';
import type { RoutingProblem } from '../routing.ts';
import type { RoutingContext } from './context.ts';
import { sharedHosts } from './hostnames.ts';
import { demandsOf } from './listener-demands.ts';
import { GATEWAY_GROUP, type Listener, type ListenerOwner, type ListenerTable, ownerName } from './listeners.ts';
import { problemAt } from './problem.ts';

/** A listener that takes a route, and the hosts that are left of it. */
export interface Attachment {
  readonly gatewayId: string;
  readonly listener: Listener;
  readonly hosts: readonly string[];
  readonly parent: ParentRef;
}

/** What becomes of a route at one of its parents. */
export type Outcome =
  /** The parent is a Service or the like: requests inside the cluster are sent elsewhere, and nothing is exposed. */
  | { readonly type: 'mesh'; readonly problems: readonly RoutingProblem[] }
  /** The Gateway is in a namespace that is not in the input: it is taken to admit the route. */
  | { readonly type: 'elsewhere'; readonly gatewayId: string; readonly problems: readonly RoutingProblem[] }
  | {
      readonly type: 'listeners';
      readonly attachments: readonly Attachment[];
      readonly problems: readonly RoutingProblem[];
    };

/** Parents besides Gateways that implementations know: those of meshes. */
const MESH_PARENTS: readonly string[] = [
  '/Service',
  'networking.istio.io/ServiceEntry',
  'multicluster.x-k8s.io/ServiceImport',
  'policy.linkerd.io/Server',
];

const LISTENER_OWNERS: readonly string[] = [
  `${GATEWAY_GROUP}/Gateway`,
  `${GATEWAY_GROUP}/ListenerSet`,
  'gateway.networking.x-k8s.io/XListenerSet',
];

const placeOf = ({ owner, path, name }: Listener): RelatedTo => ({
  message: `listener ${name}`,
  origin: owner.origin,
  path,
});

function clash(route: GatewayRouteResource, { path }: ParentRef, listener: Listener, rival: Listener): RoutingProblem {
  const { owner, name, port, protocol, hostname = 'every host' } = listener;
  const isSame = rival.protocol === protocol;
  const reason = isSame ? `both are ${protocol} on port ${port} for ${hostname}` : `${rival.protocol} has port ${port}`;
  const message = `listener ${name} of ${ownerName(owner)} clashes with ${rival.name}: ${reason}`;
  return problemAt(route, path, 'listener-conflict', message, [placeOf(listener), placeOf(rival)]);
}

/** The listeners of one owner that take the route; where none does, the first demand that none of them meets. */
function attachTo(
  owner: ListenerOwner,
  route: GatewayRouteResource,
  parent: ParentRef,
  { rivals }: ListenerTable,
  context: RoutingContext,
): Outcome {
  const refused = (
    message: string,
    related: RoutingProblem['related'] = [],
    type: RoutingProblem['type'] = 'not-attached',
  ): Outcome => {
    const problem = problemAt(route, parent.path, type, message, related);
    return { type: 'listeners', attachments: [], problems: [problem] };
  };
  if (owner.refusal !== undefined)
    return refused(`${owner.name} has no effect: ${owner.refusal.message}`, [], owner.refusal.type);
  let left = owner.listeners;
  if (left.length === 0) return refused(`${owner.name} has no listeners`);
  for (const { holds, asked, offered } of demandsOf(route, parent, context)) {
    const taking = left.filter(holds);
    if (taking.length === 0) {
      const message = `no listener of ${owner.name} ${asked}; ${offered(left)}`;
      return refused(message, left.slice(0, 1).map(placeOf));
    }
    left = taking;
  }
  return {
    type: 'listeners',
    attachments: left
      .filter((listener) => !rivals.has(listener))
      .map((listener) => ({
        gatewayId: owner.gatewayId,
        listener,
        parent,
        hosts: sharedHosts(route.hostnames, listener.hostname),
      })),
    problems: left.flatMap((listener) => {
      const rival = rivals.get(listener);
      return rival === undefined ? [] : [clash(route, parent, listener, rival)];
    }),
  };
}

function meshOutcome(route: GatewayRouteResource, parent: ParentRef, context: RoutingContext): Outcome {
  const { group, kind, namespace, name, path } = parent;
  const isService = group === '' && kind === 'Service';
  if (!isService || context.catalog.find(namespace, name) !== undefined || !context.cluster.namespaces.has(namespace))
    return { type: 'mesh', problems: [] };
  const { message } = context.explainMissing(namespace, name);
  return { type: 'mesh', problems: [problemAt(route, [...path, 'name'], 'service-missing', message)] };
}

/** What becomes of a route at one parent (semantics §1.19). */
export function attach(
  route: GatewayRouteResource,
  parent: ParentRef,
  table: ListenerTable,
  context: RoutingContext,
): Outcome {
  const { group, kind, namespace, name, path } = parent;
  const type = `${group}/${kind}`;
  if (MESH_PARENTS.includes(type)) return meshOutcome(route, parent, context);
  const id = objectId({ kind, namespace, name });
  const owner = LISTENER_OWNERS.includes(type) ? table.owners.get(id) : undefined;
  if (owner !== undefined) return attachTo(owner, route, parent, table, context);
  if (LISTENER_OWNERS.includes(type) && !context.cluster.namespaces.has(namespace))
    return { type: 'elsewhere', gatewayId: id, problems: [] };
  const message = LISTENER_OWNERS.includes(type)
    ? `${kind} ${namespace}/${name} is not in the input`
    : `a ${kind} of ${group === '' ? 'the core group' : group} is no parent for routes`;
  return { type: 'listeners', attachments: [], problems: [problemAt(route, path, 'parent-missing', message)] };
}
