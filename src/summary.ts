import type { ReachabilitySummary } from './analysis.ts';
import { bitCount, isPolicedPod, type Reachability } from './reach/index.ts';

/** How many sources groups stand for, and for each word of bits what its 32 groups do; -1 where they differ. */
interface Weights {
  readonly each: Float64Array;
  readonly alike: Float64Array;
}

function weightsOf(workloadsOf: readonly number[]): Weights {
  const each = Float64Array.from(workloadsOf);
  const alike = Float64Array.from({ length: Math.ceil(each.length / 32) }, (_, word) => {
    const [first = 0] = each.subarray(word * 32, word * 32 + 32);
    return each.subarray(word * 32, word * 32 + 32).every((weight) => weight === first) ? first : -1;
  });
  return { each, alike };
}

/** So many sources as the bits that are set stand for. Mostly 32 neighbours count alike: then they are counted at once. */
function weigh(bits: Readonly<Uint32Array>, { each, alike }: Weights): number {
  let total = 0;
  for (let word = 0; word < bits.length; word += 1) {
    const set = bits[word] ?? 0;
    if (set === 0) continue;
    const weight = alike[word] ?? 0;
    if (weight >= 0) total += bitCount(set) * weight;
    else
      for (let left = set; left !== 0; left &= left - 1) total += each[word * 32 + 31 - Math.clz32(left & -left)] ?? 0;
  }
  return total;
}

const hasBit = (bits: Readonly<Uint32Array>, index: number): boolean =>
  ((bits[index >>> 5] ?? 0) >>> (index & 31)) % 2 === 1;

/** Counts pairs group by group, so that 100,000 pods cost no more than their groups. */
function countAllowedPairs({ groups, anyInto }: Reachability, workloadsOf: readonly number[]): number {
  const weights = weightsOf(workloadsOf);
  let allowed = 0;
  for (const to of groups.keys()) {
    const destinations = workloadsOf[to] ?? 0;
    if (destinations === 0) continue;
    const from = anyInto(to);
    // Inside a group, an endpoint makes no pair with itself.
    allowed += destinations * weigh(from, weights) - (hasBit(from, to) ? destinations : 0);
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
