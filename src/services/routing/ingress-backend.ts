import type { IngressBackend, IngressResource } from '../../cluster/index.ts';
import type { RoutedBackend } from '../routing.ts';
import type { RoutingContext } from './context.ts';
import { problemAt } from './problem.ts';
import { findPort, missingPortText } from './service-port.ts';

/** Where a backend of an Ingress leads: to a Service of the same namespace, by the Service's own port. */
export function ingressBackend(
  ingress: IngressResource,
  backend: IngressBackend,
  { catalog, explainMissing }: RoutingContext,
): RoutedBackend {
  const namespace = ingress.ref.namespace ?? '';
  const base = { role: 'forward', share: 1, path: backend.path } as const;
  // Actions are answered by the controller, and what other kinds mean is the controller's own affair.
  if (backend.type === 'action') return { ...base, text: `action ${backend.name}` };
  if (backend.type === 'resource') {
    const { kind, name } = backend;
    return { ...base, text: `${kind} ${namespace}/${name}`, target: { kind, namespace, name } };
  }
  const { name, port: asked } = backend;
  const named = [...backend.path, 'service', 'name'];
  const ported = [...backend.path, 'service', 'port', typeof asked === 'number' ? 'number' : 'name'];
  const routed = {
    ...base,
    path: named,
    text: `${namespace}/${name}:${asked}`,
    target: { kind: 'Service', namespace, name },
  };
  const service = catalog.find(namespace, name);
  if (service === undefined) {
    const { message } = explainMissing(namespace, name);
    return { ...routed, problem: problemAt(ingress, named, 'service-missing', message) };
  }
  // The controller itself connects to the name outside, on whatever port the Ingress says.
  if (service.resource.serviceType === 'ExternalName') return { ...routed, service };
  const wanted = { port: asked, protocol: 'TCP' } as const;
  const port = findPort(service, wanted);
  if (port !== undefined) return { ...routed, service, port };
  const message = missingPortText(service, wanted);
  return { ...routed, service, problem: problemAt(ingress, ported, 'port-missing', message) };
}
