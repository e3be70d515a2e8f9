import type { Reachability } from '../reach/index.ts';
import { headlessTranslation, headlessView, podTranslation } from './headless.ts';
import type { NameTarget } from './names.ts';
import { whyNoBackends } from './no-backends.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';
import {
  type AskedPort,
  askedText,
  findServicePort,
  hopOf,
  NOWHERE,
  portText,
  type Translation,
} from './translation.ts';

/** What is asked for in vain, what there is, and what was probably meant. */
function noSuchPort(service: ServiceView, asked: AskedPort): Translation {
  const { resource, id, ports } = service;
  const owned = ports.flatMap(({ port }) => port ?? []);
  const there = owned.length === 0 ? 'it has none' : `it has ${owned.map(portText).join(', ')}`;
  const { port: wanted = '', protocol = 'TCP' } = asked;
  const isOther = findServicePort(service, { port: wanted }) !== undefined;
  const meant = ports.find(
    ({ port, backends }) => port?.targetPort === wanted || backends.some((backend) => backend.port === wanted),
  )?.port;
  const hint =
    meant === undefined || isOther ? '' : `, and ${askedText(asked)} is the target port of ${portText(meant)}`;
  const lacking = isOther ? `${wanted}/${protocol}` : askedText(asked);
  const message = `Service ${id} has no port ${lacking}; ${there}${hint}`;
  const location = resource.origin.locate(['spec', 'ports']);
  return { ...NOWHERE, service, problem: { type: 'no-such-port', message, location } };
}

/** A Service with an address forwards each of its ports to the target port of each pod (semantics §1.12, §1.13). */
function forwarded(service: ServiceView, view: ServicePortView): Translation {
  const { port, backends, unresolved } = view;
  const { origin } = service.resource;
  if (port === undefined) return { ...NOWHERE, service, view };
  const { protocol } = port;
  return {
    ...NOWHERE,
    service,
    view,
    port: { protocol, port: port.port },
    hops: backends.map((backend) => hopOf(backend, protocol)),
    unresolved,
    location: origin.locate(['spec', 'ports', port.index]),
    ...(backends.length > 0 ? {} : { problem: whyNoBackends(service, view) }),
  };
}

/** The name of one pod leads to it alone, whatever replicas stand beside it. */
const onePod = ({ hops, ...rest }: Translation): Translation => ({
  ...rest,
  hops: hops.map(({ backend, ...hop }) => ({ ...hop, backend: { ...backend, replicas: 1, share: 1 } })),
});

/** An SRV name stands for one port, by its name. */
const srvPort = ({ port }: ServicePortView): AskedPort =>
  port?.name === undefined ? {} : { port: port.name, protocol: port.protocol };

/** Where connections to a name arrive: one answer for each port of a Service where no port is asked for. */
export function translations(target: NameTarget, asked: AskedPort, { addresses }: Reachability): Translation[] {
  if (target.type === 'address') {
    const endpoint = target.endpoint ?? addresses.endpointAt(target.address);
    return endpoint === undefined ? [] : [podTranslation(endpoint, asked)];
  }
  const { service } = target;
  if (target.type === 'pod') return [onePod(headlessTranslation(service, [target.endpoint], asked))];
  const sought = asked.port === undefined && target.port !== undefined ? srvPort(target.port) : asked;
  if (service.resource.headless) {
    if (sought.port !== undefined) return [headlessTranslation(service, service.endpoints, sought)];
    return service.ports.map((view) => headlessView(service, service.endpoints, view));
  }
  if (sought.port === undefined) return service.ports.map((view) => forwarded(service, view));
  const found = findServicePort(service, sought);
  return [found === undefined ? noSuchPort(service, sought) : forwarded(service, found)];
}
