import type { Proxy, ServiceResource } from '../cluster/index.ts';
import { type Endpoint, isProxy, type Reachability } from '../reach/index.ts';
import { columnReader } from './columns.ts';
import { admittedBy, type Exposure, exposuresOf } from './exposure.ts';
import { backendPoint, portGates } from './port-gate.ts';
import type { RoutedBackend, RoutedResource, RoutedRule } from './routing.ts';
import type { Backend, ServicePortView, ServiceView } from './service-view.ts';
import { unseenProxyReader } from './unseen-proxy.ts';

export type EntryStatus =
  /** Every pod behind it is open to the proxy, or to clients outside. */
  | 'reachable'
  | 'partly-reachable'
  | 'blocked'
  /** The Service is there, and no pod serves the port. */
  | 'no-backends'
  /** The route leads nowhere: see its problem. */
  | 'broken'
  /** It leads to something that netgraph does not look into: a bucket, a fixed answer, a name elsewhere. */
  | 'not-judged';

/** What becomes of the requests that a route, or a Service that is open to outside, sends to one Service port. */
export interface EntryVerdict {
  readonly status: EntryStatus;
  readonly open: readonly Backend[];
  readonly closed: readonly Backend[];
}

export interface EntryBackend extends RoutedBackend, EntryVerdict {}

export interface EntryRule extends Omit<RoutedRule, 'backends'> {
  /** What stands between clients and backends: pods of the input, what may be the proxy, or addresses outside. */
  readonly from: readonly Endpoint[];
  readonly backends: readonly EntryBackend[];
}

/** An Ingress, a route, or a Service that clients outside connect to. */
export type EntryPoint =
  | (Omit<RoutedResource, 'rules'> & { readonly type: 'route'; readonly rules: readonly EntryRule[] })
  | {
      readonly type: 'service';
      /** The id of the Service object: `shop/web[Service]`. */
      readonly id: string;
      readonly resource: ServiceResource;
      readonly ports: readonly ({
        readonly view: ServicePortView;
        readonly exposures: readonly Exposure[];
      } & EntryVerdict)[];
    };

function verdictOf(backends: readonly Backend[], isOpen: (backend: Backend) => boolean): EntryVerdict {
  const open = backends.filter(isOpen);
  const closed = backends.filter((backend) => !open.includes(backend));
  if (backends.length === 0) return { status: 'no-backends', open, closed };
  if (closed.length === 0) return { status: 'reachable', open, closed };
  return { status: open.length === 0 ? 'blocked' : 'partly-reachable', open, closed };
}

/** A single pod always reaches itself: a proxy that serves its own dashboard. */
const isItself = (source: Endpoint, { endpoint }: Backend): boolean =>
  source === endpoint && source.type === 'workload' && source.isSinglePod;

const NOT_JUDGED: EntryVerdict = { status: 'not-judged', open: [], closed: [] };

/** Asks the graph for every route and every open Service: proxy → pod on its own port, or outside → pod. */
export function entryPoints(
  reachability: Reachability,
  services: readonly ServiceView[],
  routed: readonly RoutedResource[],
): EntryPoint[] {
  const columnOf = columnReader(reachability);
  const gateOf = portGates(reachability);
  const { endpoints, groupOf } = reachability;
  const outside = endpoints.filter(({ type }) => type === 'external');
  const isProxyOf = ({ id, workloads }: Proxy): ((endpoint: Endpoint) => boolean) => {
    const own = new Set(workloads);
    return (endpoint) => (endpoint.type === 'workload' ? own.has(endpoint.workload) : endpoint.id === id);
  };
  const sources = new Map<Proxy, readonly Endpoint[]>();
  /** The pods of a proxy. One that runs outside the cluster connects from there. */
  const sourcesOf = (proxy: Proxy): readonly Endpoint[] => {
    const known = sources.get(proxy);
    if (known !== undefined) return known;
    const found = endpoints.filter(isProxyOf(proxy));
    const used = found.length > 0 ? found : outside;
    sources.set(proxy, used);
    return used;
  };
  const reaches = (from: readonly Endpoint[], { port }: ServicePortView, backend: Backend): boolean => {
    const isOpen = gateOf(backendPoint(port, backend));
    const column = columnOf(backend.endpoint);
    return from.some((source) => isItself(source, backend) || isOpen(column.at(groupOf(source))));
  };
  const admitsUnseen = unseenProxyReader(reachability);
  const isMeant = (from: readonly Endpoint[], { port }: ServicePortView, backend: Backend): boolean => {
    const asked =
      port === undefined || backend.port === undefined ? undefined : { protocol: port.protocol, port: backend.port };
    return admitsUnseen(from, backend, asked, gateOf(backendPoint(port, backend)));
  };
  /** A load balancer outside may ask node ports, and then policies see the node (semantics §1.14). */
  const isByNode = ({ resource }: ServiceView, { port }: ServicePortView): boolean =>
    port !== undefined && exposuresOf(resource, port).some((exposure) => exposure.isByNode);

  const routeVerdict = ({ problem, service, port, share }: RoutedBackend, proxy: Proxy | undefined): EntryVerdict => {
    if (problem !== undefined && problem.type !== 'service-elsewhere') return { ...NOT_JUDGED, status: 'broken' };
    if (service === undefined || port === undefined || proxy === undefined || share === 0) return NOT_JUDGED;
    const from = sourcesOf(proxy);
    const isOpen = from === outside && isByNode(service, port);
    const isUnseen = from.every(isProxy);
    return verdictOf(
      port.backends,
      (backend) => isOpen || reaches(from, port, backend) || (isUnseen && isMeant(from, port, backend)),
    );
  };

  const routes = routed.map((resource): EntryPoint => ({
    ...resource,
    type: 'route',
    rules: resource.rules.map((rule) => ({
      ...rule,
      from: rule.proxy === undefined ? [] : sourcesOf(rule.proxy),
      backends: rule.backends.map((backend) => ({ ...backend, ...routeVerdict(backend, rule.proxy) })),
    })),
  }));

  const open = services.flatMap(({ resource, id, ports }): EntryPoint[] => {
    const exposed = ports.flatMap((view) => {
      const exposures = view.port === undefined ? [] : exposuresOf(resource, view.port);
      if (exposures.length === 0) return [];
      const isFree = exposures.some((exposure) => exposure.isByNode);
      const from = outside.filter((client) => exposures.some((exposure) => admittedBy(resource, exposure, client)));
      return [{ view, exposures, ...verdictOf(view.backends, (backend) => isFree || reaches(from, view, backend)) }];
    });
    return exposed.length === 0 ? [] : [{ type: 'service', id: `${id}[Service]`, resource, ports: exposed }];
  });
  return [...routes, ...open];
}

/** The Service ports that a route leads to and gets through to, by way of clients outside. */
export function routedPorts(entries: readonly EntryPoint[]): ReadonlySet<ServicePortView> {
  return new Set(
    entries
      .flatMap((entry) => (entry.type === 'route' && !entry.isMesh ? entry.rules : []))
      .flatMap(({ backends }) => backends)
      .flatMap(({ port, open }) => (port !== undefined && open.length > 0 ? [port] : [])),
  );
}
