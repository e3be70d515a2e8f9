import { locationText } from '../model/location.ts';
import { commandMessage, commandProperty } from './escape.ts';
import { type Issue, issuesOf, totalsText, type Wrong } from './issues.ts';

/** GitHub shows ten annotations of a level in a step, and drops the others without a word. */
const MOST = 10;

function command(level: string, { rule, name, message, location, related }: Issue): string {
  const place =
    location === undefined
      ? []
      : [`file=${commandProperty(location.file)}`, `line=${location.line}`, `col=${location.column}`];
  const properties = [...place, `title=${commandProperty(`${rule} ${name}`)}`].join(',');
  const lines = related.map((other) => `${locationText(other.location)} ${other.message}`);
  return `::${level} ${properties}::${commandMessage([message, ...lines])}\n`;
}

/** Annotations for a workflow of GitHub Actions, the gravest first; the last line is for the log. */
export function* findingsGithub(wrong: Wrong): Generator<string> {
  const issues = issuesOf(wrong);
  const errors = issues.filter(({ isUnread, severity }) => isUnread || severity === 'error');
  const warnings = issues.filter(({ isUnread, severity }) => !isUnread && severity === 'warning');
  for (const issue of errors.slice(0, MOST)) yield command('error', issue);
  for (const issue of warnings.slice(0, MOST)) yield command('warning', issue);
  const shown = Math.min(errors.length, MOST) + Math.min(warnings.length, MOST);
  if (issues.length > shown) yield `::notice title=netgraph::${issues.length - shown} more\n`;
  yield `netgraph: ${totalsText(wrong)}\n`;
}
