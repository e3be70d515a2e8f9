import { defineRule } from '../define-rule.ts';
import { portFindings, portHit } from './port-hits.ts';
import { isPassing } from './passing-pods.ts';

export const targetPortPartlyResolved = defineRule({
  id: 'NG203',
  name: 'target-port-partly-resolved',
  severity: 'warning',
  summary: 'A named target port is on some pods that the Service selects, and not on others.',
  messages: {
    found: 'port {port} of Service {service} leaves pods out: {why}',
  },
  *check(context) {
    for (const found of portFindings(context, 'target-port-partly-resolved')) {
      // Charts give the pods of a migration the labels of the application: that they serve no port is as it should be.
      if (!found.view.unresolved.every(isPassing)) yield { message: 'found', ...portHit(found) };
    }
  },
});
