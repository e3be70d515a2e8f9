import { buildLists, groupLists, listAt, type Lists } from '../../model/group-lists.ts';
import { remember } from '../../model/remember.ts';
import type { Direction, Policy, Rule, Tier } from '../../policy/index.ts';
import type { WorkloadEndpoint } from '../../reach/index.ts';
import { hasNamedPort } from '../opened-ports.ts';
import type { PodIndex } from '../pod-index.ts';
import { fact } from '../rule-context.ts';
import { seats, type Seats } from './seats.ts';

/** A rule and the policy that it stands in. */
export interface PlacedRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** Pods that the same policies of a tier select in one direction, and that read the names of ports alike. */
export interface SubjectClass {
  readonly pod: WorkloadEndpoint;
  /** In the order of the tier. */
  readonly policies: readonly Policy[];
}

const portsKey = ({ ports }: WorkloadEndpoint): string =>
  ports.map(({ name = '', protocol, port }) => `${name} ${protocol} ${port}`).join();

/** For each policy of a tier, its subjects in one direction: a class once, however many pods are in it. */
export const subjectClasses = fact((context) => {
  const found = seats(context);
  return {
    ingress: remember((tier: Tier) => classesOf(tier, 'ingress', found)),
    egress: remember((tier: Tier) => classesOf(tier, 'egress', found)),
  };
});

/** The pods that policies select, and for each the places of the policies that select it. */
function selectedBy(
  policies: readonly Policy[],
  pods: PodIndex,
): { numbers: Map<WorkloadEndpoint, number>; lists: Lists } {
  const numbers = new Map<WorkloadEndpoint, number>();
  const selected: number[] = [];
  const ends = policies.map(({ subject }) => {
    for (const pod of pods.find(subject)) {
      const number = numbers.get(pod) ?? numbers.size;
      if (number === numbers.size) numbers.set(pod, number);
      selected.push(number);
    }
    return selected.length;
  });
  const lists = buildLists(numbers.size, (add) => {
    let at = 0;
    for (const [place, end] of ends.entries()) for (; at < end; at += 1) add(selected[at] ?? 0, place);
  });
  return { numbers, lists };
}

function classesOf({ policies }: Tier, direction: Direction, { pods }: Seats): Map<Policy, SubjectClass[]> {
  const concerned = policies.filter((policy) => policy[direction] !== undefined);
  const { numbers, lists } = selectedBy(concerned, pods);
  const { groupOf, firsts } = groupLists(lists);
  const isNamed = concerned.map((policy) => direction === 'ingress' && policy[direction]?.rules.some(hasNamedPort));
  const readsNames = firsts.map((first) => listAt(lists, first).some((place) => isNamed[place] === true));
  const readers = new Set<string>();
  const found = new Map<Policy, SubjectClass[]>(concerned.map((policy) => [policy, []]));
  for (const [pod, number] of numbers) {
    const group = groupOf[number] ?? 0;
    if (readsNames[group] === true) {
      const key = `${group} ${portsKey(pod)}`;
      if (readers.has(key)) continue;
      readers.add(key);
    } else if (firsts[group] !== number) continue;
    const own = { pod, policies: Array.from(listAt(lists, number)).flatMap((place) => concerned[place] ?? []) };
    for (const policy of own.policies) found.get(policy)?.push(own);
  }
  return found;
}

/** The rules of a class, policy by policy; the same list each time. */
export function rulesReader(direction: Direction): (subject: SubjectClass) => readonly PlacedRule[] {
  const ofPolicy = remember((policy: Policy): readonly PlacedRule[] =>
    (policy[direction]?.rules ?? []).map((rule) => ({ policy, rule })),
  );
  return remember(({ policies }) => policies.flatMap(ofPolicy));
}
