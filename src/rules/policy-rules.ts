import { intersection, union } from '../model/intervals.ts';
import { ALL_PORTS, portRanges, type PortSet } from '../model/port-set.ts';
import type { Direction, Policy, Rule, Tier } from '../policy/index.ts';
import { type Endpoint, portsOn } from '../reach/index.ts';

/** A rule, and where it stands. */
export interface PlacedRule {
  readonly tier: Tier;
  readonly policy: Policy;
  readonly direction: Direction;
  readonly rule: Rule;
  /** Its place among the rules of its policy and direction. */
  readonly index: number;
}

function findAllowRules(tiers: readonly Tier[], direction: Direction): PlacedRule[] {
  const found: PlacedRule[] = [];
  for (const tier of tiers)
    for (const policy of tier.policies) {
      const rules = policy[direction]?.rules;
      for (let index = 0; index < (rules?.length ?? 0); index += 1) {
        const rule = rules?.[index];
        if (rule?.action === 'allow') found.push({ tier, policy, direction, rule, index });
      }
    }
  return found;
}

const known = new WeakMap<readonly Tier[], Map<Direction, readonly PlacedRule[]>>();

/** Every rule of one direction that allows something, in the order of tiers, policies and rules; found once for the same tiers. */
export function allowRules(tiers: readonly Tier[], direction: Direction): readonly PlacedRule[] {
  const byDirection = known.get(tiers) ?? new Map<Direction, readonly PlacedRule[]>();
  known.set(tiers, byDirection);
  const rules = byDirection.get(direction) ?? findAllowRules(tiers, direction);
  byDirection.set(direction, rules);
  return rules;
}

/** The ports that a rule opens on one destination, as far as they can be named. */
export function openedOn({ ports }: Rule, destination: Endpoint): PortSet {
  if (ports === 'any') return ALL_PORTS;
  const [only, ...others] = ports;
  if (only !== undefined && others.length === 0) return portsOn(only, destination);
  return ports.map((match) => portsOn(match, destination)).reduce<PortSet>((all, one) => union(all, one), []);
}

/** Whether two sets share a port that can be named. */
export const overlap = (a: PortSet, b: PortSet): boolean => portRanges(intersection(a, b)).length > 0;
