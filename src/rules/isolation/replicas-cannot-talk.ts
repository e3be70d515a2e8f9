import type { Workload } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { portRanges } from '../../model/port-set.ts';
import { qualifiedName } from '../../model/object-ref.ts';
import { isPolicedPod, type Port, type Reachability, type WorkloadEndpoint } from '../../reach/index.ts';
import { columnReader, type ServiceView } from '../../services/index.ts';
import { decidingPlaces } from '../deciding-places.ts';
import { defineRule, type RelatedTarget } from '../define-rule.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { sideVerdicts } from '../side-verdicts.ts';

interface Silent {
  readonly workload: Workload;
  readonly service: ServiceView;
  readonly from: WorkloadEndpoint;
  readonly to: WorkloadEndpoint;
}

/** Two replicas, by what policies can tell of them. */
const pairsOf = (pods: readonly WorkloadEndpoint[]): [WorkloadEndpoint, WorkloadEndpoint][] =>
  pods.flatMap((from) =>
    pods
      .filter((to) => from !== to || (!to.isSinglePod && to.replicas > 1))
      .map((to): [WorkloadEndpoint, WorkloadEndpoint] => [from, to]),
  );

const isOpen = (reachability: Reachability, from: WorkloadEndpoint, to: WorkloadEndpoint): boolean => {
  const { groupOf, portsOf } = reachability;
  return portRanges(portsOf(columnReader(reachability)(to).at(groupOf(from)))).length > 0;
};

/**
 * StatefulSets of several replicas behind their headless Service, of which no two may talk on any port. Where anything is
 * open between them, somebody thought of it.
 */
export const silentReplicas = fact(({ reachability, overview }): readonly Silent[] => {
  const pods = reachability.endpoints.filter(isPolicedPod).filter(({ ref }) => ref.kind === 'StatefulSet');
  return [...groupBy(pods, ({ workload }) => workload)].flatMap(([workload, own]) => {
    const { ref, serviceName, namespace } = workload;
    const service = serviceName === undefined ? undefined : overview.catalog.find(namespace.name, serviceName);
    if (ref.kind !== 'StatefulSet' || service?.resource.headless !== true) return [];
    if (!own.every((pod) => service.endpoints.includes(pod))) return [];
    const pairs = pairsOf(own);
    const [first] = pairs;
    if (first === undefined || pairs.some(([from, to]) => isOpen(reachability, from, to))) return [];
    return [{ workload, service, from: first[0], to: first[1] }];
  });
});

function askedPort({ service: { ports } }: Silent): Port {
  const [view] = ports;
  const port = view?.backends[0]?.port ?? view?.port?.port ?? 1;
  return { protocol: view?.port?.protocol ?? 'TCP', port };
}

function placesOf(silent: Silent, context: RuleContext): RelatedTarget[] {
  const { from, to, service } = silent;
  const { origin, ref } = service.resource;
  const port = askedPort(silent);
  const { egress, ingress } = sideVerdicts(from, to, port, context);
  return [
    ...[egress, ingress].filter(({ allowed }) => !allowed).flatMap(decidingPlaces),
    { message: `headless Service ${ref.name}, by which they find one another`, origin, path: ['spec', 'ports'] },
  ];
}

export const replicasCannotTalk = defineRule({
  id: 'NG107',
  name: 'replicas-cannot-talk',
  severity: 'warning',
  summary:
    'Policies close the replicas of a StatefulSet, which find one another by its headless Service, to each other.',
  messages: {
    closed:
      'the replicas of {name} find one another by headless Service {service}, and policies close every port between them: a rule has to admit pods with their own labels',
  },
  *check(context) {
    for (const silent of silentReplicas(context)) {
      const { ref, origin } = silent.workload;
      yield {
        message: 'closed',
        data: { name: qualifiedName(ref), service: silent.service.id },
        object: ref,
        at: { origin, path: ['metadata', 'name'], on: 'value' },
        related: placesOf(silent, context),
      };
    }
  },
});
