import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import { integer, items, nonEmptyText, present, text } from './read.ts';
import type { BackendRef, ParentRef, ResourceBase } from './resource.ts';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Which object is meant; kind and group have defaults, and an empty group is the core one. */
export interface ObjectChoice {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A reference to another object: `home` says what is meant by a field that is absent (semantics §1.19). */
export function readObjectRef(
  value: unknown,
  home: Omit<ObjectChoice, 'name'>,
  path: Path,
  complaints: Complaints,
): ObjectChoice {
  const name = nonEmptyText(value, 'name');
  if (name === undefined) complaints.missing([...path, 'name']);
  return {
    group: text(value, 'group') ?? home.group,
    kind: nonEmptyText(value, 'kind') ?? home.kind,
    namespace: nonEmptyText(value, 'namespace') ?? home.namespace,
    name: name ?? '',
  };
}

/** By default a Gateway of the object's own namespace. */
export const gatewayOf = ({ ref }: ResourceBase): Omit<ObjectChoice, 'name'> => ({
  group: GATEWAY_GROUP,
  kind: 'Gateway',
  namespace: ref.namespace ?? '',
});

export function readParents(spec: unknown, base: ResourceBase, complaints: Complaints): ParentRef[] {
  return items(spec, 'parentRefs').map((value, index) => {
    const path = ['spec', 'parentRefs', index];
    return {
      ...readObjectRef(value, gatewayOf(base), path, complaints),
      path,
      ...present({ sectionName: nonEmptyText(value, 'sectionName'), port: integer(value, 'port') }),
    };
  });
}

/** What a rule sends requests to: by default a Service of the route's namespace, and a Service needs a port. */
export function readBackendRef(
  value: unknown,
  role: BackendRef['role'],
  path: Path,
  base: ResourceBase,
  complaints: Complaints,
): BackendRef {
  const home = { group: '', kind: 'Service', namespace: base.ref.namespace ?? '' };
  const target = readObjectRef(value, home, path, complaints);
  const port = integer(value, 'port');
  if (port === undefined && target.group === '' && target.kind === 'Service')
    complaints.missing([...path, 'port'], ': a Service is asked on one of its ports');
  const weight = role === 'mirror' ? 1 : (integer(value, 'weight') ?? 1);
  return { ...target, weight, role, path, ...present({ port }) };
}
