import type { ContainerPort } from '../model/container-port.ts';
import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Container, DeclaredPort } from './container-resource.ts';
import type { ReadSettings } from './container-settings.ts';
import { KnownValues } from './known-values.ts';
import { integer, items, nonEmptyText, nonZero, present, protocolOf, text } from './read.ts';
import { PORT_NAME } from './syntax.ts';
import type { TemplatePlace } from './template-place.ts';

const NO_PORTS: readonly DeclaredPort[] = [];

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

const known = new KnownValues<readonly DeclaredPort[]>();

function readDeclaredPorts(container: unknown, path: Path, complaints: Complaints): readonly DeclaredPort[] {
  const written = items(container, 'ports');
  return written.length === 0
    ? NO_PORTS
    : known.decode(written, complaints, () => readPorts(written, path, complaints));
}

function readPorts(written: readonly unknown[], path: Path, complaints: Complaints): readonly DeclaredPort[] {
  const ports: DeclaredPort[] = [];
  for (let index = 0; index < written.length; index += 1) {
    const place = [...path, 'ports', index];
    const port = readDeclaredPort(written[index], place, complaints);
    if (port === undefined) continue;
    // There are few ports: a look at those before costs less than a set.
    if (port.name !== undefined && ports.some(({ name }) => name === port.name))
      complaints.invalid([...place, 'name'], 'is the name of another port of this container');
    ports.push(port);
  }
  return ports;
}

function readContainer(
  value: unknown,
  role: Container['role'],
  path: Path,
  readSettings: ReadSettings,
  complaints: Complaints,
): Container {
  const name = text(value, 'name') ?? '';
  const ports = readDeclaredPorts(value, path, complaints);
  return { name, role, path, ports, settings: readSettings(value, path) };
}

/** The containers of a pod whose template stands at `place` of the whole object: `containers`, then `initContainers`. */
export function readContainers(
  podSpec: unknown,
  place: TemplatePlace,
  readSettings: ReadSettings,
  complaints: Complaints,
): Container[] {
  const main = items(podSpec, 'containers');
  const init = items(podSpec, 'initContainers');
  const containers = main.map((value, index) =>
    readContainer(value, 'main', place.container(index), readSettings, complaints),
  );
  for (let index = 0; index < init.length; index += 1) {
    const role = text(init[index], 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
    containers.push(readContainer(init[index], role, place.initContainer(index), readSettings, complaints));
  }
  return containers;
}
