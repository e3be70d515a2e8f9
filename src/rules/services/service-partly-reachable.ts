import { objectId } from '../../model/object-ref.ts';
import { endpointName, isProxy } from '../../reach/index.ts';
import type { Backend, ClientAccess, ServicePortView } from '../../services/index.ts';
import { defineRule } from '../define-rule.ts';
import { isolatingTargets } from './isolating.ts';
import { isPassing } from './passing-pods.ts';
import { portFindings, portHit, portKey, portName } from './port-hits.ts';

const workloadsOf = (backends: readonly Backend[]): ReadonlySet<unknown> =>
  new Set(backends.map(({ endpoint }) => (endpoint.type === 'workload' ? objectId(endpoint.ref) : endpoint)));

/** Pods of one workload are told apart by policies on purpose: a client may reach `db-0` alone, by its name. */
function isAcrossWorkloads({ open, closed }: ClientAccess): boolean {
  const reached = workloadsOf(open);
  // Nor are pods of a Job that a selector happens to match, whoever may reach them.
  const missed = closed.filter((backend) => !isPassing(backend));
  return [...workloadsOf(missed)].some((workload) => !reached.has(workload));
}

export const servicePartlyReachable = defineRule({
  id: 'NG208',
  name: 'service-partly-reachable',
  severity: 'warning',
  summary: 'For one client policies open some pods behind a Service and close others: it fails now and then.',
  messages: {
    found: 'connections to port {port} of Service {service} fail now and then: {why}',
  },
  *check(context) {
    const told = new Set<ServicePortView>();
    for (const found of portFindings(context, 'partly-reachable')) {
      const { problem, view } = found;
      if (problem.type !== 'partly-reachable') continue;
      told.add(view);
      const shown = problem.shown.filter(isAcrossWorkloads);
      const [first] = shown;
      if (first === undefined) continue;
      const clients = problem.clients - (problem.shown.length - shown.length);
      const hit = portHit({ ...found, problem: { ...problem, shown, clients } });
      yield { message: 'found', ...hit, related: isolatingTargets(context, first.closed) };
    }
    for (const entry of context.overview.entryPoints) {
      if (entry.type !== 'route') continue;
      for (const { from, backends } of entry.rules)
        for (const { status, service, port, open, closed } of backends) {
          // Pods of the input are clients like any other.
          if (status !== 'partly-reachable' || !from.every(isProxy)) continue;
          if (service === undefined || port === undefined || told.has(port)) continue;
          told.add(port);
          const names = (ends: typeof open): string => ends.map(({ endpoint }) => endpointName(endpoint)).join(', ');
          const who = from.map(endpointName).join(', ');
          yield {
            message: 'found',
            data: {
              service: service.id,
              port: portName(port),
              why: `for ${who}, ${names(open)} is open and ${names(closed)} is closed`,
            },
            object: service.resource.ref,
            at: { origin: service.resource.origin, path: ['spec', 'ports', port.port?.index ?? 0] },
            key: portKey(port),
            related: isolatingTargets(context, closed),
          };
        }
    }
  },
});
