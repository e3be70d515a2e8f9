import { groupBy } from '../../../model/group-by.ts';
import type { Direction } from '../../../policy/index.ts';
import type { Reachability, WorkloadEndpoint } from '../../../reach/index.ts';

export interface Pair {
  readonly source: WorkloadEndpoint;
  readonly destination: WorkloadEndpoint;
}

/** Pods of a list that no policy tells apart, and their places in it. */
interface Alike {
  readonly places: readonly number[];
  readonly pods: readonly WorkloadEndpoint[];
}

/** The pods of a list by group, in the order of their first. Lists that selectors find are the same for equal selectors. */
export function alikeReader({ groupOf }: Reachability): (pods: readonly WorkloadEndpoint[]) => readonly Alike[] {
  const known = new WeakMap<readonly WorkloadEndpoint[], readonly Alike[]>();
  return (pods) => {
    const found =
      known.get(pods) ??
      [...groupBy(pods.keys(), (place) => groupOf(pods[place] as WorkloadEndpoint)).values()].map((places) => ({
        places,
        pods: places.map((place) => pods[place] as WorkloadEndpoint),
      }));
    known.set(pods, found);
    return found;
  };
}

interface Question {
  readonly direction: Direction;
  readonly own: readonly WorkloadEndpoint[];
  readonly others: readonly WorkloadEndpoint[];
  readonly alike: (pods: readonly WorkloadEndpoint[]) => readonly Alike[];
  readonly isOfInterest: (pair: Pair) => boolean;
}

/** The first pair of two kinds of pods that is of interest, and the places of the two. */
function firstPair({ direction, isOfInterest }: Question, own: Alike, others: Alike) {
  for (const [i, pod] of own.pods.entries())
    for (const [j, other] of others.pods.entries()) {
      const pair = direction === 'ingress' ? { source: other, destination: pod } : { source: pod, destination: other };
      if (isOfInterest(pair)) return { pair, place: own.places[i] ?? 0, otherPlace: others.places[j] ?? 0 };
    }
  return undefined;
}

/**
 * Pairs of interest that policies can tell apart, one of each kind, that of the first pods first; undefined where one of them
 * is of use: then no other matters.
 */
export function uselessPairs(question: Question, isUseful: (pair: Pair) => boolean): Pair[] | undefined {
  const { own, others, alike } = question;
  const found: NonNullable<ReturnType<typeof firstPair>>[] = [];
  for (const mine of alike(own))
    for (const theirs of alike(others)) {
      const first = firstPair(question, mine, theirs);
      if (first === undefined) continue;
      if (isUseful(first.pair)) return undefined;
      found.push(first);
    }
  return found.sort((a, b) => a.place - b.place || a.otherPlace - b.otherPlace).map(({ pair }) => pair);
}
