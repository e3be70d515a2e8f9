import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { portFindings, portHit } from './port-hits.ts';

/** The API server keeps the endpoints of its own Service. */
const API_SERVER = 'default/kubernetes';

/** Services that stand for routes of a mesh: requests to them are sent elsewhere. */
const meshParents = ({ cluster }: RuleContext): ReadonlySet<string> =>
  new Set(
    cluster.gatewayRoutes.flatMap(({ parents }) =>
      parents.flatMap(({ group, kind, namespace, name }) =>
        group === '' && kind === 'Service' ? [`${namespace}/${name}`] : [],
      ),
    ),
  );

export const serviceWithoutEndpoints = defineRule({
  id: 'NG205',
  name: 'service-without-endpoints',
  severity: 'warning',
  summary: 'A Service has no selector, and nothing in the input gives it endpoints.',
  messages: {
    nothing: 'Service {service} leads nowhere: {why}',
    port: 'port {port} of Service {service} leads nowhere: {why}',
  },
  *check(context) {
    const known = new Set([API_SERVER, ...meshParents(context)]);
    const isExternal = context.settings.isExternalNamespace;
    for (const found of portFindings(context, 'no-endpoints')) {
      const { id, resource } = found.service;
      if (known.has(id) || isExternal(resource.ref.namespace ?? '')) continue;
      known.add(id);
      const { object, at, data } = portHit(found);
      yield { message: 'nothing', data, object, at };
    }
    for (const found of portFindings(context, 'port-not-listed')) yield { message: 'port', ...portHit(found) };
  },
});
