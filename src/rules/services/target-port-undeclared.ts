import type { Backend } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { portFindings, portHit } from './port-hits.ts';
import { shadowedPorts } from './shadowed-ports.ts';

/** Many manifests declare no ports at all: then the number is as good as any. */
const saysWhereItListens = ({ endpoint, isDeclared }: Backend): boolean =>
  !isDeclared && endpoint.type === 'workload' && endpoint.ports.length > 0;

export const targetPortUndeclared = defineRule({
  id: 'NG204',
  name: 'target-port-undeclared',
  severity: 'info',
  summary: 'No container declares the target port of a Service, which need not mean that nothing listens there.',
  messages: {
    found: 'port {port} of Service {service} may lead nowhere: {why}',
  },
  *check(context) {
    for (const found of portFindings(context, 'target-port-undeclared')) {
      // Beside another Service with the right number this is NG216.
      if (shadowedPorts(context).has(found.view) || !found.view.backends.some(saysWhereItListens)) continue;
      yield { message: 'found', ...portHit(found) };
    }
  },
});
