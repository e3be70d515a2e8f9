import { isPolicedPod } from '../../reach/index.ts';
import type { ServiceView } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { overlap } from '../policy-rules.ts';
import { ALL_PORTS } from '../../model/port-set.ts';
import type { RuleContext } from '../rule-context.ts';
import { isIsolated, openToInternet } from './internet.ts';

/** Policies see clients themselves, and let in some of them alone. */
const isFilteredByPolicies = ({ resource, endpoints }: ServiceView, context: RuleContext): boolean =>
  resource.externalTrafficPolicy === 'Local' &&
  endpoints.length > 0 &&
  endpoints.every(
    (endpoint) =>
      isPolicedPod(endpoint) && isIsolated(context, endpoint) && !overlap(openToInternet(context)(endpoint), ALL_PORTS),
  );

export const loadBalancerOpen = defineRule({
  id: 'NG406',
  name: 'load-balancer-open',
  severity: 'info',
  summary: 'A Service of type LoadBalancer does not say which addresses may use it.',
  messages: {
    open: 'Service {service} takes clients from everywhere: loadBalancerSourceRanges can say who may use its load balancer',
  },
  *check(context) {
    for (const service of context.overview.catalog.services) {
      const { resource, id } = service;
      const { serviceType, sourceRanges, isInternal, origin, ref } = resource;
      if (serviceType !== 'LoadBalancer' || sourceRanges.length > 0 || isInternal) continue;
      if (isFilteredByPolicies(service, context)) continue;
      yield { message: 'open', data: { service: id }, object: ref, at: { origin, path: ['spec', 'type'] } };
    }
  },
});
