import {
  applyBaseline,
  type BaselineOutcome,
  collectFindings,
  type Finding,
  inOrder,
  type KnownFinding,
  type RuleChoices,
  suppress,
  weigh,
} from './findings/index.ts';
import type { Ignore } from './model/ignore.ts';
import type { Problem } from './model/problem.ts';
import type { Reported } from './model/reported.ts';
import { RULE_IDS } from './rule-names.ts';

export interface JudgeOptions {
  readonly choices: RuleChoices;
  readonly ignores: readonly Ignore[];
  readonly today?: string;
  readonly baseline?: readonly KnownFinding[];
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** Where a baseline was given. */
  readonly baseline?: BaselineOutcome;
}

/** What rules report and what is wrong with the input → findings, weighed, suppressed, and held against a baseline. */
export function judge(
  reported: Iterable<Reported>,
  problems: readonly Problem[],
  { choices, ignores, today, baseline }: JudgeOptions,
): Judgement {
  const isOff = (rule: string): boolean => choices.get(rule) === 'off';
  const found = weigh(collectFindings(reported, problems), choices);
  const { findings, unused } = suppress(found, {
    ignores,
    ruleIds: RULE_IDS,
    isOff,
    ...(today === undefined ? {} : { today }),
  });
  const all = unused.length === 0 ? findings : inOrder([...findings, ...weigh(collectFindings([], unused), choices)]);
  if (baseline === undefined) return { findings: all };
  const { findings: marked, outcome } = applyBaseline(all, baseline);
  return { findings: marked, baseline: outcome };
}
