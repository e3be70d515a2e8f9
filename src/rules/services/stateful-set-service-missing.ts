import { qualifiedName } from '../../model/object-ref.ts';
import { groupBy } from '../../model/group-by.ts';
import type { WorkloadEndpoint } from '../../reach/index.ts';
import { isSlipOf } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';

export const statefulSetServiceMissing = defineRule({
  id: 'NG210',
  name: 'statefulset-service-missing',
  severity: 'warning',
  summary:
    'The serviceName of a StatefulSet is no headless Service that selects its pods: they get no names of their own.',
  messages: {
    missing: 'StatefulSet {set} names Service {service}, which is not in the input, so its pods get no names',
    near: 'StatefulSet {set} names Service {service}, which is not in the input; there is {near}',
    'not-headless': 'StatefulSet {set} names Service {service}, which is not headless, so its pods get no names',
    'selects-others': 'StatefulSet {set} names Service {service}, which does not select its pods, so they get no names',
  },
  *check({ reachability, overview: { catalog }, settings }) {
    const sets = reachability.endpoints.filter(
      (endpoint): endpoint is WorkloadEndpoint =>
        endpoint.type === 'workload' &&
        endpoint.ref.kind === 'StatefulSet' &&
        endpoint.workload.serviceName !== undefined,
    );
    const headless = groupBy(
      catalog.services.filter(({ resource }) => resource.headless),
      ({ resource }) => resource.ref.namespace ?? '',
    );
    for (const [set, own] of groupBy(sets, ({ ref }) => qualifiedName(ref))) {
      const [first] = own;
      if (first === undefined) continue;
      const { ref, origin, workload } = first;
      const namespace = ref.namespace ?? '';
      const name = workload.serviceName ?? '';
      const hit = {
        object: ref,
        at: { origin, path: ['spec', 'serviceName'], on: 'value' as const },
        data: { set, service: `${namespace}/${name}` },
      };
      const service = catalog.find(namespace, name);
      if (service === undefined) {
        if (settings.isExternalNamespace(namespace)) continue;
        const near = headless.get(namespace)?.find(({ resource }) => isSlipOf(resource.ref.name, name));
        if (near === undefined) yield { message: 'missing', ...hit };
        else yield { message: 'near', ...hit, data: { ...hit.data, near: near.id } };
        continue;
      }
      const { resource, endpoints } = service;
      const related = [{ message: `Service ${service.id}`, origin: resource.origin, path: ['spec'] }];
      if (!resource.headless) yield { message: 'not-headless', ...hit, related };
      // A Service that selects nothing at all has a finding of its own.
      else if (endpoints.length > 0 && !own.some((endpoint) => endpoints.includes(endpoint)))
        yield { message: 'selects-others', ...hit, related };
    }
  },
});
