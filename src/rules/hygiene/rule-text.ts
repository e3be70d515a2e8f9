import { type Direction, type Policy, type Rule } from '../../policy/index.ts';
import type { RelatedTarget } from '../define-rule.ts';
import type { PlacedRule } from './subject-classes.ts';
import { policyName } from './written-scopes.ts';

const MOST = 3;

/** A few names, and how many more there are. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}

/** The number of a rule as people count: from 1, among those of its direction. */
export const ruleNumber = ({ path }: Rule): number => Number(path.at(-1)) + 1;

export const ruleText = (direction: Direction, { policy, rule }: PlacedRule): string =>
  `${direction} rule ${rule.name ?? ruleNumber(rule)} of ${policyName(policy.ref)}`;

/** Points at the rules that had a say. */
export const pointAtRules = (direction: Direction, rules: readonly PlacedRule[]): RelatedTarget[] =>
  rules.slice(0, MOST).map((placed) => ({
    origin: placed.policy.origin,
    path: placed.rule.path,
    message: ruleText(direction, placed),
  }));

export const pointAtPolicies = (policies: readonly Policy[]): RelatedTarget[] =>
  policies.slice(0, MOST).map(({ origin, ref }) => ({
    origin,
    path: ['metadata', 'name'],
    on: 'value',
    message: policyName(ref),
  }));
