import { called } from '../called.ts';
import { defineRule } from '../define-rule.ts';
import { populatedNamespaces } from './populated.ts';
import { backendHit, backendProblems, routesOf, targetName, targetNamespace } from './route-backends.ts';

export const backendServiceMissing = defineRule({
  id: 'NG221',
  name: 'backend-service-missing',
  severity: 'error',
  summary: 'An Ingress or route names a Service that is not in the input (warning where nothing of its namespace is).',
  messages: {
    backend: '{route} leads to {backend}, and there is {why}',
    parent: '{route} is for a Service, and there is {why}',
  },
  *check(context) {
    const { isExternalNamespace } = context.settings;
    const populated = populatedNamespaces(context);
    for (const found of backendProblems(context, ['service-missing', 'service-elsewhere'], targetName)) {
      const namespace = targetNamespace(found.backend);
      if (isExternalNamespace(namespace)) continue;
      const hit = { message: 'backend' as const, ...backendHit(found), key: targetName(found.backend) };
      yield populated.has(namespace) ? hit : { ...hit, severity: 'warning' };
    }
    for (const { resource, problems } of routesOf(context))
      for (const { type, message, place } of problems)
        if (type === 'service-missing')
          yield {
            message: 'parent',
            data: { route: called(resource.ref), why: message },
            object: resource.ref,
            at: { ...place, on: 'value' },
            key: message,
          };
  },
});
