import type { OpenShiftRouteResource } from '../../cluster/index.ts';
import { objectId } from '../../model/object-ref.ts';
import { listText } from '../list-text.ts';
import type { RoutedBackend, RoutedResource, RoutedRule, RoutingProblemType } from '../routing.ts';
import type { ServicePortView, ServiceView } from '../service-view.ts';
import type { RoutingContext } from './context.ts';
import { problemAt } from './problem.ts';

/** The router compares texts: with the name of a Service port, and with the number where the pods listen. */
function portsFor({ ports }: ServiceView, targetPort: number | string | undefined): readonly ServicePortView[] {
  const streams = ports.filter(({ port }) => port === undefined || port.protocol === 'TCP');
  if (targetPort === undefined) return streams;
  const asked = String(targetPort);
  return streams.filter(
    ({ port, backends }) =>
      port?.name === asked ||
      String(port?.targetPort) === asked ||
      backends.some((backend) => String(backend.port) === asked),
  );
}

function missingPortText({ id, ports }: ServiceView, targetPort: number | string | undefined): string {
  const known = ports.flatMap(({ port }) =>
    port === undefined ? [] : `${port.name ?? port.port} (target port ${port.targetPort})`,
  );
  const rest = known.length === 0 ? 'it has none' : `it has ${listText(known)}`;
  const asked = targetPort === undefined ? 'TCP port' : `port with the name or target port ${targetPort}`;
  return `Service ${id} has no ${asked}; ${rest}`;
}

type NamedBackend = OpenShiftRouteResource['backends'][number];

type Found = Pick<RoutedBackend, 'service' | 'port' | 'problem'>;

/** The ports that are meant, without a target port all of the Service; or what is wrong. */
function find(route: OpenShiftRouteResource, { kind, name, path }: NamedBackend, context: RoutingContext): Found[] {
  const { targetPort, ref } = route;
  const namespace = ref.namespace ?? '';
  const problem = (type: RoutingProblemType, message: string): Found => ({
    problem: problemAt(route, [...path, 'name'], type, message),
  });
  if (kind !== 'Service') return [problem('backend-unsupported', `a Route leads to a Service, not to a ${kind}`)];
  const service = context.catalog.find(namespace, name);
  if (service === undefined) return [problem('service-missing', context.explainMissing(namespace, name).message)];
  if (service.resource.serviceType === 'ExternalName') return [{ service }];
  const ports = portsFor(service, targetPort);
  if (ports.length > 0) return ports.map((port) => ({ service, port }));
  const place = targetPort === undefined ? [...path, 'name'] : ['spec', 'port', 'targetPort'];
  return [{ service, problem: problemAt(route, place, 'port-missing', missingPortText(service, targetPort)) }];
}

function textOf({ ref, targetPort }: OpenShiftRouteResource, { kind, name }: NamedBackend, { port }: Found): string {
  const asked = port?.port?.name ?? port?.port?.port ?? targetPort;
  return `${kind === 'Service' ? '' : `${kind} `}${ref.namespace ?? ''}/${name}${asked === undefined ? '' : `:${asked}`}`;
}

/** Services share the requests by weight, and the ports of one Service share evenly. */
function routedBackends(route: OpenShiftRouteResource, context: RoutingContext): RoutedBackend[] {
  const total = route.backends.reduce((sum, { weight }) => sum + weight, 0);
  return route.backends.flatMap((backend) => {
    const found = find(route, backend, context);
    const share = total === 0 ? 0 : backend.weight / total / found.length;
    return found.map(({ problem, ...rest }): RoutedBackend => {
      const text = textOf(route, backend, rest);
      const target = { kind: backend.kind, namespace: route.ref.namespace ?? '', name: backend.name };
      const routed = { text, target, role: 'forward' as const, share, path: [...backend.path, 'name'], ...rest };
      // Where nothing is sent nothing fails.
      return problem === undefined || share === 0 ? routed : { ...routed, problem };
    });
  });
}

function portOf(tls: OpenShiftRouteResource['tls']): RoutedRule['ports'][number] {
  if (tls === undefined) return { port: 80, protocol: 'HTTP' };
  return { port: 443, protocol: tls === 'passthrough' ? 'TLS' : 'HTTPS' };
}

/** Where an OpenShift Route leads: one rule, whose Services share the requests by weight. */
export function routeOpenShiftRoute(route: OpenShiftRouteResource, context: RoutingContext): RoutedResource {
  const id = objectId(route.ref);
  const { host, urlPath, tls } = route;
  const proxy = context.cluster.proxyOf.get(id);
  const backends = routedBackends(route, context);
  const isUnused = backends.every(({ share }) => share === 0);
  return {
    resource: route,
    id,
    rules: [
      {
        hosts: [host ?? '*'],
        matches: urlPath === undefined ? [] : [`${urlPath} (Prefix)`],
        ports: [portOf(tls)],
        backends,
        path: ['spec'],
        ...(proxy === undefined ? {} : { proxy }),
      },
    ],
    problems: isUnused ? [problemAt(route, ['spec', 'to'], 'no-backend', 'every backend has weight 0')] : [],
    isMesh: false,
  };
}
