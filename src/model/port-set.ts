import { type Intervals } from './intervals.ts';
import { MAX_PORT, PROTOCOLS, type Protocol } from './protocol.ts';

/**
 * A set of ports on one integer line: TCP, UDP and SCTP follow one another, and one last point stands for *any other
 * protocol*. So "no ports named" and "every port of all three protocols" stay different, though they print alike.
 */
export type PortSet = Intervals<number>;

const SPAN = MAX_PORT + 1;
/** Two past the last SCTP port: it must never touch it, or the two would merge into one interval. */
const OTHER = PROTOCOLS.length * SPAN + 1;

const offsetOf = (protocol: Protocol): number => PROTOCOLS.indexOf(protocol) * SPAN;

/** The place of a port on the line. */
export const portPoint = (protocol: Protocol, port: number): number => offsetOf(protocol) + port;

/** `first` to `last` of one protocol, both included. */
export const portRange = (protocol: Protocol, first: number, last: number): PortSet => [
  portPoint(protocol, first),
  portPoint(protocol, last) + 1,
];

export const NO_PORTS: PortSet = [];

export const ALL_PORTS: PortSet = [
  ...PROTOCOLS.flatMap((protocol) => portRange(protocol, 1, MAX_PORT)),
  OTHER,
  OTHER + 1,
];

export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** The ranges of a set in print order; the mark for other protocols has no number and is left out. */
export function portRanges(set: PortSet): PortRange[] {
  const ranges: PortRange[] = [];
  for (let i = 0; i + 1 < set.length; i += 2) {
    const start = set[i] as number;
    const protocol = PROTOCOLS[Math.floor(start / SPAN)];
    if (start === OTHER || protocol === undefined) continue;
    const base = offsetOf(protocol);
    ranges.push({ protocol, first: start - base, last: (set[i + 1] as number) - 1 - base });
  }
  return ranges;
}

const rangeText = (first: number, last: number): string => (first === last ? `${first}` : `${first}-${last}`);

/** The printed contract: protocol → canonical list of numbers and ranges, e.g. `{ TCP: "5432,6000-6100" }`. */
export function portsByProtocol(set: PortSet): Partial<Record<Protocol, string>> {
  const result: Partial<Record<Protocol, string>> = {};
  for (const { protocol, first, last } of portRanges(set)) {
    const text = rangeText(first, last);
    const before = result[protocol];
    result[protocol] = before === undefined ? text : `${before},${text}`;
  }
  return result;
}

/** One line for people: `all ports`, `TCP 80,443; UDP 53`, or `no port`. */
export function portsText(set: PortSet): string {
  const ranges = portRanges(set);
  if (ranges.length === 0) return 'no port';
  if (ranges.length === PROTOCOLS.length && ranges.every(({ first, last }) => first === 1 && last === MAX_PORT))
    return 'all ports';
  return Object.entries(portsByProtocol(set))
    .map(([protocol, list]) => `${protocol} ${list === `1-${MAX_PORT}` ? 'all ports' : list}`)
    .join('; ');
}
