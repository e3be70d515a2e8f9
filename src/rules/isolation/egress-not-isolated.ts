import { defineRule } from '../define-rule.ts';
import { openWorkloads } from './open-workloads.ts';

export const egressNotIsolated = defineRule({
  id: 'NG102',
  name: 'egress-not-isolated',
  severity: 'info',
  summary: 'No policy isolates the workload for egress: it may connect to every pod and every address.',
  messages: {
    open: 'no policy isolates {name} for egress: it may connect to everybody',
    partlyDenied: 'no policy isolates {name} for egress: it may connect to whatever admin policies do not deny',
  },
  *check(context) {
    for (const { target, isPartlyDenied } of openWorkloads(context, 'egress'))
      yield { message: isPartlyDenied ? 'partlyDenied' : 'open', ...target };
  },
});
