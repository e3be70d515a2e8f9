import { contains } from '../../model/intervals.ts';
import { portPoint } from '../../model/port-set.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { Endpoint, WorkloadEndpoint } from '../../reach/index.ts';
import { isPolicedPod } from '../../reach/index.ts';
import type { Backend, EntryPoint, ServicePortView } from '../../services/index.ts';
import type { Target } from '../define-rule.ts';
import { holdsInternet, isForInternet } from '../address-space.ts';
import { allowRules, openedOn, type PlacedRule } from '../policy-rules.ts';
import { policedPods } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { isIsolated, openToInternet } from './internet.ts';
import { sensitiveAt, type SensitivePort } from './sensitive-ports.ts';

interface Listening {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A port of a pod that nobody outside should talk to. */
export interface ExposedPort extends Listening {
  readonly sensitive: SensitivePort;
  readonly pod: WorkloadEndpoint;
}

/** A Service or route that leads there from outside. */
export interface SensitiveEntry {
  readonly entry: EntryPoint;
  readonly view: ServicePortView;
  readonly exposed: readonly [ExposedPort, ...ExposedPort[]];
  /** How clients outside come in: `a load balancer`. */
  readonly way: string;
  readonly at: Target;
}

/** A rule that opens it to every address. */
export interface SensitiveRule {
  readonly placed: PlacedRule;
  readonly exposed: readonly [ExposedPort, ...ExposedPort[]];
}

/** Where pods listen: what containers declare, and what Services lead to. */
const listening = fact(({ overview, reachability }) => {
  const byPod = new Map<Endpoint, Listening[]>();
  for (const pod of reachability.endpoints) if (isPolicedPod(pod)) byPod.set(pod, [...pod.ports]);
  for (const { ports } of overview.catalog.services)
    for (const { port: asked, backends } of ports)
      for (const { endpoint, port } of backends)
        if (asked !== undefined && port !== undefined) byPod.get(endpoint)?.push({ protocol: asked.protocol, port });
  return byPod;
});

const WAYS = { 'load-balancer': 'a load balancer', 'node-port': 'a node port', 'external-ip': 'an external address' };

/** Whether policies leave a backend open to every address, and not only to what comes by way of its own node. */
function isOpenOutside({ endpoint, port }: Backend, protocol: Protocol, context: RuleContext): boolean {
  if (!isPolicedPod(endpoint) || port === undefined) return false;
  return !isIsolated(context, endpoint) || contains(openToInternet(context)(endpoint), portPoint(protocol, port));
}

/** A backend that answers as something sensitive, told by the port of the pod or by that of the Service. */
function exposedBackends(
  { port: asked }: ServicePortView,
  backends: readonly Backend[],
  name: string,
  context: RuleContext,
): ExposedPort[] {
  if (asked === undefined) return [];
  const { protocol } = asked;
  return backends.flatMap((backend) => {
    const { endpoint: pod, port = asked.port } = backend;
    if (!isPolicedPod(pod) || !isOpenOutside(backend, protocol, context)) return [];
    const names = [name, pod.ref.name];
    const sensitive = sensitiveAt(protocol, port, names) ?? sensitiveAt(protocol, asked.port, names);
    return sensitive === undefined ? [] : [{ pod, protocol, port, sensitive }];
  });
}

const nonEmpty = <Item>(items: readonly Item[]): readonly [Item, ...Item[]] | undefined => {
  const [first, ...others] = items;
  return first === undefined ? undefined : [first, ...others];
};

function* servicesTo(entry: EntryPoint & { type: 'service' }, context: RuleContext): Generator<SensitiveEntry> {
  const { resource, ports } = entry;
  const { sourceRanges, isInternal, origin, ref } = resource;
  const isRestricted = sourceRanges.length > 0 && !sourceRanges.some(({ set }) => holdsInternet(set));
  if (isInternal || isRestricted) return;
  for (const { view, exposures, open } of ports) {
    const exposed = nonEmpty(exposedBackends(view, open, ref.name, context));
    const [exposure] = exposures;
    if (exposed === undefined || exposure === undefined || view.port === undefined) continue;
    const at: Target = { origin, path: ['spec', 'ports', view.port.index] };
    yield { entry, view, exposed, way: WAYS[exposure.way], at };
  }
}

/** Requests over HTTP are for web servers, whatever port those choose; connections that are passed on as they are, are not. */
function* routesTo(entry: EntryPoint & { type: 'route' }): Generator<SensitiveEntry> {
  const { resource, rules } = entry;
  if (entry.isMesh || resource.type !== 'gateway-route' || !['TCPRoute', 'UDPRoute'].includes(resource.routeKind))
    return;
  for (const { backends, proxy } of rules)
    for (const { port: view, open, path } of backends) {
      // A Gateway of that name is not on the internet.
      if (view === undefined || proxy === undefined || /internal|private/.test(proxy.id)) continue;
      const exposed = nonEmpty(
        open.flatMap(({ endpoint: pod, port }) => {
          const protocol = view.port?.protocol ?? 'TCP';
          if (!isPolicedPod(pod) || port === undefined) return [];
          const sensitive = sensitiveAt(protocol, port, [resource.ref.name, pod.ref.name]);
          return sensitive === undefined ? [] : [{ pod, protocol, port, sensitive }];
        }),
      );
      if (exposed !== undefined) yield { entry, view, exposed, way: 'a route', at: { origin: resource.origin, path } };
    }
}

export const sensitiveEntries = fact((context): readonly SensitiveEntry[] =>
  context.overview.entryPoints.flatMap((entry) => [
    ...(entry.type === 'service' ? servicesTo(entry, context) : routesTo(entry)),
  ]),
);

const exposedKey = ({ pod, protocol, port }: Omit<ExposedPort, 'sensitive'>): string => `${pod.id} ${protocol} ${port}`;

/** Rules for every address that open such a port, but for what an entry is reported for already. */
export const sensitiveRules = fact((context): readonly SensitiveRule[] => {
  const reported = new Set(sensitiveEntries(context).flatMap(({ exposed }) => exposed.map(exposedKey)));
  const openTo = openToInternet(context);
  const exposedBy = ({ rule, policy }: PlacedRule): ExposedPort[] =>
    policedPods(context)(policy.subject).flatMap((pod) => {
      const found = (listening(context).get(pod) ?? []).flatMap(({ protocol, port }): ExposedPort[] => {
        const sensitive = sensitiveAt(protocol, port, [pod.ref.name]);
        return sensitive === undefined ? [] : [{ pod, protocol, port, sensitive }];
      });
      if (found.length === 0 || !isIsolated(context, pod)) return [];
      const opened = openedOn(rule, pod);
      return found.filter((each) => {
        const point = portPoint(each.protocol, each.port);
        return contains(opened, point) && contains(openTo(pod), point) && !reported.has(exposedKey(each));
      });
    });
  return allowRules(context.tiers, 'ingress').flatMap((placed) => {
    const exposed = isForInternet(placed.rule) ? nonEmpty(exposedBy(placed)) : undefined;
    return exposed === undefined ? [] : [{ placed, exposed }];
  });
});
