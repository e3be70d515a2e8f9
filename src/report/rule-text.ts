import type { Severity } from '../model/problem.ts';

/** A rule as reports tell of it. The command line hands over the catalogue: nothing in here knows the rules. */
export interface RuleText {
  /** `NG201`. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** When it fires, as one sentence. */
  readonly summary: string;
}

/** The command that prints the page of a rule. */
export const pageCommand = (rule: string): string => `netgraph rules ${rule}`;
