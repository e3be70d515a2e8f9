import type { Path } from '../model/location.ts';
import type { Protocol } from '../model/protocol.ts';
import type { Complaints } from './complaints.ts';
import { exactlyOne } from './exactly-one.ts';
import { field, integer, protocolOf, text } from './read.ts';
import type { AdminPort } from './resource.ts';

/** Reads one entry of a rule's `ports` (v1alpha1) or `protocols` (v1alpha2); undefined where it is rejected. */
export type AdminPortReader = (value: unknown, path: Path, complaints: Complaints) => AdminPort | undefined;

interface Bounds {
  readonly first: number;
  readonly last: number;
}

function readNumber(value: unknown, key: string, path: Path, complaints: Complaints): Bounds | undefined {
  const port = integer(value, key);
  if (port === undefined) complaints.missing([...path, key]);
  return port === undefined ? undefined : { first: port, last: port };
}

/** `start` to `end`; `least` is how far apart they must lie: 0 in v1alpha1, 1 in v1alpha2 (semantics §2.1, §2.2). */
function readRange(value: unknown, least: number, path: Path, complaints: Complaints): Bounds | undefined {
  const first = integer(value, 'start');
  const last = integer(value, 'end');
  if (first === undefined) complaints.missing([...path, 'start']);
  if (last === undefined) complaints.missing([...path, 'end']);
  if (first === undefined || last === undefined) return undefined;
  if (last - first < least)
    complaints.invalid([...path, 'end'], `must be ${least === 0 ? 'at least' : 'above'} start, ${first}, not ${last}`);
  return { first, last };
}

const rangeOf = (protocol: Protocol | undefined, bounds: Bounds | undefined): AdminPort | undefined =>
  protocol === undefined || bounds === undefined ? undefined : { type: 'range', protocol, ...bounds };

/** v1alpha1: exactly one of `portNumber`, `portRange` and `namedPort`. */
export const readPortV1alpha1: AdminPortReader = (value, path, complaints) => {
  const name = exactlyOne(value, ['portNumber', 'portRange', 'namedPort'], path, complaints);
  if (name === undefined) return undefined;
  if (name === 'namedPort') return { type: 'named', name: text(value, name) ?? '' };
  const found = field(value, name);
  const place = [...path, name];
  const bounds =
    name === 'portNumber' ? readNumber(found, 'port', place, complaints) : readRange(found, 0, place, complaints);
  return rangeOf(protocolOf(found), bounds);
};

const TRANSPORTS = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** v1alpha2: exactly one of `tcp`, `udp`, `sctp` and `destinationNamedPort`; all of TCP is the range 1 to 65535. */
export const readPortV1alpha2: AdminPortReader = (value, path, complaints) => {
  const name = exactlyOne(value, ['tcp', 'udp', 'sctp', 'destinationNamedPort'], path, complaints);
  if (name === undefined) return undefined;
  if (name === 'destinationNamedPort') return { type: 'named', name: text(value, name) ?? '' };
  const place = [...path, name, 'destinationPort'];
  const port = field(field(value, name), 'destinationPort');
  if (port === undefined) {
    complaints.missing(place);
    return undefined;
  }
  const form = exactlyOne(port, ['number', 'range'], place, complaints);
  if (form === undefined) return undefined;
  const bounds =
    form === 'number'
      ? readNumber(port, form, place, complaints)
      : readRange(field(port, form), 1, [...place, form], complaints);
  return rangeOf(TRANSPORTS[name], bounds);
};
