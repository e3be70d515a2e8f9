import type { Severity } from '../model/problem.ts';
import type { Finding } from './finding.ts';

/** What the user makes of each rule, by id: another severity, or nothing at all. */
export type RuleChoices = ReadonlyMap<string, Severity | 'off'>;

/** Gives each finding the severity that the user wants, and drops those of rules that are off. */
export const weigh = (findings: readonly Finding[], choices: RuleChoices): readonly Finding[] =>
  choices.size === 0
    ? findings
    : findings.flatMap((finding) => {
        const choice = choices.get(finding.rule);
        if (choice === 'off') return [];
        return choice === undefined ? finding : { ...finding, severity: choice };
      });
