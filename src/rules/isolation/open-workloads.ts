import type { Workload } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import type { Direction } from '../../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from '../../reach/index.ts';
import { endpointTarget } from '../endpoint-target.ts';
import { tiersOf } from '../pods.ts';
import { fact, type RuleContext } from '../rule-context.ts';

/** How many endpoints stand for one workload: several where policies tell its pods apart. */
const endpointCounts = fact(({ reachability }) => {
  const counts = new Map<Workload, number>();
  for (const endpoint of reachability.endpoints)
    if (endpoint.type === 'workload') counts.set(endpoint.workload, (counts.get(endpoint.workload) ?? 0) + 1);
  return counts;
});

interface Open {
  readonly workload: Workload;
  readonly target: ReturnType<typeof endpointTarget>;
  /** Rules of admin policies deny some of it all the same. */
  readonly isPartlyDenied: boolean;
}

/** Any pod of a workload, called like all of them. */
function asWhole(pod: WorkloadEndpoint): WorkloadEndpoint {
  const { variant, ...whole } = pod;
  const own = pod.workload.variant;
  if (own !== undefined) return { ...whole, variant: own };
  return variant === undefined ? pod : whole;
}

/**
 * Workloads with an address of their own that no policy isolates in a direction: one entry a workload where that holds for
 * all of its pods, otherwise one for each kind of pod.
 */
export function* openWorkloads(context: RuleContext, direction: Direction): Generator<Open> {
  const open = context.reachability.groups
    .filter(({ isolated }) => !isolated[direction])
    .flatMap(({ members }) => members.filter(isPolicedPod));
  const denies = (pod: WorkloadEndpoint): boolean =>
    tiersOf(context)(pod, direction).some(({ policies }) =>
      policies.some((policy) => policy[direction]?.rules.some(({ action }) => action === 'deny')),
    );
  for (const [workload, pods] of groupBy(open, (pod) => pod.workload)) {
    const [first] = pods;
    const isWhole = pods.length === endpointCounts(context).get(workload);
    const shown = isWhole && first !== undefined ? [asWhole(first)] : pods;
    for (const pod of shown) yield { workload, target: endpointTarget(pod), isPartlyDenied: pods.some(denies) };
  }
}
