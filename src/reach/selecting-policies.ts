import { groupBy } from '../model/group-by.ts';
import type { Direction, Policy, Tier } from '../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from './endpoint.ts';
import { inPodScope } from './matching.ts';

/** The tiers with no more than the policies that select a pod in one direction. */
export type SelectingTiers = (endpoint: WorkloadEndpoint) => readonly Tier[];

/** Finds what selects a pod by one look at the policies of its own namespace and the cluster-wide ones. */
export function selectingTiers(tiers: readonly Tier[], direction: Direction): SelectingTiers {
  const homeOf = ({ subject: { namespaces } }: Policy): string => (namespaces.type === 'name' ? namespaces.name : '');
  const indexes = tiers.map(({ policies }) =>
    groupBy(
      policies.filter((policy) => policy[direction] !== undefined),
      homeOf,
    ),
  );
  return (endpoint) =>
    tiers.map((tier, index) => {
      const own = indexes[index]?.get(endpoint.namespace.name) ?? [];
      const wide = indexes[index]?.get('') ?? [];
      const selected = new Set([...own, ...wide].filter(({ subject }) => inPodScope(subject, endpoint)));
      // In the order of the tier: own policies and cluster-wide ones may alternate.
      const policies = wide.length === 0 ? [...selected] : tier.policies.filter((policy) => selected.has(policy));
      return { name: tier.name, policies };
    });
}

/** The policies that isolate a pod in one direction. */
export const isolatingPolicies = (
  tiersOf: SelectingTiers,
  endpoint: WorkloadEndpoint,
  direction: Direction,
): Policy[] =>
  isPolicedPod(endpoint)
    ? tiersOf(endpoint).flatMap(({ policies }) => policies.filter((policy) => policy[direction]?.isolates === true))
    : [];
