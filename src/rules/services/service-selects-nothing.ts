import { defineRule } from '../define-rule.ts';
import { nearPod } from './near-pods.ts';
import { portFindings, portHit } from './port-hits.ts';

export const serviceSelectsNothing = defineRule({
  id: 'NG201',
  name: 'service-selects-nothing',
  severity: 'error',
  summary: 'The selector of a Service matches no workload: the Service has no endpoints.',
  messages: {
    nothing: 'Service {service} leads to no pod: {why}',
    near: 'Service {service} leads to no pod: {why}; {near}',
    runtime: 'Service {service} leads to no pod unless something labels pods when they run: {why}; {near}',
  },
  *check(context) {
    const seen = new Set<string>();
    for (const found of portFindings(context, 'selects-nothing')) {
      const { resource, id } = found.service;
      const isElsewhere = context.settings.isExternalNamespace(resource.ref.namespace ?? '');
      if (isElsewhere || seen.has(id)) continue;
      seen.add(id);
      const { object, at, data } = portHit(found);
      const near = nearPod(context, found.service);
      if (near === undefined) {
        yield { message: 'nothing', data, object, at };
        continue;
      }
      const { type, text, related } = near;
      const hit = { data: { ...data, near: text }, object, at, related: [related] };
      // Operators mark the pod that leads: no manifest shows that.
      if (type === 'runtime') yield { message: 'runtime', severity: 'warning', ...hit };
      else yield { message: 'near', ...hit };
    }
  },
});
