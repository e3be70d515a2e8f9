import { groupBy } from '../model/group-by.ts';
import { buildLists } from '../model/group-lists.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** The rules of a tier by whom they are for. */
export interface RulesMeeting {
  /** Every rule of the tier, in order; where order says nothing, by their ports, and equal ones once. */
  readonly rules: readonly TierRule[];
  /** For each rule, whom its policies select. */
  readonly subjects: readonly Members[];
  /** The numbers of the rules that are for a class, in order and each once. */
  at(id: number): Int32Array;
}

/** Two ascending lists as one, each number once. */
function merged(first: Int32Array, second: Int32Array): Int32Array {
  const out = new Int32Array(first.length + second.length);
  let [i, j, length] = [0, 0, 0];
  while (i < first.length || j < second.length) {
    const a = first[i] ?? Infinity;
    const b = second[j] ?? Infinity;
    const next = Math.min(a, b);
    if (a === next) i += 1;
    if (b === next) j += 1;
    if (length > 0 && out[length - 1] === next) continue;
    out[length] = next;
    length += 1;
  }
  return out.subarray(0, length);
}

/** Several ascending lists as one, each number once. */
function joined(lists: readonly Members[]): Members {
  const [first = new Int32Array()] = lists;
  if (lists.length < 2) return first;
  const all = new Int32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const list of lists) {
    all.set(list, end);
    end += list.length;
  }
  all.sort();
  let kept = 0;
  for (const id of all) {
    if (kept > 0 && all[kept - 1] === id) continue;
    all[kept] = id;
    kept += 1;
  }
  return all.subarray(0, kept);
}

/** Equal for rules that are for the same classes on the same ports, as far as these are known to be the same. */
function ruleKeys(): (rule: TierRule) => string {
  const numbers = new Map<object, number>();
  const numberOf = (value: object): number => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  return ({ peers, ports }) =>
    `${numberOf(ports)} ${peers === 'anyone' ? peers : peers.map((members) => numberOf(members)).join()}`;
}

/** A rule, and whom the policies that have it select. */
interface MetRule {
  readonly rule: TierRule;
  readonly selected: Members[];
}

const numbered = ({ rule: { ports } }: MetRule): number => ports.fixed ?? Infinity;

/** Rules of many policies for the same classes as one, so thousands that each open to everybody cost no more than a few. */
function mergedRules(rules: readonly MetRule[]): readonly MetRule[] {
  const keyOf = ruleKeys();
  const alike = groupBy(rules, ({ rule }) => keyOf(rule));
  return [...alike.values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : { rule: first.rule, selected: group.flatMap(({ selected }) => selected) };
    })
    .sort((a, b) => (numbered(a) < numbered(b) ? -1 : Number(numbered(a) > numbered(b))));
}

/** Turns the rules of a tier round: from whom they are for to whom their policies select. */
export function rulesMeeting({ policies, subjects, isAdditive, rulesOf }: TierPlan, classes: number): RulesMeeting {
  const all = policies.flatMap((_, place) =>
    rulesOf(place).map((rule): MetRule => ({ rule, selected: [subjects[place] ?? new Int32Array()] })),
  );
  const met = isAdditive ? mergedRules(all) : all;
  const rules = met.map(({ rule }) => rule);
  const forAnyone = Int32Array.from([...rules.keys()].filter((number) => rules[number]?.peers === 'anyone'));
  const { starts, items } = buildLists(classes, (add) => {
    for (let number = 0; number < rules.length; number += 1) {
      const peers = rules[number]?.peers;
      if (peers === undefined || peers === 'anyone') continue;
      for (const members of peers) for (const id of members) add(id, number);
    }
  });
  // Several peers of one rule may be one and the same class: only then a number can come twice.
  const canRepeat = rules.some(({ peers }) => peers !== 'anyone' && peers.length > 1);
  return {
    rules,
    subjects: met.map(({ selected }) => joined(selected)),
    at(id) {
      const named = items.subarray(starts[id] ?? 0, starts[id + 1] ?? 0);
      return canRepeat || forAnyone.length > 0 ? merged(named, forAnyone) : named;
    },
  };
}
