import { defineRule } from '../define-rule.ts';
import { selectorText } from './near-miss.ts';
import { splitPeers } from './split-peers.ts';
import { namespacesText } from './unmatched-scope.ts';
import { policyName } from './written-scopes.ts';

export const peerOrForAnd = defineRule({
  id: 'NG306',
  name: 'peer-or-for-and',
  severity: 'warning',
  summary: 'A namespaceSelector and a podSelector stand as two peers, where one peer of both was probably meant.',
  messages: {
    split:
      '{policy} has two peers here: every pod of {where}, or pods of {namespace} that match {selector}; without the second dash it is one: pods of {where} that match {selector}',
  },
  *check(context) {
    for (const { wide, namespaces, pods, list, second } of splitPeers(context)) {
      const { ref, origin, scope, direction = '' } = wide;
      const selector = selectorText(pods.selector);
      yield {
        message: 'split',
        data: {
          policy: policyName(ref),
          where: namespacesText(scope.namespaces),
          namespace: `namespace ${ref.namespace ?? ''}`,
          selector,
        },
        object: ref,
        at: { origin, path: list },
        related: [{ origin, path: second, message: 'the dash that begins the second peer' }],
        key: `${direction} ${selectorText(namespaces.selector)} ${selector}`,
      };
    }
  },
});
