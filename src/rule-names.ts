import { PROBLEM_RULES, type Severity } from './model/problem.ts';
import { byKeys } from './model/order.ts';
import { RULES } from './rules/index.ts';

/** What is told of a rule. */
export interface RuleSummary {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly summary: string;
  /** It says that something was not read, which nobody can choose not to know. */
  readonly incomplete: boolean;
}

/** Every rule there is, those on the input included, in the order of ids. */
export const ALL_RULES: readonly RuleSummary[] = [
  ...Object.entries(PROBLEM_RULES).map(([id, { name, severity, summary, incomplete }]) => ({
    id,
    name,
    severity,
    summary,
    incomplete,
  })),
  ...RULES.map(({ id, name, severity, summary }) => ({ id, name, severity, summary, incomplete: false })),
].sort(byKeys(({ id }) => id));

/** The id of each rule, by id and by name: both are accepted wherever a rule is named. */
export const RULE_IDS: ReadonlyMap<string, string> = new Map([
  ...ALL_RULES.map(({ id }): [string, string] => [id, id]),
  ...ALL_RULES.map(({ id, name }): [string, string] => [name, id]),
]);
