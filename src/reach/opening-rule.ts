import { contains } from '../model/intervals.ts';
import type { Place } from '../model/location.ts';
import { portPoint } from '../model/port-set.ts';
import type { PortMatch, Tier } from '../policy/index.ts';
import type { Endpoint } from './endpoint.ts';
import { type DecidingRule, type Port, selecting } from './evaluate.ts';
import { portsOn } from './matching.ts';

/** A rule that names a port, and where it names it. */
export interface OpeningRule extends DecidingRule {
  readonly place: Place;
}

/** Given as this number and no other: a name is resolved on the pod, and means what it says. */
const names = (match: PortMatch, { protocol, port }: Port): boolean =>
  match.type === 'range' && match.protocol === protocol && match.first === port && match.last === port;

/** The first rule that lets somebody in on one port by its number, and does not open the other. */
export function findOpeningRule(
  tiers: readonly Tier[],
  destination: Endpoint,
  port: Port,
  other: Port,
): OpeningRule | undefined {
  for (const tier of tiers)
    for (const [policy, { rules }] of selecting(tier, destination, 'ingress'))
      for (const rule of rules) {
        if (rule.action !== 'allow' || rule.ports === 'any') continue;
        const isOther = (match: PortMatch): boolean =>
          contains(portsOn(match, destination), portPoint(other.protocol, other.port));
        const index = rule.ports.findIndex((match) => names(match, port));
        if (index < 0 || rule.ports.some(isOther)) continue;
        const place = { origin: policy.origin, path: [...rule.path, 'ports', index, 'port'] };
        return { tier, policy, rule, place };
      }
  return undefined;
}
