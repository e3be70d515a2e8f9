import { isSlipOf } from '../../services/index.ts';
import { called } from '../called.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { type Route, routesOf } from './route-backends.ts';

/** A Gateway of the input that is called nearly like a parent which is not in it. */
function nearParent({ resource }: Route, { cluster }: RuleContext, path: string): string | undefined {
  if (resource.type !== 'gateway-route') return undefined;
  const parent = resource.parents.find((each) => each.path.join('.') === path);
  if (parent?.kind !== 'Gateway') return undefined;
  const near = cluster.gateways.find(
    ({ ref }) => ref.namespace === parent.namespace && isSlipOf(ref.name, parent.name),
  );
  return near === undefined ? undefined : called(near.ref);
}

export const routeNotAttached = defineRule({
  id: 'NG224',
  name: 'route-not-attached',
  severity: 'error',
  summary: 'No listener of the Gateway that a route names admits it.',
  messages: {
    refused: '{route} is not attached: {why}',
    near: '{route} is not attached: {why}; there is {near}',
  },
  *check(context) {
    const clashes = new Set<string>();
    for (const route of routesOf(context)) {
      const { resource, problems } = route;
      for (const { type, message, place, related } of problems) {
        const hit = {
          data: { route: called(resource.ref), why: message },
          object: resource.ref,
          at: place,
          related,
          key: message,
        };
        if (type === 'not-attached') yield { message: 'refused', ...hit };
        // Listeners that clash admit no route at all: the first says it for all.
        if (type === 'listener-conflict' && !clashes.has(message)) {
          clashes.add(message);
          yield { message: 'refused', ...hit };
        }
        if (type !== 'parent-missing') continue;
        // A Gateway is often kept in another repository; one that is called nearly the same was meant.
        const near = nearParent(route, context, place.path.join('.'));
        if (near !== undefined) yield { message: 'near', ...hit, data: { ...hit.data, near } };
      }
    }
  },
});
