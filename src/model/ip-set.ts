import ipaddr from 'ipaddr.js';
import { contains, difference, type Intervals, union } from './intervals.ts';
import { parsePlainIpv6 } from './plain-ipv6.ts';

/**
 * Addresses of both families on one integer line: IPv4 first, IPv6 behind a gap, so that no interval ever spans both.
 */
export type IpSet = Intervals<bigint>;
export type IpFamily = 4 | 6;

const IPV4_END = 1n << 32n;
const IPV6_START = 1n << 33n;
const IPV6_END = IPV6_START + (1n << 128n);

export const IPV4_SPACE: IpSet = [0n, IPV4_END];
export const IPV6_SPACE: IpSet = [IPV6_START, IPV6_END];

export const familyOf = (point: bigint): IpFamily => (point < IPV4_END ? 4 : 6);

/** Addresses named by one `ipBlock` or one entry of `networks`: a CIDR, less what is excepted. */
export interface IpBlock {
  /** As a person would write it: `10.0.0.0/8`, `0.0.0.0/0 except 10.0.0.0/8`. Equal blocks have equal texts. */
  readonly text: string;
  readonly family: IpFamily;
  readonly set: IpSet;
  /** Holds its whole family, nothing excepted: only such a block matches pods whose address is unknown. */
  readonly wholeFamily: boolean;
  /** What each exception takes out, in the order in which they are written. */
  readonly excepts: readonly IpSet[];
}

const DOT = 0x2e;
const ZERO = 0x30;
const IPV6_SHAPE = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/;
const PREFIX_SHAPE = /^(?:0|[1-9][0-9]{0,2})$/;

/** Four decimal parts without leading zeros. Character by character: a pattern would cost more than all it is tried on. */
function parseIpv4(text: string): bigint | undefined {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (part < 0) return undefined;
      value = value * 256 + part;
      part = -1;
      dots += 1;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || part === 0) return undefined;
      part = part < 0 ? digit : part * 10 + digit;
      if (part > 255) return undefined;
    }
  }
  return dots === 3 && part >= 0 ? BigInt(value * 256 + part) : undefined;
}

/** ipaddr.js also reads zone ids and short forms that Kubernetes rejects, so the shape is checked first. */
function parseIpv6(text: string): bigint | undefined {
  const plain = parsePlainIpv6(text);
  if (plain !== undefined) return IPV6_START + plain;
  if (!text.includes(':') || !IPV6_SHAPE.test(text)) return undefined;
  try {
    let value = 0n;
    for (const part of ipaddr.IPv6.parse(text).parts) value = (value << 16n) | BigInt(part);
    return IPV6_START + value;
  } catch {
    return undefined;
  }
}

/** The point of an address on the line, or undefined when Kubernetes would not read the text as an address. */
export const parseAddress = (text: string): bigint | undefined => parseIpv4(text) ?? parseIpv6(text);

interface Cidr {
  readonly family: IpFamily;
  readonly prefix: number;
  readonly set: IpSet;
}

function readCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !PREFIX_SHAPE.test(length)) return undefined;
  const family = familyOf(address);
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(length);
  if (prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const start = family === 4 ? address - (address % size) : address - ((address - IPV6_START) % size);
  return { family, prefix, set: [start, start + size] };
}

const cidrCache = new Map<string, Cidr | undefined>();
const CACHE_LIMIT = 100_000;

/** Reads a CIDR strictly: four decimal parts or a full IPv6 address, and a prefix without leading zeros. */
function parseCidr(text: string): Cidr | undefined {
  if (!cidrCache.has(text)) {
    if (cidrCache.size >= CACHE_LIMIT) cidrCache.clear();
    cidrCache.set(text, readCidr(text));
  }
  return cidrCache.get(text);
}

export const isCidr = (text: string): boolean => parseCidr(text) !== undefined;

/** Strictly inside: contained, and with a longer prefix (semantics §1.4). Both must be valid CIDRs. */
export function isStrictlyInside(inner: string, outer: string): boolean {
  const a = parseCidr(inner);
  const b = parseCidr(outer);
  if (b === undefined || a?.family !== b.family) return false;
  return a.prefix > b.prefix && contains(b.set, a.set[0] as bigint);
}

