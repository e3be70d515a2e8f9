import type { Location } from './location.ts';

export type Severity = 'error' | 'warning' | 'info';

/** What can be wrong with the input itself. `incomplete` means that something was not read: the exit code says so. */
export const PROBLEM_RULES = {
  NG001: { name: 'file-unreadable', severity: 'error', incomplete: true },
  NG002: { name: 'yaml-syntax', severity: 'error', incomplete: true },
  NG003: { name: 'template-not-rendered', severity: 'warning', incomplete: true },
  NG004: { name: 'invalid-object', severity: 'error', incomplete: false },
  NG005: { name: 'limit-exceeded', severity: 'error', incomplete: true },
  NG006: { name: 'duplicate-object', severity: 'warning', incomplete: false },
  NG007: { name: 'scalar-surprise', severity: 'error', incomplete: false },
  NG008: { name: 'unknown-field', severity: 'warning', incomplete: false },
  NG009: { name: 'policy-kind-not-modelled', severity: 'warning', incomplete: false },
  NG011: { name: 'nothing-to-analyze', severity: 'error', incomplete: true },
} as const satisfies Record<string, { name: string; severity: Severity; incomplete: boolean }>;

export type ProblemRule = keyof typeof PROBLEM_RULES;

/** A problem in the input is data, not an exception: reading goes on. */
export interface Problem {
  readonly rule: ProblemRule;
  readonly message: string;
  /** The object concerned, as `namespace/name[Kind]`, where one is known. */
  readonly object?: string;
  /** Absent only where there is no place to point at, e.g. nothing to analyze. */
  readonly location?: Location;
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
}
