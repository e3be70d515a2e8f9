import type { ServicePort } from '../cluster/index.ts';
import type { ServiceView } from './service-view.ts';

/** A variable that Kubernetes puts into containers because of a Service (semantics §1.16). */
export interface ServiceVariable {
  readonly service: ServiceView;
  /** The port that the variable is about. */
  readonly port?: ServicePort;
  /** `url` is `tcp://10.96.0.7:80`. */
  readonly form: 'host' | 'port' | 'protocol' | 'url';
}

const mangled = (name: string): string => name.toUpperCase().replace(/[-.]/g, '_');

/** Only a Service with an address has variables. */
const hasAddress = ({ resource: { serviceType, headless } }: ServiceView): boolean =>
  serviceType !== 'ExternalName' && !headless;

function* variablesOf(service: ServiceView): Generator<readonly [string, ServiceVariable]> {
  const name = mangled(service.resource.ref.name);
  const { ports } = service.resource;
  yield [`${name}_SERVICE_HOST`, { service, form: 'host' }];
  const [first] = ports;
  if (first !== undefined) {
    yield [`${name}_SERVICE_PORT`, { service, port: first, form: 'port' }];
    yield [`${name}_PORT`, { service, port: first, form: 'url' }];
  }
  for (const port of ports) {
    if (port.name !== undefined) yield [`${name}_SERVICE_PORT_${mangled(port.name)}`, { service, port, form: 'port' }];
    const link = `${name}_PORT_${port.port}_${port.protocol}`;
    yield [link, { service, port, form: 'url' }];
    yield [`${link}_PROTO`, { service, port, form: 'protocol' }];
    yield [`${link}_PORT`, { service, port, form: 'port' }];
    yield [`${link}_ADDR`, { service, port, form: 'host' }];
  }
}

/** The variables of these Services by name; where two Services make the same name, the first keeps it. */
export function serviceVariables(services: readonly ServiceView[]): ReadonlyMap<string, ServiceVariable> {
  const variables = new Map<string, ServiceVariable>();
  for (const service of services.filter(hasAddress))
    for (const [name, variable] of variablesOf(service)) if (!variables.has(name)) variables.set(name, variable);
  return variables;
}
