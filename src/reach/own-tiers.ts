import { groupBy } from '../model/group-by.ts';
import { once, remember, rememberWeakly } from '../model/remember.ts';
import type { Direction, Policy, Tier } from '../policy/index.ts';
import { isPolicedPod, type WorkloadEndpoint } from './endpoint.ts';
import { inPodScope } from './matching.ts';

/**
 * The tiers with no more than the policies that select a pod in one direction, in their order. Pods of a namespace that the same
 * policies select get the same list, so what hangs on policies alone can be remembered by it.
 */
export type OwnTiers = (pod: WorkloadEndpoint, direction: Direction) => readonly Tier[];

const homeOf = ({ subject: { namespaces } }: Policy): string => (namespaces.type === 'name' ? namespaces.name : '');

const areSame = (some: readonly Policy[], others: readonly Policy[]): boolean =>
  some.length === others.length && some.every((policy, index) => policy === others[index]);

/** For a direction, what may select pods of a namespace: its own policies and those of the whole cluster, in the order of the tier. */
function candidatesIn(tiers: readonly Tier[], direction: Direction): (namespace: string) => readonly Tier[] {
  const indexes = tiers.map(({ name, policies }) => {
    const concerned = policies.filter((policy) => policy[direction] !== undefined);
    return { name, concerned, byHome: groupBy(concerned, homeOf) };
  });
  return (namespace) =>
    indexes.map(({ name, concerned, byHome }) => {
      const own = byHome.get(namespace) ?? [];
      const wide = byHome.get('') ?? [];
      if (wide.length === 0 || own.length === 0) return { name, policies: own.length === 0 ? wide : own };
      // The two may alternate.
      const all = new Set([...own, ...wide]);
      return { name, policies: concerned.filter((policy) => all.has(policy)) };
    });
}

/** Reads for the pods of one namespace. */
function readerAmong(candidates: readonly Tier[]): (pod: WorkloadEndpoint) => readonly Tier[] {
  const known = new Map<number, (readonly Tier[])[]>();
  return (pod) => {
    let hash = 0;
    const found = candidates.map(({ name, policies }) => {
      const selecting: Policy[] = [];
      for (let place = 0; place < policies.length; place += 1) {
        const policy = policies[place] as Policy;
        if (!inPodScope(policy.subject, pod)) continue;
        hash = (Math.imul(hash, 31) + place + 1) | 0;
        selecting.push(policy);
      }
      return { name, policies: selecting };
    });
    const alike = known.get(hash) ?? [];
    const same = alike.find((other) =>
      other.every(({ policies }, tier) => areSame(policies, found[tier]?.policies ?? [])),
    );
    if (same !== undefined) return same;
    known.set(hash, [...alike, found]);
    return found;
  };
}

/** The same reader for the same tiers: services and rules ask for the same pods. */
export const ownTiers = rememberWeakly((tiers: readonly Tier[]): OwnTiers => {
  const readIn = (direction: Direction) => {
    const candidates = candidatesIn(tiers, direction);
    const among = remember((namespace: string) => readerAmong(candidates(namespace)));
    return remember((pod: WorkloadEndpoint) => among(pod.namespace.name)(pod));
  };
  const read = { ingress: once(() => readIn('ingress')), egress: once(() => readIn('egress')) };
  return (pod, direction) => read[direction]()(pod);
});

/** The policies that isolate a pod in one direction. */
export const isolatingPolicies = (tiersOf: OwnTiers, pod: WorkloadEndpoint, direction: Direction): Policy[] =>
  isPolicedPod(pod)
    ? tiersOf(pod, direction).flatMap(({ policies }) =>
        policies.filter((policy) => policy[direction]?.isolates === true),
      )
    : [];
