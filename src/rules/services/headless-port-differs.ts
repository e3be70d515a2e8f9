import { defineRule } from '../define-rule.ts';
import { portFindings, portHit } from './port-hits.ts';

export const headlessPortDiffers = defineRule({
  id: 'NG209',
  name: 'headless-port-differs',
  severity: 'warning',
  summary: 'A headless Service has another port than its pods listen on: clients get no translation.',
  messages: {
    found: 'clients that use port {port} of Service {service} find nothing there: {why}',
  },
  *check(context) {
    for (const found of portFindings(context, 'headless-port-differs')) yield { message: 'found', ...portHit(found) };
  },
});