const wholeBlocks = new Map<string, IpBlock | undefined>();

/** The block of a valid CIDR and its valid exceptions; undefined when one of them is no CIDR. One without is made once. */
export function ipBlock(cidr: string, except: readonly string[] = []): IpBlock | undefined {
  if (except.length > 0) return blockOf(cidr, except);
  if (!wholeBlocks.has(cidr)) {
    if (wholeBlocks.size >= CACHE_LIMIT) wholeBlocks.clear();
    wholeBlocks.set(cidr, blockOf(cidr, except));
  }
  return wholeBlocks.get(cidr);
}

function blockOf(cidr: string, except: readonly string[]): IpBlock | undefined {
  const outer = parseCidr(cidr);
  if (outer === undefined) return undefined;
  let set = outer.set;
  const excepts: IpSet[] = [];
  for (const text of except) {
    const inner = parseCidr(text);
    if (inner === undefined) return undefined;
    set = difference(set, inner.set);
    excepts.push(inner.set);
  }
  const canonical = cidrsOf(outer.set).join();
  const excepted = [...new Set(excepts.map((inner) => cidrsOf(inner).join()))].sort();
  return {
    text: excepted.length === 0 ? canonical : `${canonical} except ${excepted.join(', ')}`,
    family: outer.family,
    set,
    wholeFamily: outer.prefix === 0 && except.length === 0,
    excepts,
  };
}

/** All that CIDRs name together; what is no CIDR names nothing. */
export const cidrSet = (cidrs: readonly string[]): IpSet =>
  cidrs.reduce<IpSet>((all, cidr) => union(all, parseCidr(cidr)?.set ?? []), []);

/** An address as text, in the shortest usual form. */
export function addressText(point: bigint): string {
  const isIpv4 = familyOf(point) === 4;
  const value = isIpv4 ? point : point - IPV6_START;
  const bytes = Array.from({ length: isIpv4 ? 4 : 16 }, (_, i, bits = (isIpv4 ? 24 : 120) - i * 8) =>
    Number((value >> BigInt(bits)) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** The smallest CIDR that holds a set of one family. */
function coverOf(set: IpSet): IpSet {
  const first = set[0] ?? 0n;
  const last = (set.at(-1) ?? 1n) - 1n;
  const base = familyOf(first) === 4 ? 0n : IPV6_START;
  let size = 1n;
  while ((first - base) / size !== (last - base) / size) size *= 2n;
  const start = base + ((first - base) / size) * size;
  return [start, start + size];
}

/** A set of one family for people: `10.0.0.0/8`, or one CIDR `except` what it lacks where that is shorter. */
export function ipSetText(set: IpSet): string {
  const included = cidrsOf(set);
  if (included.length < 3) return included.join(', ');
  const cover = coverOf(set);
  const missing = cidrsOf(difference(cover, set));
  return missing.length + 1 < included.length
    ? `${cidrsOf(cover).join()} except ${missing.join(', ')}`
    : included.join(', ');
}

/** The fewest CIDRs that make up a set, in ascending order. */
export function cidrsOf(set: IpSet): string[] {
  const result: string[] = [];
  for (let i = 0; i + 1 < set.length; i += 2) {
    let start = set[i] as bigint;
    const end = set[i + 1] as bigint;
    const isIpv4 = familyOf(start) === 4;
    const base = isIpv4 ? 0n : IPV6_START;
    const bits = isIpv4 ? 32 : 128;
    while (start < end) {
      let host = 0;
      // Grow while the block stays aligned and inside: 2^(host+1) must divide the offset and fit before the end.
      while (host < bits && (start - base) % (1n << BigInt(host + 1)) === 0n && start + (1n << BigInt(host + 1)) <= end)
        host += 1;
      result.push(`${addressText(start)}/${bits - host}`);
      start += 1n << BigInt(host);
    }
  }
  return result;
}
