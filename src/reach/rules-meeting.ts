import { buildLists, type Lists } from '../model/group-lists.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** The rules of a tier by whom they are for. */
export interface RulesMeeting {
  /** Every rule of the tier, in order. */
  readonly rules: readonly TierRule[];
  /** For each policy of the tier, the numbers of its rules. */
  readonly ofPolicy: Lists;
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

/**
 * Turns the rules of a tier round: from whom they are for to whom their policies select. Where order says nothing, rules
 * of many policies for the same classes are one, so thousands that each open to everybody cost no more than a few.
 */
export function rulesMeeting({ policies, subjects, isAdditive, rulesOf }: TierPlan, classes: number): RulesMeeting {
  const rules: TierRule[] = [];
  const selected: Members[][] = [];
  const byKey = new Map<string, number>();
  const keyOf = ruleKeys();
  const numberOf = (rule: TierRule): number => {
    const key = isAdditive ? keyOf(rule) : '';
    const known = isAdditive ? byKey.get(key) : undefined;
    if (known !== undefined) return known;
    byKey.set(key, rules.length);
    selected.push([]);
    return rules.push(rule) - 1;
  };
  const numbers = policies.map((_, place) => {
    const own = rulesOf(place).map(numberOf);
    for (const number of own) selected[number]?.push(subjects[place] ?? new Int32Array());
    return own;
  });
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
    ofPolicy: buildLists(policies.length, (add) => {
      for (const [place, own] of numbers.entries()) for (const number of own) add(place, number);
    }),
    subjects: selected.map(joined),
    at(id) {
      const named = items.subarray(starts[id] ?? 0, starts[id + 1] ?? 0);
      return canRepeat || forAnyone.length > 0 ? merged(named, forAnyone) : named;
    },
  };
}
