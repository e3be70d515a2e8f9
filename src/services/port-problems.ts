import type { ServicePort } from '../cluster/index.ts';
import type { Labels } from '../model/labels.ts';
import type { Location } from '../model/location.ts';
import { objectId } from '../model/object-ref.ts';
import { endpointName } from '../reach/index.ts';
import type { PortAccess } from './clients.ts';
import type { ServicePortView, ServiceView, Unresolved } from './service-view.ts';

/** Something to know about a port of a Service. */
export interface PortProblem {
  /** `note`: as it should be, or as it may be meant. */
  readonly level: 'problem' | 'note';
  /** A sentence without a full stop, for people. */
  readonly message: string;
  readonly location: Location;
}

const MOST = 3;

export const listText = (names: readonly string[]): string =>
  names.length <= MOST ? names.join(', ') : `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`;

const selectorText = (selector: Labels): string => [...selector].map(([key, value]) => `${key}=${value}`).join(',');

const namesOf = (items: readonly { readonly endpoint: Parameters<typeof endpointName>[0] }[]): string =>
  listText(items.map(({ endpoint }) => endpointName(endpoint)));

const portText = ({ protocol, port }: Pick<ServicePort, 'protocol' | 'port'>): string => `${protocol} ${port}`;

function noBackends({ resource }: ServiceView): PortProblem {
  const { origin, selector, ref } = resource;
  if (selector === undefined)
    return {
      level: 'problem',
      message: 'it has no selector, and no EndpointSlice or Endpoints object of the input gives it a ready address',
      location: origin.locate(['spec']),
    };
  return {
    level: 'problem',
    message: `its selector ${selectorText(selector)} matches no pod of namespace ${ref.namespace ?? ''}`,
    location: origin.locate(['spec', 'selector']),
  };
}

function unresolvedText({ targetPort, protocol }: ServicePort, unresolved: readonly Unresolved[]): string {
  const others = unresolved.filter(({ reason }) => reason === 'other-protocol');
  const missing = unresolved.filter(({ reason }) => reason === 'no-such-name');
  const parts = [
    ...(missing.length === 0 ? [] : [`${namesOf(missing)} has no port named ${targetPort}`]),
    ...(others.length === 0 ? [] : [`the port ${targetPort} of ${namesOf(others)} is not ${protocol}`]),
  ];
  return parts.join(', and ');
}

const distinctTargets = ({ backends }: ServicePortView): number[] => [
  ...new Set(backends.flatMap(({ port }) => port ?? [])),
];

/** What is wrong with one port, or worth a note; the worst first. */
export function portProblems(service: ServiceView, view: ServicePortView, access: PortAccess): PortProblem[] {
  const { resource } = service;
  const { origin, headless, internalTrafficPolicy, serviceType } = resource;
  const { port, backends, unresolved } = view;
  if (serviceType === 'ExternalName') return [];
  if (access.status === 'no-backends') return [noBackends(service)];
  const at = (...steps: string[]): Location =>
    origin.locate(port === undefined ? ['spec'] : ['spec', 'ports', port.index, ...steps]);
  const found: PortProblem[] = [];
  const add = (level: PortProblem['level'], message: string, location: Location): void => {
    found.push({ level, message, location });
  };
  if (port !== undefined && backends.length === 0) {
    const message =
      unresolved.length > 0
        ? `nothing listens: ${unresolvedText(port, unresolved)}`
        : `no written endpoint has a port ${port.name === undefined ? 'without a name' : `named ${port.name}`} for ${port.protocol}`;
    add('problem', message, at('targetPort'));
  }
  if (access.slip !== undefined && port !== undefined) {
    const { policy, location } = access.slip;
    add(
      'problem',
      `${objectId(policy.ref)} opens ${port.port}, the port of the Service, but policies see the port that the pods listen on: ${listText(distinctTargets(view).map(String))}`,
      location,
    );
  }
  if (access.status === 'unreachable') {
    const ports = distinctTargets(view).map((number) => portText({ protocol: port?.protocol ?? 'TCP', port: number }));
    add('problem', `policies close ${listText(ports) || 'every port'} of ${namesOf(backends)} to everybody`, at());
  }
  for (const { client, open, closed } of access.partial.slice(0, MOST))
    add('problem', `for ${endpointName(client)}, ${namesOf(open)} is open and ${namesOf(closed)} is closed`, at());
  if (access.partialClients > MOST) add('problem', `so it is for ${access.partialClients - MOST} more clients`, at());
  if (port !== undefined && unresolved.length > 0 && backends.length > 0)
    add('problem', `${unresolvedText(port, unresolved)}: left out`, at('targetPort'));
  if (port !== undefined && headless) {
    const others = distinctTargets(view).filter((number) => number !== port.port);
    if (others.length > 0)
      add('problem', `headless: clients get no translation and must use ${listText(others.map(String))}`, at('port'));
  }
  const undeclared = backends.filter(({ isDeclared }) => !isDeclared);
  if (undeclared.length > 0)
    add(
      'note',
      `no container of ${namesOf(undeclared)} declares ${String(port?.targetPort)}${port === undefined || port.protocol === 'TCP' ? '' : `/${port.protocol}`}`,
      at('targetPort'),
    );
  if (internalTrafficPolicy === 'Local' && backends.length > 0)
    add(
      'note',
      'only for clients on a node that runs one of its pods',
      origin.locate(['spec', 'internalTrafficPolicy']),
    );
  return found;
}
