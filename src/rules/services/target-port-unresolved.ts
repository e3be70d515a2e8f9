import { defineRule } from '../define-rule.ts';
import { portFindings, portHit } from './port-hits.ts';

export const targetPortUnresolved = defineRule({
  id: 'NG202',
  name: 'target-port-unresolved',
  severity: 'error',
  summary: 'A named target port is on no pod that the Service selects, or only with another protocol.',
  messages: {
    found: 'port {port} of Service {service} leads nowhere: {why}',
  },
  *check(context) {
    for (const found of portFindings(context, 'target-port-unresolved')) yield { message: 'found', ...portHit(found) };
  },
});
