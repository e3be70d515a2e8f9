import { defineRule } from '../define-rule.ts';
import { selectorText } from './near-miss.ts';
import { splitPeers } from './split-peers.ts';
import { unmatchedScope } from './unmatched-scope.ts';
import { policyName, writtenScopes } from './written-scopes.ts';

export const peerSelectsNothing = defineRule({
  id: 'NG302',
  name: 'peer-selects-nothing',
  severity: 'warning',
  summary: 'A peer of a rule matches no workload, though the input holds the namespaces that it looks in.',
  messages: {
    nothing: 'this {direction} peer of {policy} matches nobody: no pod of {where} matches {selector}{hint}',
  },
  *check(context) {
    const explained = new Set(splitPeers(context).map(({ pods }) => pods.selector));
    for (const { direction, ref, origin, scope, pods } of writtenScopes(context)) {
      if (direction === undefined || pods === undefined || explained.has(pods.selector)) continue;
      const found = unmatchedScope(context, scope);
      if (found === undefined) continue;
      const { where, hint, related } = found;
      const selector = selectorText(pods.selector);
      yield {
        message: 'nothing',
        data: { direction, policy: policyName(ref), where, selector, hint },
        object: ref,
        at: { origin, path: pods.path },
        related,
        key: `${direction} ${where} ${selector}`,
      };
    }
  },
});
