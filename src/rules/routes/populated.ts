import { fact } from '../rule-context.ts';

/** Namespaces of which the input has a Service or a workload: what else they should hold ought to be there as well. */
export const populatedNamespaces = fact(
  ({ cluster: { services, workloads } }): ReadonlySet<string> =>
    new Set([...services, ...workloads].flatMap(({ ref }) => ref.namespace ?? [])),
);
