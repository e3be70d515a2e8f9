import { qualifiedName } from '../model/object-ref.ts';
import { remember } from '../model/remember.ts';
import type { Direction, Policy, Tier } from '../policy/index.ts';
import { ownTiers, policedPodFinder, type WorkloadEndpoint } from '../reach/index.ts';
import { listText } from '../services/index.ts';
import { fact, type RuleContext } from './rule-context.ts';

/** Finds the pods of the input that a selector of a policy matches. */
export const policedPods = fact(({ reachability }) => policedPodFinder(reachability.endpoints));

/** The policies that select a pod, by direction. */
export const tiersOf = fact(({ tiers }) => ownTiers(tiers));

/** What hangs on nothing but the policies that select a pod in a direction: worked out once for all pods that these select. */
export function ofOwnPolicies<Value>(
  compute: (policies: readonly Policy[], direction: Direction, context: RuleContext) => Value,
): (pod: WorkloadEndpoint, direction: Direction, context: RuleContext) => Value {
  const known = fact((context) => {
    const of = (direction: Direction) =>
      remember((own: readonly Tier[]) =>
        compute(
          own.flatMap(({ policies }) => policies),
          direction,
          context,
        ),
      );
    return { ingress: of('ingress'), egress: of('egress') };
  });
  return (pod, direction, context) => known(context)[direction](tiersOf(context)(pod, direction));
}

/** A few names for many pods, each workload once: `shop/api, shop/web and 3 more`. */
export const podNames = (pods: readonly Pick<WorkloadEndpoint, 'ref'>[]): string =>
  listText([...new Set(pods.map(({ ref }) => qualifiedName(ref)))]);
