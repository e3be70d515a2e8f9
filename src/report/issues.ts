import type { Analysis } from '../analysis.ts';
import { counting, type Finding, fingerprinter } from '../findings/index.ts';
import { PROBLEM_RULES } from '../model/problem.ts';
import { unread } from './unread.ts';

/** What reports tell of: a finding that counts, or something that kept a part of the input from being read. */
export interface Issue extends Omit<Finding, 'location' | 'suppression'> {
  /** Absent only where the whole input is meant. */
  readonly location?: Finding['location'];
  /** The verdicts may not hold for the whole cluster: graver than any finding. */
  readonly isUnread: boolean;
}

/** The part of an analysis that says what is wrong. */
export type Wrong = Pick<Analysis, 'findings' | 'problems'>;

/** What is wrong and not suppressed, what was not read first, the rest in the order of places. */
export function issuesOf(wrong: Wrong): Issue[] {
  const fingerprint = fingerprinter();
  const unreadIssues = unread(wrong).map((problem): Issue => {
    const { rule, message, location, related = [] } = problem;
    const { name, severity } = PROBLEM_RULES[rule];
    const identity = fingerprint([rule, location?.file ?? '', message]);
    return { ...problem, name, severity, related, fingerprint: identity, isUnread: true };
  });
  return [...unreadIssues, ...counting(wrong.findings).map((finding) => ({ ...finding, isUnread: false }))];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `3 errors, 2 warnings, 1 info (2 suppressed)`: how much there is, in one line. */
export function totalsText(wrong: Wrong): string {
  const findings = counting(wrong.findings);
  const numberOf = (wanted: Finding['severity']): number =>
    findings.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings, infos] = [numberOf('error'), numberOf('warning'), numberOf('info')];
  const parts = [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
    ...(infos === 0 ? [] : [`${infos} info`]),
  ];
  const suppressed = wrong.findings.length - findings.length;
  const unreadCount = unread(wrong).length;
  return [
    parts.length === 0 ? 'no findings' : parts.join(', '),
    suppressed === 0 ? '' : ` (${suppressed} suppressed)`,
    unreadCount === 0 ? '' : `; ${counted(unreadCount, 'problem')} with reading the input`,
  ].join('');
}
