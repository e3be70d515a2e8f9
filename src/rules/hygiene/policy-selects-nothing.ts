import { defineRule } from '../define-rule.ts';
import { selectorText } from './near-miss.ts';
import { unmatchedScope } from './unmatched-scope.ts';
import { policyName, writtenScopes } from './written-scopes.ts';

export const policySelectsNothing = defineRule({
  id: 'NG301',
  name: 'policy-selects-nothing',
  severity: 'warning',
  summary: 'The podSelector or subject of a policy matches no workload: the policy protects nobody.',
  messages: {
    nothing: '{policy} applies to nobody: no pod of {where} matches {selector}{hint}',
  },
  *check(context) {
    for (const { role, ref, origin, scope, pods } of writtenScopes(context)) {
      if (role !== 'subject' || pods === undefined) continue;
      const found = unmatchedScope(context, scope);
      if (found === undefined) continue;
      const { where, hint, related } = found;
      yield {
        message: 'nothing',
        data: { policy: policyName(ref), where, selector: selectorText(pods.selector), hint },
        object: ref,
        at: { origin, path: pods.path },
        related,
      };
    }
  },
});
