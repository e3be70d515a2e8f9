import type { ServicePort } from '../cluster/index.ts';
import type { Labels } from '../model/labels.ts';
import type { Path, Place } from '../model/location.ts';
import type { ObjectRef } from '../model/object-ref.ts';
import type { PortAccess } from './clients.ts';
import type { Backend, ClientAccess, ServicePortView, ServiceView, Unresolved } from './service-view.ts';

/** What can be wrong with a port of a Service, or worth a note, with all that a sentence or a rule needs of it. */
type Found =
  | { readonly type: 'selects-nothing'; readonly selector: Labels; readonly namespace: string }
  /** No selector, and nothing in the input gives it an address. */
  | { readonly type: 'no-endpoints' }
  /** No pod that it selects has a port of the name. */
  | { readonly type: 'target-port-unresolved'; readonly port: ServicePort; readonly unresolved: readonly Unresolved[] }
  /** Addresses that somebody wrote down, and this port is on none of them. */
  | { readonly type: 'port-not-listed'; readonly port: ServicePort }
  /** Some pods have no port of the name, and are left out. */
  | {
      readonly type: 'target-port-partly-resolved';
      readonly port: ServicePort;
      readonly unresolved: readonly Unresolved[];
    }
  | {
      readonly type: 'service-port-opened';
      readonly policy: ObjectRef;
      readonly port: ServicePort;
      /** Where the pods listen. */
      readonly targets: readonly number[];
    }
  | {
      readonly type: 'unreachable';
      readonly protocol: ServicePort['protocol'];
      readonly targets: readonly number[];
      readonly backends: readonly Backend[];
    }
  /** `shown` are the first of so many clients. */
  | { readonly type: 'partly-reachable'; readonly shown: readonly ClientAccess[]; readonly clients: number }
  | { readonly type: 'headless-port-differs'; readonly targets: readonly number[] }
  | { readonly type: 'target-port-undeclared'; readonly port: ServicePort; readonly backends: readonly Backend[] }
  /** `internalTrafficPolicy: Local` */
  | { readonly type: 'node-local' };

export type PortProblem = Found & { readonly place: Place };
export type PortProblemType = PortProblem['type'];

export function distinctTargets({ backends }: Pick<ServicePortView, 'backends'>): number[] {
  const targets: number[] = [];
  for (const { port } of backends) if (port !== undefined && !targets.includes(port)) targets.push(port);
  return targets;
}

/** The Service as a whole leads to no pod. */
function noBackends({ resource }: ServiceView): PortProblem {
  const { origin, selector, ref } = resource;
  if (selector === undefined) return { type: 'no-endpoints', place: { origin, path: ['spec'] } };
  const place = { origin, path: ['spec', 'selector'] };
  return { type: 'selects-nothing', selector, namespace: ref.namespace ?? '', place };
}

/** Why nobody gets through, or somebody only now and then. */
function closed({ port, backends }: ServicePortView, access: PortAccess, at: Path): (Found & { path: Path })[] {
  const { status, slip, partial, partialClients } = access;
  const targets = distinctTargets({ backends });
  if (slip !== undefined && port !== undefined)
    return [{ type: 'service-port-opened', policy: slip.policy.ref, port, targets, path: at }];
  if (status === 'unreachable')
    return [{ type: 'unreachable', protocol: port?.protocol ?? 'TCP', targets, backends, path: at }];
  return partial.length === 0 ? [] : [{ type: 'partly-reachable', shown: partial, clients: partialClients, path: at }];
}

/** What is wrong with one port, or worth a note; the worst first. One cause is told once. */
export function portProblems(service: ServiceView, view: ServicePortView, access: PortAccess): PortProblem[] {
  const { origin, headless, internalTrafficPolicy, serviceType } = service.resource;
  const { port, backends, unresolved } = view;
  if (serviceType === 'ExternalName') return [];
  if (access.status === 'no-backends') return [noBackends(service)];
  const at = port === undefined ? ['spec'] : ['spec', 'ports', port.index];
  const found: (Found & { path: Path })[] = [];
  if (port !== undefined && backends.length === 0)
    found.push({
      ...(unresolved.length > 0
        ? { type: 'target-port-unresolved', port, unresolved }
        : { type: 'port-not-listed', port }),
      path: [...at, 'targetPort'],
    });
  found.push(...closed(view, access, at));
  if (port !== undefined && backends.length > 0) {
    if (unresolved.length > 0)
      found.push({ type: 'target-port-partly-resolved', port, unresolved, path: [...at, 'targetPort'] });
    const others = headless ? distinctTargets(view).filter((number) => number !== port.port) : [];
    if (others.length > 0) found.push({ type: 'headless-port-differs', targets: others, path: [...at, 'port'] });
    const undeclared = backends.filter(({ isDeclared }) => !isDeclared);
    // Without a target port of its own the Service's port says where pods listen.
    const step = port.targetPort === port.port ? 'port' : 'targetPort';
    if (undeclared.length > 0)
      found.push({ type: 'target-port-undeclared', port, backends: undeclared, path: [...at, step] });
  }
  if (internalTrafficPolicy === 'Local' && backends.length > 0)
    found.push({ type: 'node-local', path: ['spec', 'internalTrafficPolicy'] });
  return found.map(({ path, ...rest }): PortProblem => {
    // The rule that opens the wrong port is what has to be mended.
    if (rest.type === 'service-port-opened' && access.slip !== undefined) return { ...rest, place: access.slip.place };
    return { ...rest, place: { origin, path } };
  });
}
