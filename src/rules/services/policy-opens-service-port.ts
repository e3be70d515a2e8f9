import { listText } from '../../services/index.ts';
import { called } from '../called.ts';
import { defineRule } from '../define-rule.ts';

export const policyOpensServicePort = defineRule({
  id: 'NG207',
  name: 'policy-opens-service-port',
  severity: 'error',
  summary: 'A policy opens the port of a Service where its pods listen on another, which is the one that policies see.',
  messages: {
    found:
      '{policy} opens {port}, the port of Service {service}, but policies see the port that its pods listen on: {targets}',
  },
  *check({ overview }) {
    for (const { policy, place, port, direction, meant } of overview.portSlips) {
      const targets = [...new Set(meant.flatMap((each) => each.targets))].map(String);
      const related = meant.map(({ service: { id, resource }, view }) => ({
        message: `Service ${id} leads from ${port.port} to the port of the pods`,
        origin: resource.origin,
        path: ['spec', 'ports', view.port?.index ?? 0, 'targetPort'],
      }));
      yield {
        message: 'found',
        data: {
          policy: called(policy.ref),
          port: `${port.protocol} ${port.port}`,
          service: listText(meant.map(({ service }) => service.id)),
          targets: listText(targets),
        },
        object: policy.ref,
        at: place,
        related,
        key: `${direction} ${port.protocol} ${port.port} ${meant.map(({ service }) => service.id).join()}`,
      };
    }
  },
});
