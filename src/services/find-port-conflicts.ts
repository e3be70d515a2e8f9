import type { Cluster, Workload } from '../cluster/index.ts';
import { objectId } from '../model/object-ref.ts';
import { declaredTwice, probedInVain } from './container-conflicts.ts';
import { claimedByReplicas, claimedByTwo } from './host-port-conflicts.ts';
import type { PortConflict } from './port-conflicts.ts';

/** Variants of one workload have the same containers: one of them speaks for all. */
function eachOnce(workloads: readonly Workload[]): readonly Workload[] {
  if (workloads.every(({ variant }) => variant === undefined)) return workloads;
  return [...new Map(workloads.toReversed().map((workload) => [objectId(workload.ref), workload])).values()].reverse();
}

const CHECKS = [declaredTwice, probedInVain, claimedByReplicas];

/**
 * Ports that get in each other's way inside a pod and on a node, and probes that ask in vain; workload by workload, in the
 * order of their ids, then those of two workloads.
 * Two workloads are taken to share a node unless their nodes or node selectors say that they do not.
 */
export function portConflicts({ workloads }: Pick<Cluster, 'workloads'>): PortConflict[] {
  const found: PortConflict[] = [];
  for (const workload of eachOnce(workloads))
    for (const check of CHECKS) for (const conflict of check(workload)) found.push(conflict);
  return [...found, ...claimedByTwo(workloads)];
}
