import { defineRule } from '../define-rule.ts';
import { DIRECTIONS, policyName } from './written-scopes.ts';

const TYPE = { ingress: 'Ingress', egress: 'Egress' } as const;

export const rulesWithoutPolicyType = defineRule({
  id: 'NG305',
  name: 'rules-without-policy-type',
  severity: 'error',
  summary: 'A policy has rules in a direction that its policyTypes leaves out: Kubernetes ignores them.',
  messages: {
    ignored:
      'policyTypes of {policy} leaves {type} out, so its {direction} rules are ignored; some network plugins enforce them all the same',
  },
  *check({ cluster }) {
    for (const policy of cluster.networkPolicies) {
      const { ref, origin, policyTypes } = policy;
      for (const direction of DIRECTIONS) {
        const type = TYPE[direction];
        if (policyTypes.length === 0 || policyTypes.includes(type) || policy[direction].length === 0) continue;
        yield {
          message: 'ignored',
          data: { policy: policyName(ref), type, direction },
          object: ref,
          at: { origin, path: ['spec', 'policyTypes'] },
          related: [{ origin, path: ['spec', direction], message: 'the rules that are ignored' }],
          key: direction,
        };
      }
    }
  },
});
