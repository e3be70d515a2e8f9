import type { ServicePort } from '../cluster/index.ts';
import type { Labels } from '../model/labels.ts';
import { objectId } from '../model/object-ref.ts';
import { type Endpoint, endpointName } from '../reach/index.ts';
import { listText } from './list-text.ts';
import type { PortProblem, PortProblemType } from './port-problems.ts';
import type { ClientAccess, Unresolved } from './service-view.ts';

/** `note`: as it should be, or as it may be meant. */
export type ProblemLevel = 'problem' | 'note';

const NOTES: ReadonlySet<PortProblemType> = new Set<PortProblemType>(['target-port-undeclared', 'node-local']);

export const problemLevel = ({ type }: PortProblem): ProblemLevel => (NOTES.has(type) ? 'note' : 'problem');

/** `app=web,tier=front` */
export const selectorText = (selector: Labels): string =>
  [...selector].map(([key, value]) => `${key}=${value}`).join(',');

const namesOf = (items: readonly { readonly endpoint: Endpoint }[]): string =>
  listText(items.map(({ endpoint }) => endpointName(endpoint)));

/** The names of ports that the pods have instead. */
function namedPorts(unresolved: readonly Unresolved[]): string {
  const names = unresolved.flatMap(({ endpoint }) =>
    endpoint.type !== 'workload'
      ? []
      : endpoint.ports.flatMap(({ name, port }) => (name === undefined ? [] : `${name} (${port})`)),
  );
  return names.length === 0 ? '' : `; there is ${listText([...new Set(names)])}`;
}

function unresolvedText({ targetPort, protocol }: ServicePort, unresolved: readonly Unresolved[]): string {
  const others = unresolved.filter(({ reason }) => reason === 'other-protocol');
  const missing = unresolved.filter(({ reason }) => reason === 'no-such-name');
  return [
    ...(missing.length === 0 ? [] : [`${namesOf(missing)} has no port named ${targetPort}`]),
    ...(others.length === 0 ? [] : [`the port ${targetPort} of ${namesOf(others)} is not ${protocol}`]),
  ].join(', and ');
}

const SHOWN = 3;

const accessText = ({ client, open, closed }: ClientAccess): string =>
  `for ${endpointName(client)}, ${namesOf(open)} is open and ${namesOf(closed)} is closed`;

function partlyText(shown: readonly ClientAccess[], clients: number): string {
  const told = shown.slice(0, SHOWN).map(accessText);
  const more = clients - told.length;
  return [...told, ...(more > 0 ? [`so it is for ${more} more clients`] : [])].join('; ');
}

/** What a port problem says, as a clause about one port of a Service, without a full stop. */
export function problemText(problem: PortProblem): string {
  switch (problem.type) {
    case 'selects-nothing':
      return `its selector ${selectorText(problem.selector)} matches no pod of namespace ${problem.namespace}`;
    case 'no-endpoints':
      return 'it has no selector, and no EndpointSlice or Endpoints object of the input gives it a ready address';
    case 'target-port-unresolved':
      return `${unresolvedText(problem.port, problem.unresolved)}${namedPorts(problem.unresolved)}`;
    case 'port-not-listed': {
      const { name, protocol } = problem.port;
      return `no written endpoint has a port ${name === undefined ? 'without a name' : `named ${name}`} for ${protocol}`;
    }
    case 'target-port-partly-resolved':
      return `${unresolvedText(problem.port, problem.unresolved)}, so it is left out`;
    case 'service-port-opened': {
      const targets = listText(problem.targets.map(String));
      return `${objectId(problem.policy)} opens ${problem.port.port}, the port of the Service, but policies see the port that the pods listen on: ${targets}`;
    }
    case 'unreachable': {
      const ports = listText(problem.targets.map((number) => `${problem.protocol} ${number}`));
      return `policies close ${ports || 'every port'} of ${namesOf(problem.backends)} to everybody`;
    }
    case 'partly-reachable':
      return partlyText(problem.shown, problem.clients);
    case 'headless-port-differs':
      return `it is headless, so nothing translates ports and clients must use ${listText(problem.targets.map(String))}`;
    case 'target-port-undeclared': {
      const { targetPort, protocol } = problem.port;
      return `no container of ${namesOf(problem.backends)} declares ${targetPort}${protocol === 'TCP' ? '' : `/${protocol}`}`;
    }
    case 'node-local':
      return 'only for clients on a node that runs one of its pods';
  }
}
