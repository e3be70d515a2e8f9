import type { Severity } from '../model/problem.ts';
import { json, visible } from './escape.ts';
import { type Issue, issuesOf, type Wrong } from './issues.ts';
import { jsonItems } from './json-items.ts';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

function codeQuality({ rule, name, severity, message, location, fingerprint, isUnread }: Issue): string {
  return json({
    description: visible(`${rule} ${name}: ${message}`),
    check_name: rule,
    fingerprint,
    severity: isUnread ? 'blocker' : SEVERITY[severity],
    // GitLab wants a path; the folder stands for the whole input.
    location: { path: location?.file ?? '.', lines: { begin: location?.line ?? 1 } },
  });
}

/** A Code Quality report of GitLab: an array with one object for each thing that is wrong. */
export function* findingsGitlab(wrong: Wrong): Generator<string> {
  yield '[';
  yield* jsonItems(issuesOf(wrong).map(codeQuality));
  yield ']\n';
}
