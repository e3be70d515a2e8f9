import type { ServiceView } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { nearPod } from './near-pods.ts';
import { portFindings, portHit } from './port-hits.ts';

/** What the cluster itself runs, as static pods or add-ons: Services for monitoring select it, and no manifest has it. */
const SYSTEM_PODS: ReadonlySet<string> = new Set([
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-dns',
  'kube-proxy',
  'kube-scheduler',
]);

const isRunByCluster = ({ ref, selector }: ServiceView['resource']): boolean =>
  ref.namespace === 'kube-system' && [...(selector?.values() ?? [])].some((value) => SYSTEM_PODS.has(value));

export const serviceSelectsNothing = defineRule({
  id: 'NG201',
  name: 'service-selects-nothing',
  severity: 'error',
  summary: 'The selector of a Service matches no workload: the Service has no endpoints.',
  messages: {
    nothing: 'Service {service} leads to no pod: {why}',
    near: 'Service {service} leads to no pod: {why}; {near}',
    role: 'Service {service} leads to no pod unless something labels pods when they run: {why}; {near}',
  },
  *check(context) {
    const seen = new Set<string>();
    for (const found of portFindings(context, 'selects-nothing')) {
      const { resource, id } = found.service;
      const isElsewhere = context.settings.isExternalNamespace(resource.ref.namespace ?? '');
      if (isElsewhere || isRunByCluster(resource) || seen.has(id)) continue;
      seen.add(id);
      const { object, at, data } = portHit(found);
      const near = nearPod(context, found.service);
      if (near === undefined) {
        yield { message: 'nothing', data, object, at };
        continue;
      }
      const { type, text, related } = near;
      const hit = { data: { ...data, near: text }, object, at, related: [related] };
      // What controllers and operators write on running pods no manifest shows.
      if (type === 'runtime') continue;
      if (type === 'role') yield { message: 'role', severity: 'info', ...hit };
      else yield { message: 'near', ...hit };
    }
  },
});
