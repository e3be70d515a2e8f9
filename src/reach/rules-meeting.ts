import { buildLists } from '../model/group-lists.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** The rules of a tier by whom they are for. */
export interface RulesMeeting {
  /** Every rule of the tier, in order. */
  readonly rules: readonly TierRule[];
  /** For each policy of the tier, the number of its first rule; one more entry ends the last. */
  readonly firstOf: Int32Array;
  /** For each rule, whom its policy selects. */
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

/** Turns the rules of a tier round: from whom they are for to whom their policies select. */
export function rulesMeeting({ policies, subjects, rulesOf }: TierPlan, classes: number): RulesMeeting {
  const rules: TierRule[] = [];
  const subjectsOf: Members[] = [];
  const firstOf = new Int32Array(policies.length + 1);
  for (const place of policies.keys()) {
    for (const rule of rulesOf(place)) {
      rules.push(rule);
      subjectsOf.push(subjects[place] ?? new Int32Array());
    }
    firstOf[place + 1] = rules.length;
  }
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
    firstOf,
    subjects: subjectsOf,
    at(id) {
      const named = items.subarray(starts[id] ?? 0, starts[id + 1] ?? 0);
      return canRepeat || forAnyone.length > 0 ? merged(named, forAnyone) : named;
    },
  };
}
