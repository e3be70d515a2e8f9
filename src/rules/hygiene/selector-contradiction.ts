import { contradiction } from '../../model/selector-algebra.ts';
import { requirementText } from '../../model/selector.ts';
import { defineRule } from '../define-rule.ts';
import { policyName, writtenScopes } from './written-scopes.ts';

export const selectorContradiction = defineRule({
  id: 'NG304',
  name: 'selector-contradiction',
  severity: 'error',
  summary: 'The requirements of a selector exclude each other: it can never match anything.',
  messages: {
    never: 'this selector of {policy} can never match: {first} and {others} exclude each other',
  },
  *check(context) {
    for (const { ref, origin, pods, namespaces, direction = 'subject' } of writtenScopes(context))
      for (const written of [pods, namespaces]) {
        if (written === undefined) continue;
        const clash = contradiction(written.selector);
        if (clash === undefined) continue;
        const [first = '', ...others] = [...new Set(clash.map(requirementText))];
        yield {
          message: 'never',
          data: { policy: policyName(ref), first, others: others.join(' and ') },
          object: ref,
          at: { origin, path: written.path },
          key: `${direction} ${first} ${others.join(' ')}`,
        };
      }
  },
});
