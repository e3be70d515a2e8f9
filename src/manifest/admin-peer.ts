import { ipBlock, type IpBlock } from '../model/ip-set.ts';
import type { Path } from '../model/location.ts';
import { EVERYTHING, type Selector } from '../model/selector.ts';
import type { Complaints } from './complaints.ts';
import { exactlyOne } from './exactly-one.ts';
import { shown } from './path-text.ts';
import { field, isMapping, texts } from './read.ts';
import type { AdminPeer, AdminPolicyResource } from './resource.ts';
import { readSelector } from './selector.ts';

type PodsPeer = Extract<AdminPeer, { type: 'pods' }>;

const SUBJECT_FIELDS = ['namespaces', 'pods'] as const;
const PEER_FIELDS = ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'] as const;

export type PeerField = (typeof PEER_FIELDS)[number];

/** Both selectors are required, though each may be empty (semantics §2.1). */
function readPods(value: unknown, path: Path, complaints: Complaints): PodsPeer {
  const selectorAt = (key: string): Selector => {
    const found = field(value, key);
    if (found === undefined) complaints.missing([...path, key]);
    return readSelector(found, [...path, key], complaints);
  };
  return { type: 'pods', namespaceSelector: selectorAt('namespaceSelector'), podSelector: selectorAt('podSelector') };
}

function readNetworks(value: unknown, path: Path, complaints: Complaints): IpBlock[] {
  return texts(value, 'networks').flatMap((cidr, index) => {
    const block = ipBlock(cidr);
    if (block === undefined)
      complaints.invalid([...path, 'networks', index], `must be a CIDR like 10.0.0.0/8, not ${shown(cidr)}`);
    return block ?? [];
  });
}

/** The pods that a policy is about: exactly one of `namespaces` and `pods`. */
export function readSubject(spec: unknown, complaints: Complaints): AdminPolicyResource['subject'] {
  const path = ['spec', 'subject'];
  const value = field(spec, 'subject');
  if (value === undefined) complaints.missing(path);
  const name = value === undefined ? undefined : exactlyOne(value, SUBJECT_FIELDS, path, complaints);
  const found = name && field(value, name);
  if (name === 'pods') return readPods(found, [...path, name], complaints);
  const namespaceSelector = name ? readSelector(found, [...path, name], complaints) : EVERYTHING;
  return { type: 'namespaces', namespaceSelector };
}

/** Only fields that are not known here: a newer API means something by them, so evaluation fails closed. */
const isUnknown = (value: unknown): boolean =>
  isMapping(value) && Object.keys(value).length > 0 && !PEER_FIELDS.some((name) => Object.hasOwn(value, name));

/** One peer of a rule; `allowed` are the fields that this kind has in this direction. */
export function readPeer(value: unknown, allowed: readonly PeerField[], path: Path, complaints: Complaints): AdminPeer {
  if (isUnknown(value)) return { type: 'unknown' };
  const name = exactlyOne(value, PEER_FIELDS, path, complaints);
  if (name === undefined) return { type: 'unknown' };
  const found = field(value, name);
  const place = [...path, name];
  if (!allowed.includes(name)) complaints.invalid(place, `is no peer here: use one of ${allowed.join(', ')}`);
  switch (name) {
    case 'namespaces':
      return { type: 'namespaces', namespaceSelector: readSelector(found, place, complaints) };
    case 'pods':
      return readPods(found, place, complaints);
    case 'nodes':
      return { type: 'nodes', nodeSelector: readSelector(found, place, complaints) };
    case 'networks':
      return { type: 'networks', blocks: readNetworks(value, path, complaints) };
    case 'domainNames':
      return { type: 'domain-names', names: texts(value, name) };
  }
}
