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
import { locationText } from './model/location.ts';
import { PROBLEM_RULES, type Problem, type WeighedProblem } from './model/problem.ts';
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

/**
 * The problems that count, as the user weighs them, in their order: without what somebody suppressed. No rule has to run for
 * that.
 */
export function judgeProblems(problems: readonly Problem[], options: Omit<JudgeOptions, 'baseline'>): WeighedProblem[] {
  const keyOf = ({
    rule,
    message,
    location,
  }: Pick<Problem, 'message' | 'location'> & { readonly rule: string }): string =>
    `${rule} ${location === undefined ? '' : locationText(location)} ${message}`;
  const findings = new Map(judge([], problems, options).findings.map((finding) => [keyOf(finding), finding]));
  return problems.flatMap((problem): WeighedProblem[] => {
    // What kept something from being read is no finding, and cannot be suppressed.
    const finding = PROBLEM_RULES[problem.rule].incomplete ? undefined : findings.get(keyOf(problem));
    if (finding === undefined) return [problem];
    return finding.suppression === undefined ? [{ ...problem, severity: finding.severity }] : [];
  });
}
