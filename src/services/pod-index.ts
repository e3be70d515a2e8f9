import type { Labels } from '../model/labels.ts';
import { groupBy } from '../model/group-by.ts';
import type { Endpoint, WorkloadEndpoint } from '../reach/index.ts';

const holds = (labels: Labels, selector: Labels): boolean => {
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
};

/** The pods of one namespace by each of their labels. */
function byLabel(endpoints: readonly WorkloadEndpoint[]): Map<string, WorkloadEndpoint[]> {
  const index = new Map<string, WorkloadEndpoint[]>();
  for (const endpoint of endpoints)
    for (const [key, value] of endpoint.labels) {
      const name = `${key}=${value}`;
      const found = index.get(name);
      if (found === undefined) index.set(name, [endpoint]);
      else found.push(endpoint);
    }
  return index;
}

/**
 * Finds the pods that a Service selects: same namespace, every label of the selector (semantics §1.13). Starts at the
 * rarest label, so a thousand Services cost little more than their answers.
 */
export function podIndex(
  endpoints: readonly Endpoint[],
): (namespace: string, selector: Labels) => readonly WorkloadEndpoint[] {
  const pods = endpoints.filter((endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload');
  const byNamespace = groupBy(pods, ({ namespace }) => namespace.name);
  const indexes = new Map<string, Map<string, WorkloadEndpoint[]>>();
  return (namespace, selector) => {
    const index = indexes.get(namespace) ?? byLabel(byNamespace.get(namespace) ?? []);
    indexes.set(namespace, index);
    let fewest: readonly WorkloadEndpoint[] | undefined;
    for (const [key, value] of selector) {
      const found = index.get(`${key}=${value}`) ?? [];
      if (fewest === undefined || found.length < fewest.length) fewest = found;
    }
    return selector.size === 1 ? (fewest ?? []) : (fewest ?? []).filter(({ labels }) => holds(labels, selector));
  };
}
