import type { Labels } from '../model/labels.ts';
import { extended } from '../model/extended.ts';
import { groupBy } from '../model/group-by.ts';
import { labelIndex } from '../model/label-index.ts';
import { remember } from '../model/remember.ts';
import type { Endpoint, WorkloadEndpoint } from '../reach/index.ts';

type Demand = readonly [key: string, value: string];

function meets(labels: Labels, demands: readonly Demand[]): boolean {
  for (const [key, value] of demands) if (labels.get(key) !== value) return false;
  return true;
}

function meeting(pods: readonly WorkloadEndpoint[], demands: readonly Demand[]): readonly WorkloadEndpoint[] {
  let found: WorkloadEndpoint[] = [];
  for (const pod of pods) if (meets(pod.labels, demands)) found = extended(found, pod);
  return found;
}

/** Of so few, each is asked: that costs less than to make an index of their labels. */
const FEW = 32;

/**
 * Finds the pods that a Service selects: same namespace, every label of the selector (semantics §1.13). Starts at the
 * rarest label, so a thousand Services cost little more than their answers.
 */
export function podIndex(
  endpoints: readonly Endpoint[],
): (namespace: string, selector: Labels) => readonly WorkloadEndpoint[] {
  const pods = endpoints.filter((endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload');
  const byNamespace = groupBy(pods, ({ namespace }) => namespace.name);
  const indexOf = remember((namespace: string) => labelIndex(byNamespace.get(namespace) ?? []));
  return (namespace, selector) => {
    const own = byNamespace.get(namespace) ?? [];
    const demands = [...selector];
    if (own.length <= FEW) return demands.length === 0 ? [] : meeting(own, demands);
    const withLabel = indexOf(namespace);
    let fewest: readonly WorkloadEndpoint[] | undefined;
    for (const [key, value] of demands) {
      const found = withLabel(key, value);
      if (fewest === undefined || found.length < fewest.length) fewest = found;
    }
    return demands.length === 1 ? (fewest ?? []) : meeting(fewest ?? [], demands);
  };
}
