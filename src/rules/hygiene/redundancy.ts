import type { Direction, Policy, Rule, Tier } from '../../policy/index.ts';
import { fact, type RuleContext } from '../rule-context.ts';
import { type CoverQuestion, coverReader } from './coverage.ts';
import { isNarrowerScope } from './peer-width.ts';
import { type PlacedRule, rulesReader, type SubjectClass, subjectClasses } from './subject-classes.ts';
import { DIRECTIONS } from './written-scopes.ts';

export interface RedundantRule extends PlacedRule {
  readonly direction: Direction;
  /** The rules that say all of it. */
  readonly by: readonly PlacedRule[];
}

export interface RedundantPolicy {
  readonly policy: Policy;
  /** The policies that isolate its pods and allow all that it allows. */
  readonly by: readonly Policy[];
}

/** What can go without any connection coming or going: all of it at once. */
export interface Redundancy {
  readonly policies: readonly RedundantPolicy[];
  readonly rules: readonly RedundantRule[];
}

/** Every rule allows and every policy isolates: then order means nothing, and a rule can only add. */
const isAdditive = ({ policies }: Tier): boolean =>
  policies.every((policy) =>
    DIRECTIONS.every(
      (direction) =>
        policy[direction] === undefined ||
        (policy[direction].isolates && policy[direction].rules.every(({ action }) => action === 'allow')),
    ),
  );

/** Walks back from the last policy of a tier, so that of two that say the same the first stays. */
function* searchTier(tier: Tier, context: RuleContext): Generator<RedundantPolicy | RedundantRule> {
  const { namespaces } = context.cluster;
  const { covers } = coverReader(context);
  const classes = {
    ingress: subjectClasses(context).ingress(tier),
    egress: subjectClasses(context).egress(tier),
  };
  const rules = { ingress: rulesReader('ingress'), egress: rulesReader('egress') };
  const gone = new Set<Policy | Rule>();
  const isThere = ({ policy, rule }: PlacedRule): boolean => !gone.has(policy) && !gone.has(rule);

  const isPolicyCovered = (policy: Policy, used: CoverQuestion['used']): boolean => {
    let isAbout = false;
    const counts = (other: PlacedRule): boolean => other.policy !== policy && isThere(other);
    const isolates = (other: Policy): boolean =>
      other !== policy && !gone.has(other) && !isNarrowerScope(other.subject, policy.subject, namespaces);
    for (const direction of DIRECTIONS)
      for (const subject of classes[direction].get(policy) ?? []) {
        const others = rules[direction](subject);
        for (const rule of policy[direction]?.rules ?? []) {
          if (!covers({ direction, policy, rule, subject, others, counts, used })) return false;
          isAbout = true;
        }
        if (!subject.policies.some(isolates)) return false;
      }
    return isAbout;
  };

  const isRuleCovered = ({ policy, rule }: PlacedRule, direction: Direction, used: CoverQuestion['used']): boolean => {
    const subjects = classes[direction].get(policy) ?? [];
    const counts = (other: PlacedRule): boolean => other.rule !== rule && isThere(other);
    const isCovered = (subject: SubjectClass): boolean =>
      covers({ direction, policy, rule, subject, others: rules[direction](subject), counts, used });
    return subjects.length > 0 && subjects.every(isCovered);
  };

  for (const policy of tier.policies.toReversed()) {
    // It holds for pods that are still to come.
    if (policy.subject.pods.requirements.length === 0) continue;
    const used = new Map<Rule, PlacedRule>();
    if (!isPolicyCovered(policy, used)) continue;
    gone.add(policy);
    yield { policy, by: [...new Set([...used.values()].map((one) => one.policy))] };
  }
  for (const policy of tier.policies.toReversed()) {
    if (gone.has(policy)) continue;
    for (const direction of DIRECTIONS)
      for (const rule of policy[direction]?.rules.toReversed() ?? []) {
        const used = new Map<Rule, PlacedRule>();
        if (!isRuleCovered({ policy, rule }, direction, used)) continue;
        gone.add(rule);
        yield { policy, rule, direction, by: [...used.values()] };
      }
  }
}

/** Policies and rules that others make unnecessary, proved over every connection of the input. */
export const redundancy = fact((context): Redundancy => {
  const found = context.tiers.filter(isAdditive).flatMap((tier) => [...searchTier(tier, context)]);
  return {
    policies: found.filter((one): one is RedundantPolicy => !('rule' in one)),
    rules: found.filter((one): one is RedundantRule => 'rule' in one),
  };
});
