import type { BackendRef, GatewayRouteResource } from '../../cluster/index.ts';
import type { RoutedBackend, RoutingProblem, RoutingProblemType } from '../routing.ts';
import type { RoutingContext } from './context.ts';
import type { Grants } from './grants.ts';
import { problemAt } from './problem.ts';
import { findPort, missingPortText } from './service-port.ts';

type Found = Pick<RoutedBackend, 'service' | 'port' | 'problem'>;

const isService = ({ group, kind }: BackendRef): boolean => group === '' && kind === 'Service';

const textOf = (backend: BackendRef): string => {
  const { kind, namespace, name, port } = backend;
  return `${isService(backend) ? '' : `${kind} `}${namespace}/${name}${port === undefined ? '' : `:${port}`}`;
};

/** Looks the backend up; the first thing that is wrong is the problem. */
function find(
  route: GatewayRouteResource,
  backend: BackendRef,
  grants: Grants,
  { cluster, catalog, explainMissing }: RoutingContext,
): Found {
  const { namespace, name, kind, port: asked, path } = backend;
  const problem = (type: RoutingProblemType, message: string, related?: RoutingProblem['related']): Found => ({
    problem: problemAt(
      route,
      [...path, type === 'port-missing' && asked !== undefined ? 'port' : 'name'],
      type,
      message,
      related,
    ),
  });
  // What is in a namespace that is not in the input, the grant would be as well.
  if (!grants.isGranted(route, backend) && cluster.namespaces.has(namespace))
    return problem(
      'grant-missing',
      `no ReferenceGrant in namespace ${namespace} lets ${route.routeKind}s of namespace ${route.ref.namespace ?? ''} refer to ${kind} ${name}`,
      grants.misplaced(route, backend),
    );
  if (!isService(backend)) return {};
  const service = catalog.find(namespace, name);
  if (service === undefined) {
    const type = cluster.namespaces.has(namespace) ? 'service-missing' : 'service-elsewhere';
    return problem(type, explainMissing(namespace, name).message);
  }
  if (service.resource.serviceType === 'ExternalName')
    return {
      service,
      ...problem('backend-unsupported', `Service ${service.id} is an ExternalName, which Gateways do not serve`),
    };
  const wanted = { port: asked ?? '', protocol: route.routeKind === 'UDPRoute' ? 'UDP' : 'TCP' } as const;
  const port = findPort(service, wanted);
  if (port !== undefined) return { service, port };
  const message = asked === undefined ? `it names no port of Service ${service.id}` : missingPortText(service, wanted);
  return { service, ...problem('port-missing', message) };
}

/** Where the backends of one rule lead, and which part of the requests each gets. */
export function gatewayBackends(
  route: GatewayRouteResource,
  backends: readonly BackendRef[],
  grants: Grants,
  context: RoutingContext,
): RoutedBackend[] {
  const total = backends.reduce((sum, { role, weight }) => sum + (role === 'forward' ? weight : 0), 0);
  return backends.map((backend) => {
    const { role, weight, path, kind, namespace, name } = backend;
    const target = { kind, namespace, name };
    const share = role === 'mirror' ? 1 : total === 0 ? 0 : weight / total;
    const { problem, ...found } = find(route, backend, grants, context);
    const routed = { text: textOf(backend), target, role, share, path: [...path, 'name'], ...found };
    // Where nothing is sent nothing fails: a version that is not rolled out yet.
    return problem === undefined || share === 0 ? routed : { ...routed, problem };
  });
}
