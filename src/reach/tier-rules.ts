import type { Action, Rule } from '../policy/index.ts';
import type { RulePorts } from './rule-ports.ts';
import type { Selection, TierSelection } from './selection.ts';
import type { Members, SelectorIndex } from './selector-index.ts';
import type { TierWalk } from './tier-walk.ts';

/** A rule with its peers and ports looked up. */
export interface TierRule {
  readonly action: Action;
  /** Whom it is for, in a list for each peer. */
  readonly peers: readonly Members[] | 'anyone';
  readonly ports: RulePorts;
}

/** One tier for one direction, ready to be walked. */
export interface TierPlan extends TierSelection {
  /** Every policy isolates and every rule allows: the common case. */
  readonly isAdditive: boolean;
  /** The rules of each policy of the tier, in order. */
  readonly rulesOf: (place: number) => readonly TierRule[];
}

/** All tiers that have a say in one direction. */
export interface PreparedTiers {
  readonly selection: Selection;
  readonly plans: readonly TierPlan[];
}

/** Looks up peers and ports of rules when a policy is first walked. */
export function planTiers(
  { tiers }: Selection,
  index: SelectorIndex,
  portsOf: (rule: Rule) => RulePorts,
): readonly TierPlan[] {
  const look = (rule: Rule): TierRule => ({
    action: rule.action,
    peers: rule.peers === 'anyone' ? 'anyone' : rule.peers.map(index.matching),
    ports: portsOf(rule),
  });
  return tiers.map((tier) => {
    const known: (readonly TierRule[])[] = [];
    return {
      ...tier,
      isAdditive: tier.policies.every(
        ({ isolates, rules }) => isolates && rules.every(({ action }) => action === 'allow'),
      ),
      rulesOf: (place) => (known[place] ??= (tier.policies[place]?.rules ?? []).map(look)),
    };
  });
}

/**
 * Applies one rule to these classes; `destination` is absent where each of them is one, and says what names mean. Rules
 * for `anyone` with names mean something else for each: `everybody` lists all.
 */
export function applyRule(
  walk: TierWalk,
  isAdditive: boolean,
  { action, ports }: TierRule,
  others: Members | 'anyone',
  destination: number | undefined,
  everybody: Members,
): void {
  const fixed = ports.fixed ?? (destination === undefined ? undefined : ports.on(destination));
  if (fixed === undefined) {
    const named = others === 'anyone' ? everybody : others;
    if (isAdditive) walk.allowEach(named, ports);
    else walk.decideEach(action, named, ports);
  } else if (others === 'anyone') {
    if (isAdditive) walk.allowAnyone(fixed);
    else walk.decideAnyone(action, fixed);
  } else if (isAdditive) walk.allow(others, fixed);
  else walk.decide(action, others, fixed);
}
