import { defineRule } from '../define-rule.ts';
import { redundancy } from './redundancy.ts';
import { pointAtRules, ruleText, someOf } from './rule-text.ts';

export const ruleRedundant = defineRule({
  id: 'NG308',
  name: 'rule-redundant',
  severity: 'info',
  summary: 'Other rules for the same pods already allow all that a rule allows.',
  messages: {
    redundant: '{rule} adds nothing: all that it allows is already allowed by {by}',
  },
  *check(context) {
    for (const { policy, rule, direction, by } of redundancy(context).rules)
      yield {
        message: 'redundant',
        data: {
          rule: ruleText(direction, { policy, rule }),
          by: someOf(by.map((other) => ruleText(direction, other))),
        },
        object: policy.ref,
        at: { origin: policy.origin, path: rule.path },
        related: pointAtRules(direction, by),
        key: `${direction} ${rule.path.at(-1) ?? ''}`,
      };
  },
});
