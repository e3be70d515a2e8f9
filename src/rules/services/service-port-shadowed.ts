import { listText } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { portFindings, portHit } from './port-hits.ts';
import { shadowedPorts } from './shadowed-ports.ts';

export const servicePortShadowed = defineRule({
  id: 'NG216',
  name: 'service-port-shadowed',
  severity: 'warning',
  summary:
    'Two Services lead to the same pods by a port of one name, and one of them to a number that no container declares.',
  messages: {
    found:
      'port {port} of Service {service} was probably meant to lead to {target}, as that of Service {other} does: {why}',
  },
  *check(context) {
    for (const found of portFindings(context, 'target-port-undeclared')) {
      const right = shadowedPorts(context).get(found.view);
      if (right === undefined) continue;
      const { resource, id } = right.service;
      const { data, ...hit } = portHit(found);
      const targets = [...new Set(right.view.backends.flatMap(({ port }) => port ?? []))];
      yield {
        message: 'found',
        data: { ...data, other: id, target: listText(targets.map(String)) },
        ...hit,
        related: [
          {
            message: `Service ${id}`,
            origin: resource.origin,
            path: ['spec', 'ports', right.view.port?.index ?? 0, 'targetPort'],
          },
        ],
      };
    }
  },
});
