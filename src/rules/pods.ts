import { qualifiedName } from '../model/object-ref.ts';
import { ownTiers, policedPodFinder, type WorkloadEndpoint } from '../reach/index.ts';
import { listText } from '../services/index.ts';
import { fact } from './rule-context.ts';

/** Finds the pods of the input that a selector of a policy matches. */
export const policedPods = fact(({ reachability }) => policedPodFinder(reachability.endpoints));

/** The policies that select a pod, by direction. */
export const tiersOf = fact(({ tiers }) => ownTiers(tiers));

/** A few names for many pods, each workload once: `shop/api, shop/web and 3 more`. */
export const podNames = (pods: readonly Pick<WorkloadEndpoint, 'ref'>[]): string =>
  listText([...new Set(pods.map(({ ref }) => qualifiedName(ref)))]);
