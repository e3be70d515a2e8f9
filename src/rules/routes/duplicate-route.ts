import { called } from '../called.ts';
import { defineRule } from '../define-rule.ts';
import { routesOf } from './route-backends.ts';

export const duplicateRoute = defineRule({
  id: 'NG226',
  name: 'duplicate-route',
  severity: 'warning',
  summary:
    'The same host and path stands twice in the Ingresses of a class or in OpenShift Routes: one is never asked.',
  messages: {
    found: '{route} asks for what is taken: {why}, so one of the two is never asked',
  },
  *check(context) {
    for (const { resource, problems } of routesOf(context))
      for (const { type, message, place, related } of problems)
        if (type === 'duplicate')
          yield {
            message: 'found',
            data: { route: called(resource.ref), why: message },
            object: resource.ref,
            at: place,
            related,
            key: message,
          };
  },
});
