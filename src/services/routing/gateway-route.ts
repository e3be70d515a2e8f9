import type { GatewayRouteResource, RouteRule } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { objectId } from '../../model/object-ref.ts';
import { byCodeUnit, byKeys } from '../../model/order.ts';
import type { RoutedResource, RoutedRule, RoutingProblem } from '../routing.ts';
import type { Outcome } from './attachment.ts';
import type { RoutingContext } from './context.ts';
import { gatewayBackends } from './gateway-backend.ts';
import type { Grants } from './grants.ts';
import { hostsOrAll } from './hostnames.ts';
import { problemAt } from './problem.ts';

/** By what requests come to the rules of a route. */
type Way = Pick<RoutedRule, 'hosts' | 'ports' | 'proxy'>;

const sorted = (hosts: readonly string[]): string[] => [...new Set(hosts)].sort(byCodeUnit);

/** One way for each Gateway that admits the route, in the order of their ids; one without a proxy where none does. */
function waysOf(route: GatewayRouteResource, outcomes: readonly Outcome[], { cluster }: RoutingContext): Way[] {
  const attachments = outcomes.flatMap((outcome) => {
    if (outcome.type === 'mesh') return [];
    if (outcome.type === 'elsewhere')
      return [{ gatewayId: outcome.gatewayId, hosts: hostsOrAll(route.hostnames), ports: [] }];
    return outcome.attachments.map(({ gatewayId, hosts, listener: { port, protocol } }) => ({
      gatewayId,
      hosts,
      ports: port === 0 ? [] : [{ port, protocol }],
    }));
  });
  // Hosts and ports of different listeners do not mix.
  const ways = [...groupBy(attachments, ({ gatewayId, hosts }) => `${gatewayId} ${sorted(hosts).join()}`).values()]
    .flatMap((own): (Way & { readonly gatewayId: string })[] => {
      const [first] = own;
      if (first === undefined) return [];
      const proxy = cluster.proxyOf.get(first.gatewayId);
      const ports = new Map(own.flatMap((each) => each.ports).map((each) => [`${each.port} ${each.protocol}`, each]));
      return [
        {
          gatewayId: first.gatewayId,
          hosts: sorted(first.hosts),
          ports: [...ports.values()].sort(
            byKeys(
              ({ port }) => port,
              ({ protocol }) => protocol,
            ),
          ),
          ...(proxy === undefined ? {} : { proxy }),
        },
      ];
    })
    .sort(
      byKeys(
        ({ gatewayId }) => gatewayId,
        ({ hosts }) => hosts.join(),
      ),
    );
  return ways.length > 0 ? ways : [{ hosts: sorted(hostsOrAll(route.hostnames)), ports: [] }];
}

/** A rule that matches and leads nowhere answers with an error. */
function emptyRule(route: GatewayRouteResource, { backends, isRedirect, path, name }: RouteRule): RoutingProblem[] {
  if (isRedirect || backends.some(({ role, weight }) => role === 'forward' && weight > 0)) return [];
  const hasForward = backends.some(({ role }) => role === 'forward');
  const rule = name === undefined ? 'the rule' : `rule ${name}`;
  return [
    problemAt(route, path, 'no-backend', `${rule} ${hasForward ? 'gives every backend weight 0' : 'has no backends'}`),
  ];
}

/** Where each rule of a Gateway API route leads, by way of each Gateway that admits it (semantics §1.19). */
export function routeGatewayRoute(
  route: GatewayRouteResource,
  outcomes: readonly Outcome[],
  grants: Grants,
  context: RoutingContext,
): RoutedResource {
  const isMesh = outcomes.length > 0 && outcomes.every(({ type }) => type === 'mesh');
  const ways = waysOf(route, outcomes, context);
  const orphan = outcomes.length === 0 ? [problemAt(route, ['spec'], 'parent-missing', 'it names no parent')] : [];
  return {
    resource: route,
    id: objectId(route.ref),
    rules: route.rules.flatMap(({ matches, backends, path }) => {
      const routed = gatewayBackends(route, backends, grants, context);
      return ways.map(({ hosts, ports, proxy }): RoutedRule => ({
        hosts,
        ports,
        matches,
        backends: routed,
        path,
        ...(proxy === undefined ? {} : { proxy }),
      }));
    }),
    problems: [
      ...orphan,
      ...outcomes.flatMap(({ problems }) => problems),
      ...route.rules.flatMap((rule) => emptyRule(route, rule)),
    ],
    isMesh,
  };
}
