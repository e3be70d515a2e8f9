import type { ServicePort } from '../cluster/index.ts';
import { byKeys } from '../model/order.ts';
import { once } from '../model/remember.ts';
import {
  isOpenEnded,
  strangerReader,
  type OpeningRule,
  type Endpoint,
  isPolicedPod,
  NONE,
  type Reachability,
} from '../reach/index.ts';
import { columnReader, type ReadColumn } from './columns.ts';
import { admittedBy, exposuresOf } from './exposure.ts';
import { backendPoint, type Gate, portGates } from './port-gate.ts';
import { servicePortSlip } from './service-port-slip.ts';
import type { Backend, ClientAccess, Clients, PortStatus, ServicePortView, ServiceView } from './service-view.ts';

/** What becomes of connections to one port of a Service. */
export interface PortAccess {
  readonly status: PortStatus;
  readonly clients: Clients;
  /** The clients, where they are few enough to be named; in the order of their ids. */
  readonly named: () => readonly Endpoint[];
  /** Clients for which some backends are open and others closed: the first few. */
  readonly partial: readonly ClientAccess[];
  /** So many clients are in that state. */
  readonly partialClients: number;
  /** Where nobody gets through: a rule that opens the Service's port instead of the one that the pods listen on. */
  readonly slip?: OpeningRule;
}

/** Backends that policies treat alike: one column of the solution, asked at one port. */
interface Target {
  readonly backends: readonly Backend[];
  readonly column: ReadColumn;
  readonly isOpen: Gate;
}

const SHOWN = 10;
const NAMED = 5;

const NO_NAMES = (): readonly Endpoint[] => [];
const endpointOf = ({ endpoint }: Backend): Endpoint => endpoint;

const NOBODY: Clients = { workloads: 0, peers: false, external: false, strangers: false };
const settled = (status: PortStatus): PortAccess => ({
  status,
  clients: NOBODY,
  named: NO_NAMES,
  partial: [],
  partialClients: 0,
});

/**
 * Says of every Service port who reaches it. `isRouted` tells whether an entry point leads to a port and gets through.
 * Node traffic is left out of account: a node always reaches its pods, so it would hide that nobody else does.
 */
