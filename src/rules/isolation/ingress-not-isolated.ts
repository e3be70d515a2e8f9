import { defineRule } from '../define-rule.ts';
import { openWorkloads } from './open-workloads.ts';

export const ingressNotIsolated = defineRule({
  id: 'NG101',
  name: 'ingress-not-isolated',
  severity: 'warning',
  summary: 'No policy isolates the workload for ingress: every pod and every address may connect to it.',
  messages: {
    open: 'no policy isolates {name} for ingress: everybody may connect to it',
    partlyDenied: 'no policy isolates {name} for ingress: whatever admin policies do not deny may connect to it',
  },
  *check(context) {
    for (const { target, isPartlyDenied } of openWorkloads(context, 'ingress'))
      yield { message: isPartlyDenied ? 'partlyDenied' : 'open', ...target };
  },
});
