import { byCodeUnit, byKeys } from '../model/order.ts';
import { isProxy, type Reachability } from '../reach/index.ts';
import { json } from './escape.ts';
import type { Place, ServicePlace } from './place.ts';

/** Written entry by entry: an object would put keys that look like numbers first. */
const labelsJson = (labels: ReadonlyMap<string, string>): string =>
  `{${[...labels]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, value]) => `${json(key)}:${json(value)}`)
    .join(',')}}`;

/** An object of entries that are JSON already; those without a value are left out. */
const objectJson = (entries: readonly (readonly [key: string, value: string | undefined])[]): string =>
  `{${entries.flatMap(([key, value]) => (value === undefined ? [] : `"${key}":${value}`)).join(',')}}`;

function servicePlaceJson({ id, type, service: { resource } }: ServicePlace): string {
  const { ref, ports, origin } = resource;
  return json({
    id,
    type,
    namespace: ref.namespace,
    name: ref.name,
    kind: ref.kind,
    ports: ports.map(({ name, protocol, port }) => ({ name, protocol, port })),
    location: origin.locate([]),
  });
}

/** How a place is described in JSON output; `group` is given where connections are between groups. */
export function endpointJson(reachability: Reachability, place: Place, withGroup: 'group' | 'alone'): string {
  if (place.type === 'namespace') return json({ id: place.id, type: 'namespace' });
  if (place.type === 'service') return servicePlaceJson(place);
  const group = reachability.groupOf(place);
  const shared = (rest: readonly (readonly [string, string | undefined])[]): string =>
    objectJson([
      ['id', json(place.id)],
      ['type', json(place.type)],
      ...rest,
      ['group', withGroup === 'group' ? `${group}` : undefined],
    ]);
  if (place.type === 'external') return shared([['cidrs', json(place.cidrs)]]);
  if (place.type === 'node') return shared([['nodes', json([...place.nodeNames].sort(byCodeUnit))]]);
  if (isProxy(place)) return shared([]);
  const { ref, variant, labels, ports, hostNetwork, origin } = place;
  const inOrder = byKeys<(typeof ports)[number]>(
    ({ port }) => port,
    ({ protocol }) => protocol,
    ({ name }) => name ?? '',
  );
  return shared([
    ['namespace', json(ref.namespace)],
    ['name', json(ref.name)],
    ['kind', json(ref.kind)],
    ['variant', variant === undefined ? undefined : json(variant)],
    ['labels', labelsJson(labels)],
    ['ports', json([...ports].sort(inOrder).map(({ name, protocol, port }) => ({ name, protocol, port })))],
    ['hostNetwork', json(hostNetwork)],
    ['isolated', json(reachability.groups[group]?.isolated ?? { ingress: false, egress: false })],
    ['location', json(origin.locate([]))],
  ]);
}
