import type { Workload } from '../cluster/index.ts';
import type { ServiceView } from './service-view.ts';

/** So many pods are named; a set of a thousand follows the same pattern. */
const MOST_PODS = 20;

function podNamesIn({ ref, pods, ordinals, serviceName, template }: Workload, service: string): string[] {
  if ((serviceName ?? template.subdomain) !== service) return [];
  if (ref.kind !== 'StatefulSet') return template.hostname === undefined ? [] : [template.hostname];
  if (pods.length > 0) return pods.slice(0, MOST_PODS).map(({ name }) => name);
  const { first, count } = ordinals ?? { first: 0, count: 0 };
  return Array.from({ length: Math.min(count, MOST_PODS) }, (_, index) => `${ref.name}-${first + index}`);
}

/** The DNS names that a Service brings: its own, its named ports (SRV), and of a headless one the pods' (semantics §1.15). */
export function serviceNames({ resource, endpoints }: ServiceView, zone: string): string[] {
  const { ref, serviceType, headless, ports } = resource;
  const own = `${ref.name}.${ref.namespace ?? ''}.svc.${zone}`;
  if (serviceType === 'ExternalName') return [own];
  const named = ports.flatMap(({ name, protocol }) =>
    name === undefined ? [] : [`_${name}._${protocol.toLowerCase()}.${own}`],
  );
  const workloads = new Set(endpoints.flatMap((endpoint) => (endpoint.type === 'workload' ? endpoint.workload : [])));
  const pods = headless ? [...workloads].flatMap((workload) => podNamesIn(workload, ref.name)) : [];
  return [own, ...named, ...pods.map((pod) => `${pod}.${own}`)];
}
