import { defineRule } from '../define-rule.ts';
import { entryProxies } from '../entry-proxies.ts';
import { openWorkloads } from './open-workloads.ts';

export const ingressNotIsolated = defineRule({
  id: 'NG101',
  name: 'ingress-not-isolated',
  severity: 'warning',
  summary: 'No policy isolates the workload for ingress: every pod and every address may connect to it.',
  messages: {
    open: 'no policy isolates {name} for ingress: everybody may connect to it',
    partlyDenied: 'no policy isolates {name} for ingress: whatever admin policies do not deny may connect to it',
    proxy:
      'no policy isolates {name} for ingress: it takes requests from everybody, and its other ports are as open as those',
  },
  *check(context) {
    const proxies = entryProxies(context);
    for (const { workload, target, isPartlyDenied } of openWorkloads(context, 'ingress'))
      if (proxies.has(workload)) yield { message: 'proxy', severity: 'info', ...target };
      else yield { message: isPartlyDenied ? 'partlyDenied' : 'open', ...target };
  },
});
