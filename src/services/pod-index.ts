import type { Labels } from '../model/labels.ts';
import { groupBy } from '../model/group-by.ts';
import { labelIndex } from '../model/label-index.ts';
import { remember } from '../model/remember.ts';
import type { Endpoint, WorkloadEndpoint } from '../reach/index.ts';

const holds = (labels: Labels, selector: Labels): boolean => {
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
};

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
    if (own.length <= FEW) return selector.size === 0 ? [] : own.filter(({ labels }) => holds(labels, selector));
    const withLabel = indexOf(namespace);
    let fewest: readonly WorkloadEndpoint[] | undefined;
    for (const [key, value] of selector) {
      const found = withLabel(key, value);
      if (fewest === undefined || found.length < fewest.length) fewest = found;
    }
    return selector.size === 1 ? (fewest ?? []) : (fewest ?? []).filter(({ labels }) => holds(labels, selector));
  };
}
