import { ipBlock, parseAddress, type IpBlock } from '../model/ip-set.ts';
import type { Path } from '../model/location.ts';
import type { Complaints } from './complaints.ts';
import { shown } from './path-text.ts';
import { readAddresses } from './pod.ts';
import { field, items, nonEmptyText, text, textMap, texts } from './read.ts';
import type { ServiceResource } from './resource.ts';
import { isSpecialAddress } from './special-addresses.ts';

const NONE = 'None';
const NO_ADDRESSES: readonly bigint[] = [];
const NO_RANGES: readonly IpBlock[] = [];
const SOURCE_RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** `None` as the cluster address: DNS leads to the pods themselves. */
export const isHeadless = (spec: unknown): boolean =>
  text(spec, 'clusterIP') === NONE || items(spec, 'clusterIPs')[0] === NONE;

function pointAt(address: string, path: Path, complaints: Complaints): bigint | undefined {
  const point = parseAddress(address);
  if (point === undefined) complaints.invalid(path, `must be an IP address, not ${shown(address)}`);
  return point;
}

/** `spec.clusterIPs`, of which `spec.clusterIP` is the first; `None` and empty are no addresses. */
export function readClusterIPs(spec: unknown, complaints: Complaints): readonly bigint[] {
  const single = nonEmptyText(spec, 'clusterIP');
  const all = items(spec, 'clusterIPs');
  if ((single === undefined || single === NONE) && all.length === 0) return NO_ADDRESSES;
  if (single !== undefined && all.length > 0 && single !== all[0])
    complaints.invalid(['spec', 'clusterIPs', 0], `must be the same as clusterIP, ${shown(single)}`);
  const points: bigint[] = [];
  const add = (address: unknown, path: Path): void => {
    if (typeof address !== 'string' || address === '' || address === NONE) return;
    const point = pointAt(address, path, complaints);
    if (point !== undefined && !points.includes(point)) points.push(point);
  };
  if (all.length === 0) add(single, ['spec', 'clusterIP']);
  for (const [index, address] of all.entries()) add(address, ['spec', 'clusterIPs', index]);
  return points;
}

/** Nodes take in traffic for these addresses, so they must be none that each machine has for itself. */
export function readExternalIPs(spec: unknown, complaints: Complaints): readonly bigint[] {
  const written = texts(spec, 'externalIPs');
  if (written.length === 0) return NO_ADDRESSES;
  const points = new Set<bigint>();
  for (const [index, address] of written.entries()) {
    const path = ['spec', 'externalIPs', index];
    const point = pointAt(address, path, complaints);
    if (point === undefined) continue;
    if (isSpecialAddress(point))
      complaints.invalid(path, `must be no unspecified, loopback or link-local address, not ${shown(address)}`);
    points.add(point);
  }
  return [...points];
}

/** What was asked for, and what a live object got. The API server accepts any text here, so other texts are dropped. */
export function readLoadBalancerIPs(object: unknown, spec: unknown): readonly bigint[] {
  const asked = nonEmptyText(spec, 'loadBalancerIP');
  const given = items(field(field(object, 'status'), 'loadBalancer'), 'ingress');
  if (asked === undefined && given.length === 0) return NO_ADDRESSES;
  return readAddresses([asked, ...given.map((entry) => text(entry, 'ip'))]);
}

function readRange(range: string, path: Path, complaints: Complaints): IpBlock[] {
  const block = ipBlock(range.trim());
  if (block === undefined) complaints.invalid(path, `must be a CIDR like 203.0.113.0/24, not ${shown(range)}`);
  return block === undefined ? [] : [block];
}

/** Who may use a load balancer: the field, or else the annotation that came before it; entries may be padded. */
export function readSourceRanges(
  object: unknown,
  spec: unknown,
  type: ServiceResource['serviceType'],
  complaints: Complaints,
): readonly IpBlock[] {
  const ranges = texts(spec, 'loadBalancerSourceRanges');
  const annotation =
    ranges.length > 0 ? undefined : text(field(field(object, 'metadata'), 'annotations'), SOURCE_RANGES_ANNOTATION);
  if (ranges.length === 0 && annotation === undefined) return NO_RANGES;
  const path =
    annotation === undefined
      ? ['spec', 'loadBalancerSourceRanges']
      : ['metadata', 'annotations', SOURCE_RANGES_ANNOTATION];
  if (type !== 'LoadBalancer') complaints.invalid(path, `must not be set where the type is ${type}`);
  if (annotation === undefined) return ranges.flatMap((range, index) => readRange(range, [...path, index], complaints));
  if (annotation.trim() === '') return NO_RANGES;
  return annotation.split(',').flatMap((range) => readRange(range, path, complaints));
}

const LOAD_BALANCER_KEY = /load-?balancer/;
const PRIVATE_VALUE = /^(?:internal|private|intranet)$/i;
const INTERNAL_KEY = /internal/;

/**
 * Whether a load balancer is asked for that only private networks reach. Each cloud has an annotation of its own, which says
 * it in its name or in its value; a class of that kind puts it on a network of the owner's machines.
 */
export function isInternal(object: unknown, spec: unknown): boolean {
  if (text(spec, 'type') !== 'LoadBalancer') return false;
  if (text(spec, 'loadBalancerClass') === 'tailscale') return true;
  for (const [key, value] of textMap(field(object, 'metadata'), 'annotations')) {
    if (!LOAD_BALANCER_KEY.test(key)) continue;
    if (PRIVATE_VALUE.test(value) || (INTERNAL_KEY.test(key) && value !== '' && value !== 'false')) return true;
  }
  return false;
}
