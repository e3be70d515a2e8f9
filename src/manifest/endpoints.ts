import type { Decoder } from './decoder.ts';
import { readAddresses } from './pod.ts';
import { field, integer, items, nonEmptyText, present, protocolOf, text } from './read.ts';
import type { ServiceEndpointsResource } from './resource.ts';

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

type EndpointPort = ServiceEndpointsResource['ports'][number];

function readPorts(value: unknown): EndpointPort[] {
  return items(value, 'ports').flatMap((entry) => {
    const protocol = protocolOf(entry);
    if (protocol === undefined) return [];
    return [{ protocol, ...present({ name: nonEmptyText(entry, 'name'), port: integer(entry, 'port') }) }];
  });
}

/** An absent `ready` counts as true; only the first address of an endpoint is used (semantics §1.13). */
function readyAddress(endpoint: unknown): string | undefined {
  if (field(field(endpoint, 'conditions'), 'ready') === false) return undefined;
  const [first] = items(endpoint, 'addresses');
  return typeof first === 'string' ? first : undefined;
}

/** `addressType: FQDN` has no meaning to any data plane, so such a slice says nothing. */
export const decodeEndpointSlice: Decoder = (object, base) => {
  if (text(object, 'addressType') === 'FQDN') return [];
  const labels = field(field(object, 'metadata'), 'labels');
  return [
    {
      type: 'service-endpoints',
      ...present({ serviceName: nonEmptyText(labels, SERVICE_NAME_LABEL) }),
      addresses: readAddresses(items(object, 'endpoints').map(readyAddress)),
      ports: readPorts(object),
      ...base,
    },
  ];
};

/** An Endpoints object bears the name of its Service; each subset pairs its own addresses with its own ports. */
export const decodeEndpoints: Decoder = (object, base) =>
  items(object, 'subsets').map((subset) => ({
    type: 'service-endpoints',
    serviceName: base.ref.name,
    addresses: readAddresses(items(subset, 'addresses').map((entry) => text(entry, 'ip'))),
    ports: readPorts(subset),
    ...base,
  }));
