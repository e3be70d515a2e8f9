import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { KnownValues } from './known-values.ts';
import { shown } from './path-text.ts';
import { integer, items, nonEmptyText, nonZero, present, protocolOf } from './read.ts';
import type { ServicePort } from './resource.ts';
import { DNS_LABEL, PORT_NAME } from './syntax.ts';

const PORTS = ['spec', 'ports'];

/** Absent, 0 and empty all mean: the same as `port` (semantics §1.12). */
function readTargetPort(value: unknown, port: number, path: Path, complaints: Complaints): number | string {
  const name = nonEmptyText(value, 'targetPort');
  checkSyntax(name, PORT_NAME, path, 'targetPort', complaints);
  return name ?? nonZero(value, 'targetPort') ?? port;
}

function readPort(value: unknown, index: number, complaints: Complaints): ServicePort | undefined {
  const path = [...PORTS, index];
  const name = nonEmptyText(value, 'name');
  const port = integer(value, 'port');
  const protocol = protocolOf(value);
  checkSyntax(name, DNS_LABEL, path, 'name', complaints);
  if (port === undefined) complaints.missing([...path, 'port']);
  if (port === undefined || protocol === undefined) return undefined;
  const targetPort = readTargetPort(value, port, path, complaints);
  return { index, protocol, port, targetPort, ...present({ name, nodePort: nonZero(value, 'nodePort') }) };
}

/** Several ports need names, and no two may agree in name, in protocol and port, or in protocol and node port. */
function checkTogether(ports: readonly ServicePort[], complaints: Complaints): void {
  const seen = new Set<string>();
  const once = (what: string, ...steps: Path): void => {
    if (seen.has(what)) complaints.invalid([...PORTS, ...steps], `repeats ${what} of another port`);
    seen.add(what);
  };
  for (const { index, name, protocol, port, nodePort } of ports) {
    if (name === undefined) complaints.missing([...PORTS, index, 'name'], ': a Service with several ports names each');
    else once(`the name ${shown(name)}`, index, 'name');
    once(`${protocol} ${port}`, index, 'port');
    if (nodePort !== undefined) once(`node port ${protocol} ${nodePort}`, index, 'nodePort');
  }
}

function readPorts(written: readonly unknown[], complaints: Complaints): readonly ServicePort[] {
  const ports: ServicePort[] = [];
  for (let index = 0; index < written.length; index += 1) {
    const port = readPort(written[index], index, complaints);
    if (port !== undefined) ports.push(port);
  }
  if (written.length > 1) checkTogether(ports, complaints);
  return ports;
}

const known = new KnownValues<readonly ServicePort[]>();

/** The ports of a Service in the order of the manifest. One that is wrong is reported and left out. */
export function readServicePorts(spec: unknown, complaints: Complaints): readonly ServicePort[] {
  const written = items(spec, 'ports');
  return known.decode(written, complaints, () => readPorts(written, complaints));
}
