import { familyOf, parseAddress, type IpFamily } from '../model/ip-set.ts';
import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { shown } from './path-text.ts';
import { field, integer, items, nonEmptyText, present, protocolOf, text } from './read.ts';
import type { ServiceEndpoint, ServiceEndpointsResource } from './resource.ts';
import { isSpecialAddress } from './special-addresses.ts';
import { DNS_LABEL } from './syntax.ts';

type EndpointPort = ServiceEndpointsResource['ports'][number];

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';
const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by';
const SKIP_MIRROR_LABEL = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER_ANNOTATION = 'control-plane.alpha.kubernetes.io/leader';

/** The controllers that keep slices for selectors and for Endpoints objects. */
const MIRRORS: readonly unknown[] = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];

const FAMILIES: ReadonlyMap<unknown, IpFamily> = new Map([
  ['IPv4', 4],
  ['IPv6', 6],
]);

function readPorts(value: unknown): EndpointPort[] {
  return items(value, 'ports').flatMap((entry) => {
    const protocol = protocolOf(entry);
    if (protocol === undefined) return [];
    return [{ protocol, ...present({ name: nonEmptyText(entry, 'name'), port: integer(entry, 'port') }) }];
  });
}

/** An address that no other machine could reach is left out: nothing may lead to it (semantics §1.13). */
function pointOf(address: string, path: Path, complaints: Complaints): bigint | undefined {
  const point = parseAddress(address);
  if (point === undefined) complaints.invalid(path, `must be an IP address, not ${shown(address)}`);
  return point === undefined || isSpecialAddress(point) ? undefined : point;
}

const endpointAt = (address: bigint, hostname: string | undefined, isReady: boolean, path: Path): ServiceEndpoint =>
  hostname === undefined ? { address, isReady, path } : { address, hostname, isReady, path };

/** An absent `ready` counts as true; only the first address of an endpoint is used (semantics §1.13). */
function readSliceEndpoint(
  value: unknown,
  index: number,
  family: IpFamily | undefined,
  complaints: Complaints,
): ServiceEndpoint | undefined {
  const path = ['endpoints', index];
  const hostname = nonEmptyText(value, 'hostname');
  const [first] = items(value, 'addresses');
  checkSyntax(hostname, DNS_LABEL, path, 'hostname', complaints);
  if (typeof first !== 'string') {
    complaints.missing([...path, 'addresses']);
    return undefined;
  }
  const place = [...path, 'addresses', 0];
  const point = pointOf(first, place, complaints);
  if (point === undefined) return undefined;
  if (family !== undefined && family !== familyOf(point))
    complaints.invalid(place, `must be an IPv${family} address as addressType says, not ${shown(first)}`);
  return endpointAt(point, hostname, field(field(value, 'conditions'), 'ready') !== false, path);
}

/** `addressType: FQDN` has no meaning to any data plane, so such a slice says nothing. */
export const decodeEndpointSlice: Decoder = (object, base, complaints) => {
  const addressType = text(object, 'addressType');
  if (addressType === 'FQDN') return [];
  const labels = field(field(object, 'metadata'), 'labels');
  const family = FAMILIES.get(addressType);
  return [
    {
      type: 'service-endpoints',
      ...present({ serviceName: nonEmptyText(labels, SERVICE_NAME_LABEL) }),
      endpoints: items(object, 'endpoints').flatMap(
        (endpoint, index) => readSliceEndpoint(endpoint, index, family, complaints) ?? [],
      ),
      ports: readPorts(object),
      isMirror: MIRRORS.includes(field(labels, MANAGED_BY_LABEL)),
      isUnused: false,
      ...base,
    },
  ];
};

function readSubsetAddresses(
  subset: unknown,
  key: 'addresses' | 'notReadyAddresses',
  subsetPath: Path,
  complaints: Complaints,
): ServiceEndpoint[] {
  const isReady = key === 'addresses';
  return items(subset, key).flatMap((entry, index) => {
    const path = [...subsetPath, key, index];
    const address = text(entry, 'ip');
    const hostname = nonEmptyText(entry, 'hostname');
    checkSyntax(hostname, DNS_LABEL, path, 'hostname', complaints);
    if (address === undefined) complaints.missing([...path, 'ip']);
    const point = address === undefined ? undefined : pointOf(address, [...path, 'ip'], complaints);
    return point === undefined ? [] : [endpointAt(point, hostname, isReady, path)];
  });
}

/** A leader election keeps its record in such an object, and a label asks for the same. */
function isUnused(metadata: unknown): boolean {
  if (text(field(metadata, 'labels'), SKIP_MIRROR_LABEL) === 'true') return true;
  return field(field(metadata, 'annotations'), LEADER_ANNOTATION) !== undefined;
}

/** An Endpoints object bears the name of its Service; each subset pairs its own addresses with its own ports. */
export const decodeEndpoints: Decoder = (object, base, complaints) => {
  const unused = isUnused(field(object, 'metadata'));
  return items(object, 'subsets').map((subset, index) => {
    const path = ['subsets', index];
    return {
      type: 'service-endpoints',
      serviceName: base.ref.name,
      endpoints: [
        ...readSubsetAddresses(subset, 'addresses', path, complaints),
        ...readSubsetAddresses(subset, 'notReadyAddresses', path, complaints),
      ],
      ports: readPorts(subset),
      isMirror: false,
      isUnused: unused,
      ...base,
    };
  });
};
