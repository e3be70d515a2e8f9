import { defineRule } from '../define-rule.ts';
import { redundancy } from './redundancy.ts';
import { pointAtPolicies, someOf } from './rule-text.ts';
import { policyName } from './written-scopes.ts';

export const policyRedundant = defineRule({
  id: 'NG309',
  name: 'policy-redundant',
  severity: 'info',
  summary:
    'Without the policy every connection would be the same: others isolate its pods and allow all that it allows.',
  messages: {
    redundant: 'removing {policy} changes nothing: its pods stay isolated, and all that it allows is allowed by {by}',
  },
  *check(context) {
    for (const { policy, by } of redundancy(context).policies)
      yield {
        message: 'redundant',
        data: { policy: policyName(policy.ref), by: someOf(by.map(({ ref }) => policyName(ref))) },
        object: policy.ref,
        at: { origin: policy.origin, path: ['metadata', 'name'], on: 'value' },
        related: pointAtPolicies(by),
      };
  },
});
