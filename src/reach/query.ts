import { union } from '../model/intervals.ts';
import { objectId } from '../model/object-ref.ts';
import { ALL_PORTS, portRange, type PortSet } from '../model/port-set.ts';
import { type DirectionVerdict, evaluate, type Port, type Verdict } from './evaluate.ts';
import { type NearMiss, nearMisses } from './nearest.ts';
import { stretches, stretchPorts } from './query-ports.ts';
import type { Asked } from './find-endpoint.ts';
import type { Reachability } from './reachability.ts';

/** One verdict with its reasons, and the ports for which it holds. */
export interface PortExplanation {
  readonly ports: PortSet;
  readonly verdict: Verdict;
  /** For a denial: what would have allowed it but for one thing. */
  readonly nearest: readonly NearMiss[];
}

export interface QueryAnswer {
  readonly from: Asked;
  readonly to: Asked;
  readonly port?: Port;
  /** At least one of the ports asked for is open. */
  readonly allowed: boolean;
  /** What may pass, of the ports asked for. */
  readonly ports: PortSet;
  /** Stretches of ports with the same reasons joined, in the order of the ports. */
  readonly explanations: readonly PortExplanation[];
}

const reasonKey = ({ allowed, reason, passes }: DirectionVerdict): string => {
  const places = reason.type === 'rule' ? [reason, ...passes] : passes;
  const texts = places.map(({ tier, policy, rule }) => `${tier.name} ${objectId(policy.ref)} ${rule.path.join('.')}`);
  return [allowed, reason.type, ...texts].join();
};

const verdictKey = ({ egress, ingress }: Verdict): string => `${reasonKey(egress)} ${reasonKey(ingress)}`;

/** Asks the one-pair evaluator once for every stretch of ports that the rules tell apart. */
export function query(reachability: Reachability, from: Asked, to: Asked, port?: Port): QueryAnswer {
  const asked = port === undefined ? ALL_PORTS : portRange(port.protocol, port.port, port.port);
  const [source, destination] = [from.endpoint, to.endpoint];
  const found = new Map<string, { verdict: Verdict; ports: PortSet }>();
  for (const stretch of stretches(reachability.tiers, source, destination, asked)) {
    const verdict = evaluate(reachability.tiers, source, destination, {
      protocol: stretch.protocol,
      port: stretch.first,
    });
    const key = verdictKey(verdict);
    const known = found.get(key);
    if (known === undefined) found.set(key, { verdict, ports: stretchPorts(stretch) });
    else known.ports = union(known.ports, stretchPorts(stretch));
  }
  const explanations = [...found.values()].map(({ verdict, ports }): PortExplanation => {
    const nearest = [
      ...(verdict.egress.allowed ? [] : nearMisses(verdict.egress, source, destination, port)),
      ...(verdict.ingress.allowed ? [] : nearMisses(verdict.ingress, destination, source, port)),
    ];
    return { ports, verdict, nearest };
  });
  const ports = explanations
    .filter(({ verdict }) => verdict.allowed)
    .reduce<PortSet>((all, explanation) => union(all, explanation.ports), []);
  return { from, to, ...(port === undefined ? {} : { port }), allowed: ports.length > 0, ports, explanations };
}
