import { type Endpoint, endpointName, isProxy, query } from '../../reach/index.ts';
import { type EntryBackend, type EntryRule, listText } from '../../services/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isolatingTargets } from '../services/isolating.ts';
import { blockedBackends } from './blocked-backends.ts';
import { backendHit } from './route-backends.ts';

function proxyText({ proxy }: EntryRule): string {
  if (proxy === undefined) return 'everybody';
  const isOutside = proxy.workloads.length + proxy.identities.length === 0;
  if (isOutside) return 'the load balancer outside';
  return proxy.type === 'ingress-controller' ? 'the ingress controller' : proxy.id.replace(/^(.*)\[(.*)\]$/, '$2 $1');
}

/** Where pods of a proxy are not known, the first of those that it is taken to be. */
const asPod = (endpoint: Endpoint): Endpoint | undefined =>
  isProxy(endpoint) ? endpoint.identities.find(({ namespace }) => namespace.name !== '') : endpoint;

/** Rules that would have let the proxy in but for one thing. */
function nearRules(
  { reachability }: RuleContext,
  { from }: EntryRule,
  { closed, port }: EntryBackend,
): RelatedTarget[] {
  const [backend] = closed;
  const source = from[0] === undefined ? undefined : asPod(from[0]);
  if (source?.type !== 'workload' || backend?.port === undefined || port?.port === undefined) return [];
  const named = (endpoint: Endpoint): { text: string; endpoint: Endpoint } => ({
    text: endpointName(endpoint),
    endpoint,
  });
  const asked = { protocol: port.port.protocol, port: backend.port };
  const { explanations } = query(reachability, named(source), named(backend.endpoint), asked);
  return explanations.flatMap(({ nearest }) =>
    nearest.map(({ policy, rule, message }) => ({ message, origin: policy.origin, path: rule.path })),
  );
}

function closedText({ closed, port }: EntryBackend): string {
  const numbers = [...new Set(closed.flatMap((backend) => backend.port ?? []))];
  const ports = listText(numbers.map((number) => `${port?.port?.protocol ?? 'TCP'} ${number}`));
  return `${ports || 'every port'} of ${listText(closed.map(({ endpoint }) => endpointName(endpoint)))}`;
}

export const backendBlocked = defineRule({
  id: 'NG223',
  name: 'backend-blocked',
  severity: 'error',
  summary: 'Policies close the pods behind an Ingress or route to the ingress controller or Gateway that serves it.',
  messages: {
    found: '{route} leads to {backend}, but policies close {closed} to {proxy}',
  },
  *check(context) {
    for (const found of blockedBackends(context)) {
      const { data, related, ...hit } = backendHit(found);
      const near = nearRules(context, found.rule, found.backend);
      yield {
        message: 'found',
        ...hit,
        data: { ...data, closed: closedText(found.backend), proxy: proxyText(found.rule) },
        related: [...(near.length > 0 ? near : isolatingTargets(context, found.backend.closed)), ...related],
      };
    }
  },
});
