import type { ReachabilitySummary } from './analysis.ts';
import { isPolicedPod, NONE, type Reachability } from './reach/index.ts';

/** Counts pairs group by group, so that 100,000 pods cost no more than their groups. */
function countAllowedPairs({ groups, reachFrom }: Reachability, workloadsOf: readonly number[]): number {
  let allowed = 0;
  for (const from of groups.keys()) {
    const sources = workloadsOf[from] ?? 0;
    if (sources === 0) continue;
    const reached = reachFrom(from);
    for (let to = 0; to < groups.length; to += 1) {
      const destinations = workloadsOf[to] ?? 0;
      // Inside a group, an endpoint makes no pair with itself.
      const pairs = from === to ? sources * (sources - 1) : sources * destinations;
      if (reached[to] !== NONE) allowed += pairs;
    }
  }
  return allowed;
}

/** The shares that the summary prints. */
export function summarize(reachability: Reachability): ReachabilitySummary {
  const { groups } = reachability;
  const workloadsOf = groups.map(({ members }) => members.filter(({ type }) => type === 'workload').length);
  const workloads = workloadsOf.reduce((sum, count) => sum + count, 0);
  const isolated = (direction: 'ingress' | 'egress'): number =>
    groups.reduce((sum, group) => sum + (group.isolated[direction] ? group.members.filter(isPolicedPod).length : 0), 0);
  return {
    workloads,
    isolated: { ingress: isolated('ingress'), egress: isolated('egress') },
    pairs: workloads * (workloads - 1),
    allowedPairs: countAllowedPairs(reachability, workloadsOf),
  };
}
