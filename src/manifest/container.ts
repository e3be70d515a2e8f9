import type { ContainerPort } from '../model/container-port.ts';
import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { type ConfigVolumes, readConfigVolumes, readMounts } from './config-mounts.ts';
import type { Container, DeclaredPort, Mention } from './container-resource.ts';
import { readEnvironment } from './environment.ts';
import { findInArguments } from './mentions.ts';
import { readProbes } from './probes.ts';
import { integer, items, nonEmptyText, nonZero, present, protocolOf, text } from './read.ts';
import { expand } from './references.ts';
import { PORT_NAME } from './syntax.ts';

const NO_PORTS: readonly DeclaredPort[] = [];
const NO_MENTIONS: readonly Mention[] = [];

/** One declared port whose number stands under `numberKey`; undefined where it cannot be one. */
export function readPort(
  value: unknown,
  numberKey: string,
  path: Path,
  complaints: Complaints,
): ContainerPort | undefined {
  const name = nonEmptyText(value, 'name');
  const port = integer(value, numberKey);
  const protocol = protocolOf(value);
  checkSyntax(name, PORT_NAME, path, 'name', complaints);
  if (port === undefined) complaints.missing([...path, numberKey]);
  if (port === undefined || protocol === undefined) return undefined;
  return name === undefined ? { port, protocol } : { name, port, protocol };
}

function readDeclaredPort(value: unknown, path: Path, complaints: Complaints): DeclaredPort | undefined {
  const port = readPort(value, 'containerPort', path, complaints);
  const hostPort = nonZero(value, 'hostPort');
  const hostIP = nonEmptyText(value, 'hostIP');
  if (port === undefined || (hostPort === undefined && hostIP === undefined)) return port;
  return { ...port, ...present({ hostPort, hostIP }) };
}

function readDeclaredPorts(container: unknown, path: Path, complaints: Complaints): readonly DeclaredPort[] {
  const written = items(container, 'ports');
  if (written.length === 0) return NO_PORTS;
  const ports: DeclaredPort[] = [];
  const names = new Set<string>();
  for (let index = 0; index < written.length; index += 1) {
    const place = [...path, 'ports', index];
    const port = readDeclaredPort(written[index], place, complaints);
    if (port === undefined) continue;
    ports.push(port);
    if (port.name === undefined) continue;
    if (names.has(port.name)) complaints.invalid([...place, 'name'], 'is the name of another port of this container');
    names.add(port.name);
  }
  return ports;
}

const isText = (value: unknown): value is string => typeof value === 'string';

function readArguments(
  command: readonly unknown[],
  args: readonly unknown[],
  path: Path,
  values: ReadonlyMap<string, string>,
): readonly Mention[] {
  if (command.length === 0 && args.length === 0) return NO_MENTIONS;
  const written = [...command, ...args].map((each) => (isText(each) ? expand(each, values) : ''));
  const found = findInArguments(written);
  if (found.length === 0) return NO_MENTIONS;
  const placeOf = (index: number): Path =>
    index < command.length ? [...path, 'command', index] : [...path, 'args', index - command.length];
  return found.map((each) => ({ ...each.found, path: placeOf(each.index) }));
}

function readContainer(
  value: unknown,
  role: Container['role'],
  path: Path,
  volumes: ConfigVolumes,
  complaints: Complaints,
): Container {
  const command = items(value, 'command');
  const args = items(value, 'args');
  const { entries, values } = readEnvironment(value, path, command.length === 0 ? args : [...command, ...args]);
  return {
    name: text(value, 'name') ?? '',
    role,
    path,
    ports: readDeclaredPorts(value, path, complaints),
    probes: readProbes(value, path),
    environment: entries,
    arguments: readArguments(command, args, path, values),
    mounts: readMounts(value, path, volumes),
  };
}

/** The containers of a pod whose spec stands at `path`: those of `containers`, then those of `initContainers`. */
export function readContainers(podSpec: unknown, path: Path, complaints: Complaints): Container[] {
  const volumes = readConfigVolumes(podSpec);
  const containers = items(podSpec, 'containers').map((value, index) =>
    readContainer(value, 'main', [...path, 'containers', index], volumes, complaints),
  );
  for (const [index, value] of items(podSpec, 'initContainers').entries()) {
    const role = text(value, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
    containers.push(readContainer(value, role, [...path, 'initContainers', index], volumes, complaints));
  }
  return containers;
}
