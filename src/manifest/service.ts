import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { readLabels } from './labels.ts';
import { shown } from './path-text.ts';
import { field, integer, items, nonEmptyText, nonZero, present, protocolOf, text, texts } from './read.ts';
import type { ServicePort, ServiceResource } from './resource.ts';
import { DNS_LABEL, PORT_NAME } from './syntax.ts';

type ServiceType = ServiceResource['serviceType'];

const TYPES: readonly ServiceType[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const PORTS = ['spec', 'ports'];

/** Absent, 0 and empty all mean: the same as `port` (semantics §1.12). */
function readTargetPort(value: unknown, port: number, path: Path, complaints: Complaints): number | string {
  const name = nonEmptyText(value, 'targetPort');
  checkSyntax(name, PORT_NAME, path, 'targetPort', complaints);
  return name ?? nonZero(value, 'targetPort') ?? port;
}

function readPort(value: unknown, path: Path, complaints: Complaints): ServicePort | undefined {
  const name = nonEmptyText(value, 'name');
  const port = integer(value, 'port');
  const protocol = protocolOf(value);
  checkSyntax(name, DNS_LABEL, path, 'name', complaints);
  if (port === undefined) complaints.missing([...path, 'port']);
  if (port === undefined || protocol === undefined) return undefined;
  const targetPort = readTargetPort(value, port, path, complaints);
  return { protocol, port, targetPort, ...present({ name, nodePort: nonZero(value, 'nodePort') }) };
}

/** Several ports need names, and no two may agree in name, in protocol and port, or in protocol and node port. */
function checkTogether(ports: readonly (ServicePort | undefined)[], complaints: Complaints): void {
  const seen = new Set<string>();
  const once = (what: string, ...steps: Path): void => {
    if (seen.has(what)) complaints.invalid([...PORTS, ...steps], `repeats ${what} of another port`);
    seen.add(what);
  };
  for (const [index, port] of ports.entries()) {
    if (port === undefined) continue;
    const { name, protocol, nodePort } = port;
    if (name === undefined) complaints.missing([...PORTS, index, 'name'], ': a Service with several ports names each');
    else once(`the name ${shown(name)}`, index, 'name');
    once(`${protocol} ${port.port}`, index, 'port');
    if (nodePort !== undefined) once(`node port ${protocol} ${nodePort}`, index, 'nodePort');
  }
}

/** Demands of the type on the whole Service. */
function checkType(
  type: ServiceType,
  spec: unknown,
  headless: boolean,
  ports: readonly (ServicePort | undefined)[],
  complaints: Complaints,
): void {
  switch (type) {
    case 'ExternalName':
      if (nonEmptyText(spec, 'externalName') === undefined) complaints.missing(['spec', 'externalName']);
      return;
    case 'ClusterIP': {
      const index = ports.findIndex((port) => port?.nodePort !== undefined);
      if (index >= 0) complaints.invalid([...PORTS, index, 'nodePort'], 'must not be set where the type is ClusterIP');
      break;
    }
    case 'NodePort':
    case 'LoadBalancer':
      if (headless) complaints.invalid(['spec', 'clusterIP'], `must not be None where the type is ${type}`);
  }
  if (ports.length === 0 && !headless) complaints.missing(PORTS);
}

/** A Service that the API server accepts (semantics §1.12). An ExternalName is a name only: its selector is ignored. */
export const decodeService: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const serviceType = TYPES.find((type) => type === text(spec, 'type')) ?? 'ClusterIP';
  const isExternalName = serviceType === 'ExternalName';
  const headless = text(spec, 'clusterIP') === 'None' || texts(spec, 'clusterIPs')[0] === 'None';
  const written = items(spec, 'ports').map((value, index) => readPort(value, [...PORTS, index], complaints));
  if (written.length > 1) checkTogether(written, complaints);
  checkType(serviceType, spec, headless, written, complaints);
  const selector = readLabels(spec, 'selector', ['spec'], complaints);
  return [
    {
      type: 'service',
      serviceType,
      headless: headless && !isExternalName,
      ...(isExternalName || selector.size === 0 ? {} : { selector }),
      ports: written.filter((port) => port !== undefined),
      ...base,
    },
  ];
};
