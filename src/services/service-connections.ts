import { groupBy } from '../model/group-by.ts';
import { union } from '../model/intervals.ts';
import { portRange, type PortSet } from '../model/port-set.ts';
import { type Endpoint, isProxy, NONE, type Reachability } from '../reach/index.ts';
import { columnReader } from './columns.ts';
import type { EntryPoint } from './entry-points.ts';
import { admittedBy, exposuresOf } from './exposure.ts';
import { backendPoint, portGates } from './port-gate.ts';
import type { Backend, ServicePortView, ServiceView } from './service-view.ts';

/** An endpoint and the ports of a Service on which it reaches at least one pod behind it. */
export interface ServiceConnection {
  readonly from: Endpoint;
  readonly to: ServiceView;
  readonly ports: PortSet;
}

/** Ports by which clients in the cluster and outside call one port of a Service, and the groups that get through. */
interface Door {
  readonly ports: PortSet;
  readonly isOpen: (from: Endpoint, group: number) => boolean;
}

const isOutside = ({ type }: Endpoint): boolean => type === 'external';

/**
 * Who reaches which ports of which Services, source by source. In the cluster that is the port of the Service, of a
 * headless one the ports of its pods; from outside it is what the Service is exposed by; a proxy has its routes.
 */
export function* serviceConnections(
  reachability: Reachability,
  services: readonly ServiceView[],
  entries: readonly EntryPoint[],
): Generator<ServiceConnection> {
  const columnOf = columnReader(reachability);
  const gateOf = portGates(reachability);
  const { groups, groupOf, endpoints } = reachability;

  const groupsThrough = ({ port }: ServicePortView, backends: readonly Backend[]): Uint8Array => {
    const open = new Uint8Array(groups.length);
    for (const backend of backends) {
      const isOpen = gateOf(backendPoint(port, backend));
      const column = columnOf(backend.endpoint);
      for (const [place, group] of column.from.entries()) if (isOpen(column.ids[place] ?? NONE)) open[group] = 1;
    }
    return open;
  };

  const doorsOf = ({ resource }: ServiceView, view: ServicePortView): Door[] => {
    const { port, backends } = view;
    if (port === undefined || backends.length === 0) return [];
    const doorAt = (number: number, behind: readonly Backend[]): Door => {
      const through = groupsThrough(view, behind);
      // A single pod always reaches itself, whatever its group may do.
      const isItself = (from: Endpoint): boolean =>
        from.type === 'workload' && from.isSinglePod && behind.some(({ endpoint }) => endpoint === from);
      return {
        ports: portRange(port.protocol, number, number),
        isOpen: (from, group) => !isOutside(from) && !isProxy(from) && (through[group] === 1 || isItself(from)),
      };
    };
    // Nothing translates the ports of a headless Service, and each number leads to those pods alone that listen there.
    const inside = resource.headless
      ? [...groupBy(backends, (backend) => backend.port ?? port.port)].map(([number, own]) => doorAt(number, own))
      : [doorAt(port.port, backends)];
    const exposures = exposuresOf(resource, port);
    if (exposures.length === 0) return inside;
    const through = groupsThrough(view, backends);
    const outside = exposures.flatMap((exposure): Door[] => {
      const { port: number, isByNode } = exposure;
      if (number === undefined) return [];
      return [
        {
          ports: portRange(port.protocol, number, number),
          isOpen: (from, group) =>
            isOutside(from) && admittedBy(resource, exposure, from) && (isByNode || through[group] === 1),
        },
      ];
    });
    return [...inside, ...outside];
  };

  const routed = new Map<string, Map<ServiceView, PortSet>>();
  for (const entry of entries) {
    if (entry.type !== 'route' || entry.isMesh) continue;
    for (const { proxy, backends } of entry.rules)
      for (const { service, port: view, open } of backends) {
        if (proxy === undefined || service === undefined || view?.port === undefined || open.length === 0) continue;
        const ports = portRange(view.port.protocol, view.port.port, view.port.port);
        const own = routed.get(proxy.id) ?? new Map<ServiceView, PortSet>();
        routed.set(proxy.id, own.set(service, union(own.get(service) ?? [], ports)));
      }
  }

  const doors = services.map((service) => service.ports.flatMap((view) => doorsOf(service, view)));
  for (const from of endpoints) {
    const group = groupOf(from);
    const own = isProxy(from) ? routed.get(from.id) : undefined;
    for (const [index, to] of services.entries()) {
      const ports = (doors[index] ?? [])
        .filter(({ isOpen }) => isOpen(from, group))
        .reduce<PortSet>((all, door) => union(all, door.ports), own?.get(to) ?? []);
      if (ports.length > 0) yield { from, to, ports };
    }
  }
}
