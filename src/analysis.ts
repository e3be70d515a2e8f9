import type { BaselineOutcome, Finding } from './findings/index.ts';
import type { Problem, WeighedProblem } from './model/problem.ts';
import type { Assumption } from './reach/assumption.ts';
import type { Reachability } from './reach/index.ts';
import type { ServiceOverview } from './services/index.ts';

/** What was read, and what was passed over. Maps are in the order of their keys. */
export interface InputSummary {
  readonly files: number;
  readonly documents: number;
  /** Objects that take part, by kind. */
  readonly read: ReadonlyMap<string, number>;
  /** Objects of kinds that have no say in reachability, by kind; `''` counts documents that are no Kubernetes object. */
  readonly skipped: ReadonlyMap<string, number>;
  /** Things that were passed over on purpose and that a reader may want to know: links, ended pods, ignored folders. */
  readonly notes: readonly string[];
}

/** Shares of the whole, for people. Pairs are ordered pairs of different workloads. */
export interface ReachabilitySummary {
  readonly workloads: number;
  readonly isolated: { readonly ingress: number; readonly egress: number };
  readonly pairs: number;
  /** Pairs that may talk on at least one port. */
  readonly allowedPairs: number;
}

/** Everything that netgraph says of an input. */
export interface Analysis {
  readonly reachability: Reachability;
  /** Services, entry points, names and what workloads are told to talk to. */
  readonly overview: ServiceOverview;
  readonly input: InputSummary;
  readonly summary: ReachabilitySummary;
  readonly assumptions: readonly Assumption[];
  /** In the order of file, line, column and rule. */
  readonly problems: readonly Problem[];
  /** Those of them that count: suppressed ones are left out, and others have the severity that the user gave their rule. */
  readonly told: readonly WeighedProblem[];
  /** What is wrong with objects of the input, those of the problems that concern one object included; in the order of places. */
  readonly findings: readonly Finding[];
  /** Where a baseline was given: how many of its findings are still there, and which have gone. */
  readonly baseline?: BaselineOutcome | undefined;
  /** Something was not read: the verdicts may not hold for the whole cluster. */
  readonly incomplete: boolean;
}
