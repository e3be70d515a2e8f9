import { rememberWeakly } from '../../../model/remember.ts';
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

const FIRST: readonly number[] = [0];

/** The pods of a list by group, in the order of their first. Lists that selectors find are the same for equal selectors. */
export function alikeReader({
  groupOf,
}: Pick<Reachability, 'groupOf'>): (pods: readonly WorkloadEndpoint[]) => readonly Alike[] {
  const collect = (pods: readonly WorkloadEndpoint[]): readonly Alike[] => {
    const found = new Map<number, { readonly places: number[]; readonly pods: WorkloadEndpoint[] }>();
    for (let place = 0; place < pods.length; place += 1) {
      const pod = pods[place] as WorkloadEndpoint;
      const group = groupOf(pod);
      const alike = found.get(group);
      if (alike === undefined) found.set(group, { places: [place], pods: [pod] });
      else {
        alike.places.push(place);
        alike.pods.push(pod);
      }
    }
    return [...found.values()];
  };
  const remembered = rememberWeakly(collect);
  return (pods) => (pods.length === 1 ? [{ places: FIRST, pods }] : remembered(pods));
}

interface Question {
  readonly direction: Direction;
  readonly own: readonly WorkloadEndpoint[];
  readonly others: readonly WorkloadEndpoint[];
  readonly alike: (pods: readonly WorkloadEndpoint[]) => readonly Alike[];
  readonly isOfInterest: (pair: Pair) => boolean;
}

const pairOf = (direction: Direction, pod: WorkloadEndpoint, other: WorkloadEndpoint): Pair =>
  direction === 'ingress' ? { source: other, destination: pod } : { source: pod, destination: other };

/** The first pair of two kinds of pods that is of interest, and the places of the two. */
function firstPair({ direction, isOfInterest }: Question, own: Alike, others: Alike) {
  for (let i = 0; i < own.pods.length; i += 1)
    for (let j = 0; j < others.pods.length; j += 1) {
      const pair = pairOf(direction, own.pods[i] as WorkloadEndpoint, others.pods[j] as WorkloadEndpoint);
      if (isOfInterest(pair)) return { pair, place: own.places[i] ?? 0, otherPlace: others.places[j] ?? 0 };
    }
  return undefined;
}

/**
 * Pairs of interest that policies can tell apart, one of each kind, that of the first pods first; undefined where one of them
 * is of use: then no other matters.
 */
export function uselessPairs(question: Question, isUseful: (pair: Pair) => boolean): Pair[] | undefined {
  const { own, others, alike, direction } = question;
  const [pod] = own;
  const [other] = others;
  // Most rules are for one workload and name one.
  if (own.length === 1 && others.length === 1 && pod !== undefined && other !== undefined) {
    const pair = pairOf(direction, pod, other);
    if (!question.isOfInterest(pair)) return [];
    return isUseful(pair) ? undefined : [pair];
  }
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
