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

/** One more entry of an object, its value given as JSON. */
const entry = (key: string, value: string): string => `,"${key}":${value}`;

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
  const start = `{"id":${json(place.id)}${entry('type', json(place.type))}`;
  const end = withGroup === 'group' ? `${entry('group', `${group}`)}}` : '}';
  if (place.type === 'external') return start + entry('cidrs', json(place.cidrs)) + end;
  if (place.type === 'node') return start + entry('nodes', json([...place.nodeNames].sort(byCodeUnit))) + end;
  if (isProxy(place)) return start + end;
  const { ref, variant, labels, ports, hostNetwork, origin } = place;
  const inOrder = byKeys<(typeof ports)[number]>(
    ({ port }) => port,
    ({ protocol }) => protocol,
    ({ name }) => name ?? '',
  );
  return (
    start +
    entry('namespace', json(ref.namespace)) +
    entry('name', json(ref.name)) +
    entry('kind', json(ref.kind)) +
    (variant === undefined ? '' : entry('variant', json(variant))) +
    entry('labels', labelsJson(labels)) +
    entry('ports', json([...ports].sort(inOrder).map(({ name, protocol, port }) => ({ name, protocol, port })))) +
    entry('hostNetwork', json(hostNetwork)) +
    entry('isolated', json(reachability.groups[group]?.isolated ?? { ingress: false, egress: false })) +
    entry('location', json(origin.locate([]))) +
    end
  );
}
