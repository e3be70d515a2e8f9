import { groupBy } from '../model/group-by.ts';
import { remember } from '../model/remember.ts';
import type { Direction, Policy, Tier } from '../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from './endpoint.ts';
import { inPodScope } from './matching.ts';

/** The tiers with no more than the policies that select a pod in one direction, in their order. */
export type OwnTiers = (pod: WorkloadEndpoint, direction: Direction) => readonly Tier[];

const homeOf = ({ subject: { namespaces } }: Policy): string => (namespaces.type === 'name' ? namespaces.name : '');

const readers = new WeakMap<readonly Tier[], OwnTiers>();

/** The same reader for the same tiers: services and rules ask for the same pods. */
export function ownTiers(tiers: readonly Tier[]): OwnTiers {
  const reader = readers.get(tiers) ?? newReader(tiers);
  readers.set(tiers, reader);
  return reader;
}

/** One look at the namespace of a pod finds its policies; those of the whole cluster are few. */
function newReader(tiers: readonly Tier[]): OwnTiers {
  const indexes = remember((direction: Direction) =>
    tiers.map(({ policies }) =>
      groupBy(
        policies.filter((policy) => policy[direction] !== undefined),
        homeOf,
      ),
    ),
  );
  const read = (pod: WorkloadEndpoint, direction: Direction): Tier[] =>
    tiers.map((tier, index) => {
      const byHome = indexes(direction)[index];
      const own = byHome?.get(pod.namespace.name) ?? [];
      const wide = byHome?.get('') ?? [];
      const selecting = [...own, ...wide].filter(({ subject }) => inPodScope(subject, pod));
      if (wide.length === 0) return { name: tier.name, policies: selecting };
      // Own policies and cluster-wide ones may alternate.
      const selected = new Set(selecting);
      return { name: tier.name, policies: tier.policies.filter((policy) => selected.has(policy)) };
    });
  const known = {
    ingress: remember((pod: WorkloadEndpoint) => read(pod, 'ingress')),
    egress: remember((pod: WorkloadEndpoint) => read(pod, 'egress')),
  };
  return (pod, direction) => known[direction](pod);
}

/** The policies that isolate a pod in one direction. */
export const isolatingPolicies = (tiersOf: OwnTiers, pod: WorkloadEndpoint, direction: Direction): Policy[] =>
  isPolicedPod(pod)
    ? tiersOf(pod, direction).flatMap(({ policies }) =>
        policies.filter((policy) => policy[direction]?.isolates === true),
      )
    : [];
