import type { Location } from './location.ts';

export type Severity = 'error' | 'warning' | 'info';

/** What can be wrong with the input itself. `incomplete` means that something was not read: the exit code says so. */
export const PROBLEM_RULES = {
  NG001: {
    name: 'file-unreadable',
    severity: 'error',
    incomplete: true,
    summary: 'A named file or folder, or a cluster, cannot be read or rendered, or is no regular file.',
  },
  NG002: {
    name: 'yaml-syntax',
    severity: 'error',
    incomplete: true,
    summary: 'A document is no YAML; the other documents of the file are still read.',
  },
  NG003: {
    name: 'template-not-rendered',
    severity: 'warning',
    incomplete: true,
    summary: 'A Helm template or a Kustomize folder stands where a manifest was expected.',
  },
  NG004: {
    name: 'invalid-object',
    severity: 'error',
    incomplete: false,
    summary: 'The API server would reject the object, so it has no effect on the map.',
  },
  NG005: {
    name: 'limit-exceeded',
    severity: 'error',
    incomplete: true,
    summary: 'A file or document is larger, deeper or more involved than netgraph reads.',
  },
  NG006: {
    name: 'duplicate-object',
    severity: 'warning',
    incomplete: false,
    summary: 'The same kind, namespace and name stands in the input twice; the last one wins.',
  },
  NG007: {
    name: 'scalar-surprise',
    severity: 'error',
    incomplete: false,
    summary: 'A label, selector or name that YAML 1.1 reads as boolean, number or null.',
  },
  NG008: {
    name: 'unknown-field',
    severity: 'warning',
    incomplete: false,
    summary: 'A policy, Service or route has a field that its kind does not know.',
  },
  NG009: {
    name: 'policy-kind-not-modelled',
    severity: 'warning',
    incomplete: false,
    summary: 'A policy of a kind that netgraph does not evaluate: verdicts may be too open.',
  },
  NG010: {
    name: 'unused-suppression',
    severity: 'warning',
    incomplete: false,
    summary: 'A suppression suppresses nothing, has no reason, or has ended.',
  },
  NG011: {
    name: 'nothing-to-analyze',
    severity: 'error',
    incomplete: true,
    summary: 'The input holds no workload, Service, route or policy.',
  },
} as const satisfies Record<string, { name: string; severity: Severity; incomplete: boolean; summary: string }>;

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

/** A problem as the user weighs it: with the severity that was given to its rule. */
export interface WeighedProblem extends Problem {
  readonly severity?: Severity;
}
