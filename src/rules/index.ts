import type { Reported } from '../model/reported.ts';
import type { Rule } from './define-rule.ts';
import { ISOLATION_RULES } from './isolation/index.ts';
import { SERVICE_RULES } from './services/index.ts';
import { HYGIENE_RULES } from './hygiene/index.ts';
import { EXPOSURE_RULES } from './exposure/index.ts';
import type { RuleContext } from './rule-context.ts';

export type { Rule } from './define-rule.ts';
export type { RuleContext } from './rule-context.ts';
export { DEFAULT_SETTINGS, type OutsidePods, type RuleSettings } from './rule-settings.ts';

/** Every rule on the graph, in the order of ids. Rules on the input itself are `PROBLEM_RULES`. */
export const RULES: readonly Rule[] = [...ISOLATION_RULES, ...SERVICE_RULES, ...HYGIENE_RULES, ...EXPOSURE_RULES];

/** What these rules report, rule by rule. */
export function* runRules(rules: Iterable<Rule>, context: RuleContext): Generator<Reported> {
  for (const rule of rules) yield* rule.run(context);
}
