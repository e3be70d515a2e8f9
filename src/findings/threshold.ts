import type { Severity } from '../model/problem.ts';
import type { Finding } from './finding.ts';

/** The severities, the gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What makes a run fail. */
export interface Threshold {
  readonly failOn: Severity | 'never';
  /** More warnings than this fail too, whatever `failOn` says; absent: any number is fine. */
  readonly maxWarnings?: number;
}

/** The findings that count: nobody suppressed them. */
export const counting = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ suppression }) => suppression === undefined);

/** Whether a result is worse than what is put up with. */
export function exceeds(findings: readonly Finding[], { failOn, maxWarnings = Infinity }: Threshold): boolean {
  const fatal = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  const counted = counting(findings);
  const warnings = counted.filter(({ severity }) => severity === 'warning').length;
  return warnings > maxWarnings || counted.some(({ severity }) => fatal.includes(severity));
}