export function accessReader(
  reachability: Reachability,
  isRouted: (port: ServicePortView) => boolean,
): (service: ServiceView, port: ServicePortView) => PortAccess {
  const { groups, groupOf } = reachability;
  const columnOf = columnReader(reachability);
  const gateOf = portGates(reachability);
  const admitsStrangers = once(() => strangerReader(reachability, isOpenEnded));
  const podsIn = groups.map(({ members }) => (members.every(isPolicedPod) ? members : members.filter(isPolicedPod)));
  const podCounts = Uint32Array.from(podsIn, ({ length }) => length);
  const isExternal = Uint8Array.from(groups, ({ members }) => (members[0]?.type === 'external' ? 1 : 0));
  const externalGroups = [...groups.keys()].filter((group) => isExternal[group] === 1);

  const targetOf = (port: ServicePort | undefined, backends: readonly [Backend, ...Backend[]]): Target => ({
    backends,
    column: columnOf(backends[0].endpoint),
    isOpen: gateOf(backendPoint(port, backends[0])),
  });

  const targetsOf = ({ port, backends }: ServicePortView): Target[] => {
    const [first] = backends;
    if (first === undefined) return [];
    if (backends.length === 1) return [targetOf(port, [first])];
    const alike = new Map<string, [Backend, ...Backend[]]>();
    for (const backend of backends) {
      const key = `${groupOf(backend.endpoint)} ${backendPoint(port, backend) ?? ''}`;
      const known = alike.get(key);
      if (known === undefined) alike.set(key, [backend]);
      else known.push(backend);
    }
    return [...alike.values()].map((group) => targetOf(port, group));
  };

  /** How many of the targets a group of clients reaches. */
  const openTargets = (targets: readonly Target[], from: number): number => {
    let open = 0;
    for (const { column, isOpen } of targets) if (isOpen(column.at(from))) open += 1;
    return open;
  };

  const openIn = ({ column, isOpen }: Target): number[] =>
    column.from.filter((group, place) => (podCounts[group] ?? 0) > 0 && isOpen(column.ids[place] ?? NONE));

  /** Groups of pods that reach any of the targets, and those of them that do not reach all. */
  const openGroups = (
    targets: readonly Target[],
  ): { readonly reached: readonly number[]; readonly partly: number[] } => {
    const [only] = targets;
    if (only !== undefined && targets.length === 1) return { reached: openIn(only), partly: [] };
    const counts = new Map<number, number>();
    for (const target of targets) for (const group of openIn(target)) counts.set(group, (counts.get(group) ?? 0) + 1);
    const partly = [...counts].flatMap(([group, count]) => (count < targets.length ? [group] : []));
    return { reached: [...counts.keys()], partly };
  };

  const isPeer = (targets: readonly Target[], { endpoint }: Backend): boolean =>
    isPolicedPod(endpoint) &&
    targets.some(
      ({ backends, column, isOpen }) =>
        isOpen(column.at(groupOf(endpoint))) &&
        (!endpoint.isSinglePod || backends.some((other) => other.endpoint !== endpoint)),
    );

  const isOpenOutside = ({ resource }: ServiceView, { port }: ServicePortView, targets: readonly Target[]): boolean => {
    if (port === undefined) return false;
    return exposuresOf(resource, port).some((exposure) => {
      // Policies see the node that the traffic came by, and a node always reaches its pods.
      if (exposure.isByNode) return true;
      return externalGroups.some(
        (group) =>
          groups[group]?.members.some((member) => admittedBy(resource, exposure, member)) === true &&
          openTargets(targets, group) > 0,
      );
    });
  };

  const isOpenToAddresses = ({ column, isOpen }: Target): boolean =>
    column.from.some((group, place) => isExternal[group] === 1 && isOpen(column.ids[place] ?? NONE));

  const isOpenToStrangers = ({ port, backends }: ServicePortView, targets: readonly Target[]): boolean => {
    // A rule on addresses may be meant for pods or nodes whose addresses nobody told.
    if (targets.some(isOpenToAddresses)) return true;
    return backends.some(({ endpoint, port: number }) => {
      const asked = { protocol: port?.protocol ?? 'TCP', port: number ?? 1 };
      return endpoint.type === 'workload' && admitsStrangers()(endpoint, asked);
    });
  };

  const accessOf = (client: Endpoint, { port, backends }: ServicePortView): ClientAccess => {
    const isOpen = (backend: Backend): boolean =>
      gateOf(backendPoint(port, backend))(columnOf(backend.endpoint).at(groupOf(client)));
    return { client, open: backends.filter(isOpen), closed: backends.filter((backend) => !isOpen(backend)) };
  };

  const clientsIn = (group: number, own: readonly Backend[]): Endpoint[] =>
    podsIn[group]?.filter((pod) => !own.some(({ endpoint }) => endpoint === pod)) ?? [];

  const isClient = (targets: readonly Target[], endpoint: Endpoint): boolean =>
    isPolicedPod(endpoint) && openTargets(targets, groupOf(endpoint)) > 0;

  /** How many backends are clients, too. */
  const countOwn = (targets: readonly Target[], backends: readonly Backend[]): number => {
    const [only] = backends;
    if (only !== undefined && backends.length === 1) return isClient(targets, only.endpoint) ? 1 : 0;
    return [...new Set(backends.map(endpointOf))].filter((endpoint) => isClient(targets, endpoint)).length;
  };

  const countPods = (reached: readonly number[]): number => {
    let count = 0;
    for (const group of reached) count += podCounts[group] ?? 0;
    return count;
  };

  /** Worked out again when somebody asks: most reports name few clients or none. */
  const namedClients = (view: ServicePortView): Endpoint[] => {
    const { reached } = openGroups(targetsOf(view));
    return reached.flatMap((group) => clientsIn(group, view.backends)).sort(byKeys(({ id }) => id));
  };

  return (service, view) => {
    if (service.resource.serviceType === 'ExternalName') return settled('external-name');
    if (service.endpoints.length === 0) return settled('no-backends');
    if (view.backends.length === 0) return settled('unresolved-port');
    const targets = targetsOf(view);
    const { reached, partly } = openGroups(targets);
    // Pods that are backends themselves are no clients.
    const workloads = countPods(reached) - countOwn(targets, view.backends);
    const partial = partly.flatMap((group) => clientsIn(group, view.backends));
    const peers = view.backends.some((backend) => isPeer(targets, backend));
    const external = isRouted(view) || isOpenOutside(service, view, targets);
    const isReached = workloads > 0 || peers || external;
    const strangers = !isReached && isOpenToStrangers(view, targets);
    const slip = isReached || strangers ? undefined : servicePortSlip(reachability, view);
    return {
      status: !isReached && !strangers ? 'unreachable' : partial.length > 0 ? 'partly-reachable' : 'reachable',
      clients: { workloads, peers, external, strangers },
      partial: partial.slice(0, SHOWN).map((client) => accessOf(client, view)),
      partialClients: partial.length,
      named: workloads > NAMED || workloads === 0 ? NO_NAMES : () => namedClients(view),
      ...(slip === undefined ? {} : { slip }),
    };
  };
}
