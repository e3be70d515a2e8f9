import type { Location } from '../model/location.ts';
import type { Protocol } from '../model/protocol.ts';
import { type Endpoint, endpointName } from '../reach/index.ts';
import { whyNoBackends } from './no-backends.ts';
import { listText } from './list-text.ts';
import type { Backend, ServicePortView, ServiceView } from './service-view.ts';
import {
  type AskedPort,
  askedText,
  type Break,
  findServicePort,
  type Hop,
  hopOf,
  NOWHERE,
  portText,
  type Translation,
} from './translation.ts';

/*
 * A headless Service, and names of single pods, lead to pods themselves: nothing translates ports, so a client has to
 * use the port on which the pods listen (semantics §1.12).
 */

interface Listening {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Ports on which a pod is said to listen: what its containers declare, and the Service's target ports on it. */
function listening(endpoint: Endpoint, views: readonly ServicePortView[]): Listening[] {
  const declared = endpoint.type === 'workload' ? endpoint.ports : [];
  const targets = views.flatMap(({ port, backends }) =>
    backends.flatMap((backend) =>
      backend.endpoint === endpoint && backend.port !== undefined && port !== undefined
        ? [{ protocol: port.protocol, port: backend.port }]
        : [],
    ),
  );
  return [...declared, ...targets];
}

const replicasOf = (endpoint: Endpoint): number => (endpoint.type === 'workload' ? endpoint.replicas : 1);

/** Pods on a port of the client's choice. */
function chosen(endpoints: readonly Endpoint[], views: readonly ServicePortView[], port?: Listening): Hop[] {
  const total = endpoints.reduce((sum, endpoint) => sum + replicasOf(endpoint), 0);
  return endpoints.map((endpoint) => {
    const known = views.flatMap(({ backends }) => backends).find((backend) => backend.endpoint === endpoint);
    const isDeclared =
      port === undefined ||
      endpoint.type !== 'workload' ||
      endpoint.ports.some((own) => own.port === port.port && own.protocol === port.protocol);
    const backend: Backend = {
      endpoint,
      replicas: replicasOf(endpoint),
      share: replicasOf(endpoint) / total,
      isDeclared,
      ...(known?.address === undefined ? {} : { address: known.address }),
      ...(port === undefined ? {} : { port: port.port }),
    };
    return port === undefined ? { backend } : { backend, port };
  });
}

/** One port of a headless Service, where a client uses the port on which each pod listens. */
export function headlessView(service: ServiceView, endpoints: readonly Endpoint[], view: ServicePortView): Translation {
  const { origin } = service.resource;
  const { port, backends } = view;
  const own = backends.filter(({ endpoint }) => endpoints.includes(endpoint));
  const steps = port === undefined ? [] : ['spec', 'ports', port.index];
  return {
    ...NOWHERE,
    service,
    view,
    hops: own.map((backend) => (port === undefined ? { backend } : hopOf(backend, port.protocol))),
    silent: endpoints.filter((endpoint) => !own.some((backend) => backend.endpoint === endpoint)),
    location: origin.locate(steps),
    ...(own.length > 0 ? {} : { problem: whyNoBackends(service, view) }),
  };
}

/** The client used the number of the Service's port, and the pods listen on another. */
function whyNotTranslated({ resource, id }: ServiceView, { port, backends }: ServicePortView): Break {
  const targets = [...new Set(backends.flatMap((backend) => backend.port ?? []))].map(String);
  return {
    type: 'not-translated',
    message: `nothing listens on ${port?.port ?? ''}: Service ${id} is headless and translates no ports, so clients must use ${listText(targets)}`,
    location: resource.origin.locate(port === undefined ? [] : ['spec', 'ports', port.index, 'port']),
  };
}

function whyNothingListens(service: ServiceView, known: readonly Listening[], asked: AskedPort): Break {
  const ports = [...new Set(known.map(portText))];
  const there = ports.length === 0 ? 'none' : ports.join(', ');
  return {
    type: 'no-such-port',
    message: `no pod of headless Service ${service.id} declares port ${askedText(asked)}; they have ${there}`,
    location: service.resource.origin.locate(['spec', 'ports']),
  };
}

/** The Service's port that stands for a port of its pods, or the Service. */
function placeOf({ resource, ports }: ServiceView, listened: Listening): Location {
  const view = ports.find(
    ({ port, backends }) =>
      port?.protocol === listened.protocol && backends.some((backend) => backend.port === listened.port),
  );
  return resource.origin.locate(view?.port === undefined ? [] : ['spec', 'ports', view.port.index]);
}

/** A port of the client's choice on pods behind a headless Service. */
export function headlessTranslation(
  service: ServiceView,
  endpoints: readonly Endpoint[],
  asked: AskedPort,
): Translation {
  const { ports: views } = service;
  const { port: number } = asked;
  const hasPorts = views.some(({ port }) => port !== undefined);
  if (number === undefined) return { ...NOWHERE, service, hops: chosen(endpoints, views) };
  const view = findServicePort(service, asked);
  if (typeof number === 'string') {
    if (view !== undefined) return headlessView(service, endpoints, view);
    const known = views.flatMap(({ port }) => port ?? []);
    return { ...NOWHERE, service, problem: whyNothingListens(service, known, asked) };
  }
  const isMeant = (each: Listening): boolean =>
    each.port === number && (asked.protocol ?? each.protocol) === each.protocol;
  const portsOf = new Map(endpoints.map((endpoint) => [endpoint, listening(endpoint, views)]));
  const all = [...portsOf.values()].flat();
  const port = all.find((each) => isMeant(each) && each.protocol === 'TCP') ?? all.find(isMeant);
  // Pods of which nothing at all is known may listen anywhere.
  const isKnown = hasPorts || all.length > 0;
  const wanted = port ?? { protocol: asked.protocol ?? 'TCP', port: number };
  const at = { service, port: { protocol: wanted.protocol, port: number } };
  if (!isKnown) return { ...NOWHERE, ...at, hops: chosen(endpoints, views, at.port) };
  const serving = endpoints.filter((endpoint) => portsOf.get(endpoint)?.some(isMeant));
  if (serving.length > 0) {
    const silent = endpoints.filter((endpoint) => !serving.includes(endpoint));
    const location = placeOf(service, at.port);
    return { ...NOWHERE, ...at, hops: chosen(serving, views, at.port), silent, location };
  }
  const isMoved = view !== undefined && view.backends.length > 0;
  if (isMoved) return { ...NOWHERE, ...at, view, problem: whyNotTranslated(service, view) };
  const problem = view === undefined ? whyNothingListens(service, all, asked) : whyNoBackends(service, view);
  return { ...NOWHERE, ...at, problem };
}

/** A pod, or an address outside, by its address. */
export function podTranslation(endpoint: Endpoint, asked: AskedPort): Translation {
  if (typeof asked.port === 'string')
    return {
      ...NOWHERE,
      problem: {
        type: 'no-such-port',
        message: `${endpointName(endpoint)} is asked for by its address, and then a port needs its number`,
      },
    };
  const port = asked.port === undefined ? undefined : { protocol: asked.protocol ?? 'TCP', port: asked.port };
  return { ...NOWHERE, hops: chosen([endpoint], [], port), ...(port === undefined ? {} : { port }) };
}
