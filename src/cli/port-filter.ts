import { NetgraphError } from '../model/error.ts';
import { portRange, type PortSet } from '../model/port-set.ts';
import { isProtocol, MAX_PORT, type Protocol } from '../model/protocol.ts';
import type { Port } from '../reach/index.ts';

interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

const wrong = (text: string, hint: string): NetgraphError => new NetgraphError(`"${text}" is no port`, hint);

function parseRange(text: string): PortRange {
  const [, first = '', last = first, protocol = 'TCP'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/.exec(text) ?? [];
  const range = { first: Number(first), last: Number(last), protocol: protocol.toUpperCase() };
  if (!isProtocol(range.protocol)) throw wrong(text, 'the protocol is TCP, UDP or SCTP');
  if (first === '') throw wrong(text, 'such as 8080, 53/UDP or 8000-9000/TCP');
  if (range.first < 1 || range.last > MAX_PORT || range.first > range.last)
    throw wrong(text, `ports run from 1 to ${MAX_PORT}, the lower one first`);
  return { ...range, protocol: range.protocol };
}

/** `8080`, `53/UDP`, `8000-9000/TCP`; the protocol is TCP unless given. */
export function parsePorts(text: string): PortSet {
  const { protocol, first, last } = parseRange(text);
  return portRange(protocol, first, last);
}

/** One port: `8080` or `53/UDP`. */
export function parsePort(text: string): Port {
  const { protocol, first, last } = parseRange(text);
  if (first !== last) throw wrong(text, 'ask for one port, or for none to see them all');
  return { protocol, port: first };
}
