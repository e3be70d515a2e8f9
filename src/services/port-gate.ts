import type { ServicePort } from '../cluster/index.ts';
import { contains } from '../model/intervals.ts';
import { portPoint, portRanges } from '../model/port-set.ts';
import { remember } from '../model/remember.ts';
import type { PortsId, Reachability } from '../reach/index.ts';
import type { Backend } from './service-view.ts';

/** Whether a set of ports, by its number, opens one port. */
export type Gate = (id: PortsId) => boolean;

/** Gates for ports, each port set looked at once for each. */
export function portGates(reachability: Pick<Reachability, 'portsOf'>): (point: number | undefined) => Gate {
  return remember((point) => {
    const known: boolean[] = [];
    const isOpen = (id: PortsId): boolean => {
      const ports = reachability.portsOf(id);
      return point === undefined ? portRanges(ports).length > 0 : contains(ports, point);
    };
    return (id) => (known[id] ??= isOpen(id));
  });
}

/** Where a backend listens as a point on the line of ports; undefined for a headless Service without ports: any will do. */
export const backendPoint = (port: ServicePort | undefined, { port: number }: Backend): number | undefined =>
  port === undefined || number === undefined ? undefined : portPoint(port.protocol, number);
