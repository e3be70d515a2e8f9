import type { BackendRef, GatewayRouteResource, ReferenceGrantResource } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { qualifiedName } from '../../model/object-ref.ts';
import type { RoutingProblem } from '../routing.ts';
import { GATEWAY_GROUP } from './listeners.ts';

/** Whether a route may refer to an object of another namespace, and otherwise why not. */
export interface Grants {
  isGranted(route: GatewayRouteResource, backend: BackendRef): boolean;
  /** A grant that would do if it stood in the namespace of the backend, where people often do not put it. */
  misplaced(route: GatewayRouteResource, backend: BackendRef): RoutingProblem['related'];
}

const grantsRef = (
  { from, to }: ReferenceGrantResource,
  { routeKind, ref }: GatewayRouteResource,
  { group, kind, name }: BackendRef,
): boolean =>
  from.some((each) => each.group === GATEWAY_GROUP && each.kind === routeKind && each.namespace === ref.namespace) &&
  to.some((each) => each.group === group && each.kind === kind && (each.name === undefined || each.name === name));

/** ReferenceGrants count in the namespace of what they let others refer to (semantics §1.19). */
export function readGrants(grants: readonly ReferenceGrantResource[]): Grants {
  const byNamespace = groupBy(grants, ({ ref }) => ref.namespace ?? '');
  return {
    isGranted: (route, backend) =>
      backend.namespace === route.ref.namespace ||
      (byNamespace.get(backend.namespace) ?? []).some((grant) => grantsRef(grant, route, backend)),
    misplaced: (route, backend) =>
      (byNamespace.get(route.ref.namespace ?? '') ?? [])
        .filter((grant) => grantsRef(grant, route, backend))
        .map(({ ref, origin }) => ({
          message: `${qualifiedName(ref)} must stand in namespace ${backend.namespace} to count`,
          origin,
          path: [],
        })),
  };
}
