import { remember } from '../../model/remember.ts';
import {
  inPodScope,
  isNodeTraffic,
  isPolicedPod,
  type Port,
  strangerReader,
  type WorkloadEndpoint,
} from '../../reach/index.ts';
import { columnReader, type PortReport, type ServiceView } from '../../services/index.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import { endpointTarget } from '../endpoint-target.ts';
import { tiersOf } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';

/** Whether nobody may connect to a pod: neither pods besides its own replicas, nor proxies, nor addresses outside. */
const sealedPods = fact(({ reachability }) => {
  const { groups, groupOf } = reachability;
  const columnOf = columnReader(reachability);
  const isSealed = remember((pod: WorkloadEndpoint): boolean => {
    const own = groupOf(pod);
    if (groups[own]?.isolated.ingress !== true) return false;
    return columnOf(pod).from.every(
      (group) => groups[group]?.members.every((member) => member === pod || isNodeTraffic(member)) === true,
    );
  });
  return isSealed;
});

const strangers = fact(({ reachability }) => strangerReader(reachability));

/** Pods behind a port that nobody reaches, where the port itself counts as reachable. */
function sealedBehind({ access, view }: PortReport, context: RuleContext): WorkloadEndpoint[] {
  const { workloads, peers, external } = access.clients;
  const { port, backends } = view;
  if (workloads > 0 || access.clients.strangers || !(peers || external)) return [];
  const isSealed = sealedPods(context);
  const pods = backends.map(({ endpoint }) => endpoint).filter(isPolicedPod);
  if (pods.length < backends.length || !pods.every(isSealed)) return [];
  // A rule for its own labels is for its replicas, and for nobody that is not in the input.
  const isForStrangers = backends.some(({ endpoint, port: number }) => {
    const asked: Port = { protocol: port?.protocol ?? 'TCP', port: number ?? 1 };
    return isPolicedPod(endpoint) && strangers(context)(endpoint, asked, (scope) => !inPodScope(scope, endpoint));
  });
  return isForStrangers ? [] : pods;
}

const isolatingPlaces = (pod: WorkloadEndpoint, context: RuleContext): RelatedTarget[] =>
  tiersOf(context)(pod, 'ingress')
    .flatMap(({ policies }) => policies.filter(({ ingress }) => ingress?.isolates === true))
    .slice(0, 2)
    .map(({ ref, origin }) => ({ message: `${ref.name} isolates it`, origin, path: ['spec', 'podSelector'] }));

const servicePlace = ({ resource }: ServiceView, { view }: PortReport): RelatedTarget => ({
  message: `Service ${resource.ref.name} leads to it`,
  origin: resource.origin,
  path: view.port === undefined ? ['spec'] : ['spec', 'ports', view.port.index],
});

export const workloadSealed = defineRule({
  id: 'NG104',
  name: 'workload-sealed',
  severity: 'warning',
  summary: 'No policy lets anybody connect to the workload, though a Service that counts as reachable leads to it.',
  messages: {
    outside:
      'no policy lets anybody connect to {name}, so clients of Service {service} from outside get through only where they arrive on the node of a pod',
    peers: 'no policy lets anybody but its own replicas connect to {name}, so Service {service} serves no client',
  },
  *check(context) {
    const reported = new Set<WorkloadEndpoint['workload']>();
    for (const { service, ports } of context.overview.services) {
      // Replicas that find one another are what a headless Service is for.
      if (service.resource.headless) continue;
      for (const port of ports)
        for (const pod of sealedBehind(port, context)) {
          if (reported.has(pod.workload)) continue;
          reported.add(pod.workload);
          const target = endpointTarget(pod);
          yield {
            message: port.access.clients.external ? 'outside' : 'peers',
            ...target,
            data: { ...target.data, service: service.id },
            related: [...isolatingPlaces(pod, context), servicePlace(service, port)],
          };
        }
    }
  },
});
