import type { Container, DeclaredPort, Workload } from '../cluster/index.ts';
import type { Place } from '../model/location.ts';
import type { PortConflict } from './port-conflicts.ts';

/** A port where a container declares it. */
interface Declaration {
  readonly container: Container;
  readonly port: DeclaredPort;
  readonly index: number;
}

const isRunning = ({ role }: Container): boolean => role !== 'init';

/** Containers that run at the same time: init containers end before the others start (semantics §1.17). */
export function runningContainers({ template: { containers } }: Workload): readonly Container[] {
  return containers.every(isRunning) ? containers : containers.filter(isRunning);
}

export const declarationPlace = ({ origin }: Workload, { path }: Container, index: number): Place => ({
  origin,
  path: [...path, 'ports', index],
});

const NONE: readonly PortConflict[] = [];

const numberText = ({ protocol, port }: DeclaredPort): string => `${protocol} ${port}`;

/** Containers need not have names in what is read here. */
const called = ({ name, path }: Container): string => (name === '' ? String(path.at(-1)) : name);

function conflict(
  workload: Workload,
  { type, subject, message }: Pick<PortConflict, 'type' | 'subject' | 'message'>,
  later: Declaration,
  earlier: Declaration,
): PortConflict {
  return {
    type,
    message,
    workload,
    subject,
    place: declarationPlace(workload, later.container, later.index),
    related: [{ message: 'the earlier port', ...declarationPlace(workload, earlier.container, earlier.index) }],
  };
}

/** Ports of several containers of one pod, which share one address: the same number, or one name for two numbers. */
export function declaredTwice(workload: Workload): readonly PortConflict[] {
  if (workload.template.containers.length < 2) return NONE;
  const containers = runningContainers(workload).filter(({ ports }) => ports.length > 0);
  if (containers.length < 2) return NONE;
  const byNumber = new Map<string, Declaration>();
  const byName = new Map<string, Declaration>();
  const found: PortConflict[] = [];
  for (const container of containers)
    for (const [index, port] of container.ports.entries()) {
      const own = { container, port, index };
      const sameNumber = byNumber.get(numberText(port));
      // A Service finds a name by its protocol, so one name may stand for TCP and UDP.
      const name = port.name === undefined ? undefined : `${port.protocol} ${port.name}`;
      const sameName = name === undefined ? undefined : byName.get(name);
      if (sameNumber === undefined) byNumber.set(numberText(port), own);
      if (name !== undefined && sameName === undefined) byName.set(name, own);
      if (sameNumber !== undefined && sameNumber.container !== container) {
        const both = `containers ${called(sameNumber.container)} and ${called(container)}`;
        const message = `${both} both declare ${numberText(port)}, but only one of them can listen on it`;
        found.push(conflict(workload, { type: 'container-port', subject: numberText(port), message }, own, sameNumber));
      } else if (sameName !== undefined && sameName.container !== container) {
        const message = `port ${port.name ?? ''} is ${sameName.port.port} of container ${called(sameName.container)} and ${port.port} of container ${called(container)}: Services see ${sameName.port.port} alone`;
        found.push(conflict(workload, { type: 'port-name', subject: port.name ?? '', message }, own, sameName));
      }
    }
  return found;
}

function whatThereIs(container: Container, workload: Workload, name: string): string {
  const other = runningContainers(workload).find(({ ports }) => ports.some((port) => port.name === name));
  if (other !== undefined)
    return `container ${called(other)} has it, but probes know only the ports of their own container`;
  const names = container.ports.flatMap((port) => port.name ?? []);
  return names.length === 0 ? 'it names none' : `it has ${names.join(', ')}`;
}

function hasNamed(ports: readonly DeclaredPort[], wanted: string): boolean {
  for (const { name } of ports) if (name === wanted) return true;
  return false;
}

/** Probes of a named port are asked of their own container, which must declare it. */
export function probedInVain(workload: Workload): readonly PortConflict[] {
  let found: PortConflict[] | undefined;
  for (const container of runningContainers(workload))
    for (const { type, key, handler, port } of container.settings.probes) {
      if (typeof port === 'number' || hasNamed(container.ports, port)) continue;
      const message = `the ${type} probe of container ${called(container)} asks port ${port}, which the container does not declare; ${whatThereIs(container, workload, port)}`;
      (found ??= []).push({
        type: 'probe-port',
        message,
        workload,
        subject: `${type} ${called(container)}`,
        place: { origin: workload.origin, path: [...container.path, key, handler, 'port'], on: 'value' },
        related: [],
      });
    }
  return found ?? NONE;
}
