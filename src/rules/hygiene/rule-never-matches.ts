import type { Direction, Policy, Rule, Tier } from '../../policy/index.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { type CoverQuestion, coverReader, type PlacedRule, type SubjectClass, subjectClasses } from './coverage.ts';
import { isNarrowerScope } from './peer-width.ts';
import { pointAtRules, ruleText, someOf } from './rule-text.ts';
import { seats } from './seats.ts';
import { DIRECTIONS } from './written-scopes.ts';

/** In a tier where nobody isolates, rules are asked in order, and the first that matches decides. */
const isOrdered = ({ policies }: Tier): boolean =>
  policies.every(({ ingress, egress }) => ingress?.isolates !== true && egress?.isolates !== true);

interface TakenRule extends PlacedRule {
  readonly direction: Direction;
  readonly by: readonly PlacedRule[];
}

function* takenRules(tier: Tier, context: RuleContext): Generator<TakenRule> {
  const { namespaces } = context.cluster;
  const found = seats(context);
  const { covers } = coverReader(found, context.cluster);

  /** Rules that are surely asked first. Between policies of equal priority nothing is sure. */
  const earlier = ({ policies }: SubjectClass, policy: Policy, rule: Rule, direction: Direction): PlacedRule[] =>
    policies.flatMap((other) => {
      const rules = other[direction]?.rules ?? [];
      if (other === policy) return rules.slice(0, rules.indexOf(rule)).map((one) => ({ policy, rule: one }));
      const counts = other.order < policy.order && !isNarrowerScope(other.subject, policy.subject, namespaces);
      return counts ? rules.map((one) => ({ policy: other, rule: one })) : [];
    });

  for (const direction of DIRECTIONS) {
    const classes = subjectClasses(tier, direction, found);
    for (const [policy, subjects] of classes)
      for (const rule of policy[direction]?.rules ?? []) {
        const used = new Map<Rule, PlacedRule>();
        const ask = (subject: SubjectClass): CoverQuestion => ({
          direction,
          rule,
          subject,
          others: earlier(subject, policy, rule, direction),
          used,
        });
        if (subjects.length > 0 && subjects.every((subject) => covers(ask(subject))))
          yield { policy, rule, direction, by: [...used.values()] };
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
