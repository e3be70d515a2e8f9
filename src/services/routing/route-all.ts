import type { Cluster } from '../../cluster/index.ts';
import { byKeys } from '../../model/order.ts';
import { missingServices } from '../missing-service.ts';
import type { RoutedResource } from '../routing.ts';
import type { ServiceCatalog } from '../service-view.ts';
import { attach } from './attachment.ts';
import type { RoutingContext } from './context.ts';
import { duplicatesIn } from './duplicates.ts';
import { routeGatewayRoute } from './gateway-route.ts';
import { readGrants } from './grants.ts';
import { routeIngress } from './ingress.ts';
import { findListeners } from './listeners.ts';
import { settleMixedKinds } from './mixed-kinds.ts';
import { routeOpenShiftRoute } from './openshift-route.ts';
import { servedHosts } from './scope.ts';

function gatewayRoutes(context: RoutingContext): RoutedResource[] {
  const { cluster } = context;
  if (cluster.gatewayRoutes.length === 0) return [];
  const table = findListeners(cluster);
  const grants = readGrants(cluster.referenceGrants);
  const outcomesOf = settleMixedKinds(
    new Map(
      cluster.gatewayRoutes.map((route) => [
        route,
        route.parents.map((parent) => attach(route, parent, table, context)),
      ]),
    ),
  );
  return [...outcomesOf].map(([route, outcomes]) => routeGatewayRoute(route, outcomes, grants, context));
}

/** Every Ingress, OpenShift Route and Gateway API route and where its rules lead, in the order of their ids. */
export function routeAll(cluster: Cluster, catalog: ServiceCatalog): RoutedResource[] {
  const context: RoutingContext = { cluster, catalog, explainMissing: missingServices(cluster, catalog) };
  const isServedHost = servedHosts(cluster);
  const duplicates = duplicatesIn(cluster);
  const routed = [
    ...cluster.ingresses.map((ingress) => routeIngress(ingress, context, isServedHost)),
    ...cluster.openShiftRoutes.map((route) => routeOpenShiftRoute(route, context)),
    ...gatewayRoutes(context),
  ];
  return routed
    .map((each) => ({ ...each, problems: [...each.problems, ...(duplicates.get(each.id) ?? [])] }))
    .sort(byKeys(({ id }) => id));
}
