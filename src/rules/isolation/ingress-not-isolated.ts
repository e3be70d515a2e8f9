import { isPolicedPod } from '../../reach/index.ts';
import { defineRule } from '../define-rule.ts';
import { endpointTarget } from '../endpoint-target.ts';

export const ingressNotIsolated = defineRule({
  id: 'NG101',
  name: 'ingress-not-isolated',
  severity: 'warning',
  summary: 'No policy isolates the workload for ingress: every pod and every address may connect to it.',
  messages: {
    open: 'no policy isolates {name} for ingress: everybody may connect to it',
  },
  *check({ reachability }) {
    for (const { members, isolated } of reachability.groups) {
      if (isolated.ingress) continue;
      for (const member of members) if (isPolicedPod(member)) yield { message: 'open', ...endpointTarget(member) };
    }
  },
});
