import { contains, intersection } from '../model/intervals.ts';
import { portPoint, portRange, type PortSet } from '../model/port-set.ts';
import { MAX_PORT, type Protocol, PROTOCOLS } from '../model/protocol.ts';
import type { Direction, Tier } from '../policy/index.ts';
import type { Endpoint } from './endpoint.ts';
import { selecting } from './evaluate.ts';
import { portsOn } from './matching.ts';

/** Ports between two bounds that every rule of both directions treats alike. */
export interface Stretch {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

function* portSetsNamed(
  tiers: readonly Tier[],
  own: Endpoint,
  direction: Direction,
  destination: Endpoint,
): Generator<PortSet> {
  for (const tier of tiers)
    for (const [, { rules }] of selecting(tier, own, direction))
      for (const { ports } of rules) if (ports !== 'any') for (const match of ports) yield portsOn(match, destination);
}

/** Cuts all ports along every bound that a rule for these two names: one question then answers for a whole stretch. */
export function stretches(tiers: readonly Tier[], source: Endpoint, destination: Endpoint, asked: PortSet): Stretch[] {
  const sets = [
    ...portSetsNamed(tiers, source, 'egress', destination),
    ...portSetsNamed(tiers, destination, 'ingress', destination),
    asked,
  ];
  return PROTOCOLS.flatMap((protocol) => {
    const whole = portRange(protocol, 1, MAX_PORT);
    const bounds = new Set<number>(whole);
    for (const set of sets) for (const bound of intersection(set, whole)) bounds.add(bound);
    const sorted = [...bounds].sort((a, b) => a - b);
    const zero = portPoint(protocol, 0);
    return sorted
      .slice(0, -1)
      .map((start, i): Stretch => ({ protocol, first: start - zero, last: (sorted[i + 1] ?? start) - 1 - zero }))
      .filter(({ first }) => contains(asked, portPoint(protocol, first)));
  });
}

export const stretchPorts = ({ protocol, first, last }: Stretch): PortSet => portRange(protocol, first, last);
