import { buildLists } from '../model/group-lists.ts';
import type { Members } from './selector-index.ts';
import type { TierPlan, TierRule } from './tier-rules.ts';

/** The rules of a tier by whom they are for. */
export interface RulesMeeting {
  /** Every rule that is for a class, in order, and whom its policy selects. */
  forEachAt(id: number, visit: (rule: TierRule, subjects: Members) => void): void;
}

/** Turns the rules of a tier round: from whom they are for to whom their policies select. */
export function rulesMeeting({ policies, subjects, rulesOf }: TierPlan, classes: number): RulesMeeting {
  const rules: TierRule[] = [];
  const subjectsOf: Members[] = [];
  for (const place of policies.keys())
    for (const rule of rulesOf(place)) {
      rules.push(rule);
      subjectsOf.push(subjects[place] ?? new Int32Array());
    }
  const forAnyone = [...rules.keys()].filter((number) => rules[number]?.peers === 'anyone');
  const { starts, items } = buildLists(classes, (add) => {
    for (let number = 0; number < rules.length; number += 1) {
      const peers = rules[number]?.peers;
      if (peers === undefined || peers === 'anyone') continue;
      for (const members of peers) for (const id of members) add(id, number);
    }
  });
  return {
    forEachAt(id, visit) {
      let place = starts[id] ?? 0;
      const end = starts[id + 1] ?? 0;
      let next = 0;
      let last = -1;
      while (place < end || next < forAnyone.length) {
        const named = place < end ? (items[place] ?? 0) : rules.length;
        const general = forAnyone[next] ?? rules.length;
        if (named < general) place += 1;
        else next += 1;
        const number = Math.min(named, general);
        // Several peers of one rule may be one and the same class.
        if (number === last) continue;
        last = number;
        const rule = rules[number];
        const selected = subjectsOf[number];
        if (rule !== undefined && selected !== undefined) visit(rule, selected);
      }
    },
  };
}
