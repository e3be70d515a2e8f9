import { defineRule } from '../define-rule.ts';

export const serviceSelectsNothing = defineRule({
  id: 'NG201',
  name: 'service-selects-nothing',
  severity: 'error',
  summary: 'The selector of a Service matches no workload: the Service has no endpoints.',
  messages: {
    nothing: 'the selector of Service {service} matches no pod of its namespace',
  },
  *check({ overview }) {
    for (const { resource, id, endpoints } of overview.catalog.services) {
      const { selector, serviceType, origin, ref } = resource;
      if (selector === undefined || selector.size === 0 || serviceType === 'ExternalName') continue;
      if (endpoints.length > 0) continue;
      yield {
        message: 'nothing',
        data: { service: id },
        object: ref,
        at: { origin, path: ['spec', 'selector'] },
      };
    }
  },
});
