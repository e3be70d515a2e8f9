import type { GatewayRouteResource, Namespace, ParentRef, RouteKind } from '../../cluster/index.ts';
import { listText } from '../list-text.ts';
import { admitsNamespace, allowedText } from './allowed-namespaces.ts';
import type { RoutingContext } from './context.ts';
import { hostsOrAll, sharedHosts } from './hostnames.ts';
import { GATEWAY_GROUP, type Listener } from './listeners.ts';

/** What a route demands of a listener that is to take it. */
export interface Demand {
  readonly holds: (listener: Listener) => boolean;
  /** The demand as the end of the sentence `no listener …`. */
  readonly asked: string;
  /** What listeners have instead. */
  readonly offered: (listeners: readonly Listener[]) => string;
}

/** What a listener takes where it does not say, and all that it may say. Others are the controller's own affair. */
const KINDS_OF_PROTOCOL: ReadonlyMap<string, readonly RouteKind[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);

function admitsKind({ protocol, allowedKinds }: Listener, routeKind: RouteKind): boolean {
  if (KINDS_OF_PROTOCOL.get(protocol)?.includes(routeKind) === false) return false;
  return allowedKinds?.some(({ group, kind }) => group === GATEWAY_GROUP && kind === routeKind) ?? true;
}

function kindsText({ name, protocol, allowedKinds = [] }: Listener): string {
  const kinds = allowedKinds.length === 0 ? '' : ` and takes ${listText(allowedKinds.map(({ kind }) => kind))}`;
  return `${name} is for ${protocol}${kinds}`;
}

function namespacesText({ name, allowedNamespaces, owner }: Listener, asking: Namespace | undefined): string {
  const isGuess = allowedNamespaces.from === 'Selector' && asking?.origin === undefined;
  const note = isGuess ? ' (no Namespace object in the input)' : '';
  return `${name} admits ${allowedText(allowedNamespaces, owner.ref.namespace)}${note}`;
}

const each =
  (text: (listener: Listener) => string): Demand['offered'] =>
  (listeners) =>
    listText(listeners.map(text));

/** The demands of a route, in the order in which people would look for what is wrong (semantics §1.19). */
export function demandsOf(
  { routeKind, hostnames, ref }: GatewayRouteResource,
  { sectionName, port }: ParentRef,
  { cluster }: RoutingContext,
): Demand[] {
  const namespace = ref.namespace ?? '';
  return [
    {
      holds: ({ name }) => sectionName === undefined || name === sectionName,
      asked: `is called ${sectionName ?? ''}`,
      offered: (listeners) => `there is ${listText(listeners.map(({ name }) => name))}`,
    },
    {
      holds: (listener) => port === undefined || listener.port === port,
      asked: `has port ${port ?? ''}`,
      offered: each((listener) => `${listener.name} has ${listener.port}`),
    },
    {
      holds: ({ allowedNamespaces, owner }) =>
        admitsNamespace(allowedNamespaces, owner.ref.namespace, namespace, cluster),
      asked: `admits routes of namespace ${namespace}`,
      offered: each((listener) => namespacesText(listener, cluster.namespaces.get(namespace))),
    },
    {
      holds: (listener) => admitsKind(listener, routeKind),
      asked: `takes ${routeKind}s`,
      offered: each(kindsText),
    },
    {
      holds: ({ hostname }) => sharedHosts(hostnames, hostname).length > 0,
      asked: `serves ${listText(hostsOrAll(hostnames))}`,
      offered: each(({ name, hostname = '*' }) => `${name} serves ${hostname}`),
    },
  ];
}
