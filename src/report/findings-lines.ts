import { csvField, json } from './escape.ts';
import { type Issue, issuesOf, type Wrong } from './issues.ts';

const COLUMNS = ['severity', 'rule', 'name', 'object', 'file', 'line', 'column', 'message', 'fingerprint'];

function csvRow({ severity, rule, name, object = '', location, message, fingerprint }: Issue): string {
  const place = location === undefined ? ['', '', ''] : [location.file, `${location.line}`, `${location.column}`];
  return `${[severity, rule, name, object, ...place, message, fingerprint].map(csvField).join(',')}\r\n`;
}

/** RFC 4180 with a header, one line for each thing that is wrong. */
export function* findingsCsv(wrong: Wrong): Generator<string> {
  yield `${COLUMNS.map(csvField).join(',')}\r\n`;
  for (const issue of issuesOf(wrong)) yield csvRow(issue);
}

/** One JSON object a line; `incomplete` marks what kept a part of the input from being read. */
export function* findingsJsonl(wrong: Wrong): Generator<string> {
  for (const { rule, name, severity, message, object, location, related, fingerprint, isUnread } of issuesOf(wrong))
    yield `${json({ rule, name, severity, incomplete: isUnread, message, object, location, related, fingerprint })}\n`;
}
