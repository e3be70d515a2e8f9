import type { Direction, Rule, Tier } from '../../policy/index.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { coverReader } from './coverage.ts';
import { type PlacedRule, rulesReader, type SubjectClass, subjectClasses } from './subject-classes.ts';
import { pointAtRules, ruleText, someOf } from './rule-text.ts';
import { DIRECTIONS } from './written-scopes.ts';

/** In a tier where nobody isolates, rules are asked in order, and the first that matches decides. */
const isOrdered = ({ policies }: Tier): boolean =>
  policies.every(({ ingress, egress }) => ingress?.isolates !== true && egress?.isolates !== true);

interface TakenRule extends PlacedRule {
  readonly direction: Direction;
  readonly by: readonly PlacedRule[];
}

function* takenRules(tier: Tier, context: RuleContext): Generator<TakenRule> {
  const { covers } = coverReader(context);

  for (const direction of DIRECTIONS) {
    const classes = subjectClasses(context)[direction](tier);
    const rules = rulesReader(direction);
    for (const [policy, subjects] of classes)
      for (const rule of policy[direction]?.rules ?? []) {
        const used = new Map<Rule, PlacedRule>();
        const place = policy[direction]?.rules.indexOf(rule) ?? 0;
        // Surely asked first. Between policies of equal priority nothing is sure.
        const counts = (other: PlacedRule): boolean =>
          other.policy === policy
            ? (policy[direction]?.rules.indexOf(other.rule) ?? place) < place
            : other.policy.order < policy.order;
        const isTaken = (subject: SubjectClass): boolean =>
          covers({ direction, policy, rule, subject, others: rules(subject), counts, used });
        if (subjects.length > 0 && subjects.every(isTaken)) yield { policy, rule, direction, by: [...used.values()] };
      }
  }
}

export const ruleNeverMatches = defineRule({
  id: 'NG310',
  name: 'rule-never-matches',
  severity: 'warning',
  summary: 'Earlier rules of an admin policy decide everything that an ordered rule is for.',
  messages: {
    taken: '{rule} never has a say: all that it is for is decided before, by {by}',
  },
  *check(context) {
    for (const tier of context.tiers.filter(isOrdered))
      for (const { policy, rule, direction, by } of takenRules(tier, context))
        yield {
          message: 'taken',
          data: {
            rule: ruleText(direction, { policy, rule }),
            by: someOf(by.map((other) => ruleText(direction, other))),
          },
          object: policy.ref,
          at: { origin: policy.origin, path: rule.path },
          related: pointAtRules(direction, by),
          key: `${direction} ${rule.name ?? rule.path.at(-1) ?? ''}`,
        };
  },
});
