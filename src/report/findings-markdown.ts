import type { Severity } from '../model/problem.ts';
import { markdownCode, markdownFence, markdownText } from './escape.ts';
import { type Issue, issuesOf, totalsText, type Wrong } from './issues.ts';
import { placeInFile } from './problem-text.ts';

/** GitHub rejects a comment of more than 65,536 characters. */
const LIMIT = 60_000;
/** Room for the line that says what is left out. */
const RESERVE = 200;
/** Longer texts are cut: the whole of them is in the other formats. */
const LONGEST_CELL = 500;
const MOST_RELATED = 3;

/** A part that is shown as far as there is room; a folded one is opened by the reader. */
interface Section {
  readonly title: string;
  readonly issues: readonly Issue[];
  readonly isFolded: boolean;
}

const TITLES: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Information' };

function sectionsOf(issues: readonly Issue[]): Section[] {
  const of = (severity: Severity): Section => ({
    title: TITLES[severity],
    issues: issues.filter((issue) => !issue.isUnread && issue.severity === severity),
    isFolded: severity === 'info',
  });
  const unread = { title: 'Not read', issues: issues.filter(({ isUnread }) => isUnread), isFolded: false };
  return [unread, of('error'), of('warning'), of('info')].filter((section) => section.issues.length > 0);
}

const clipped = (text: string): string => (text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL)} … cut`);

const placeOf = ({ location }: Pick<Issue, 'location'>): string =>
  location === undefined ? '' : markdownCode(clipped(placeInFile(location)));

function row(issue: Issue): string {
  const { rule, name, message, related } = issue;
  const shown = related
    .slice(0, MOST_RELATED)
    .map((other) => `${placeOf(other)} ${markdownText(clipped(other.message))}`);
  const more = related.length > MOST_RELATED ? [`and ${related.length - MOST_RELATED} more`] : [];
  const cells = [
    placeOf(issue),
    `${rule} ${markdownText(name)}`,
    [markdownText(clipped(message)), ...shown, ...more].join('<br>'),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

const HEADINGS = '| Where | Rule | What |\n| --- | --- | --- |\n';

function frameOf({ title, issues, isFolded }: Section): { readonly head: string; readonly foot: string } {
  const heading = `${title}: ${issues.length}`;
  return isFolded
    ? { head: `\n<details><summary>${heading}</summary>\n\n${HEADINGS}`, foot: '\n</details>\n' }
    : { head: `\n#### ${heading}\n\n${HEADINGS}`, foot: '' };
}

/** As many rows as fit into the room, with what is around them; the rows come in order, so the first too long one ends it. */
function fill(section: Section, room: number): { readonly text: string; readonly count: number } {
  const { head, foot } = frameOf(section);
  let text = head;
  let count = 0;
  for (const issue of section.issues) {
    const next = row(issue);
    if (text.length + next.length + foot.length > room) break;
    text += next;
    count += 1;
  }
  return count === 0 ? { text: '', count } : { text: text + foot, count };
}

/**
 * A comment for a pull request, or the summary of a workflow step: tables by severity, the rest to open. Never longer than a
 * comment may be; then its last line says how many are left out. `connectivity` is the end of the report in plain text.
 */
export function* findingsMarkdown(wrong: Wrong, connectivity: Iterable<string>): Generator<string> {
  const issues = issuesOf(wrong);
  // A tool that updates its own comment knows it by the first line.
  const title = `<!-- netgraph -->\n### netgraph: ${totalsText(wrong)}\n`;
  yield title;
  let room = LIMIT - RESERVE - title.length;
  let leftOut = issues.length;
  for (const section of sectionsOf(issues)) {
    const { text, count } = fill(section, room);
    yield text;
    room -= text.length;
    leftOut -= count;
    if (count < section.issues.length) break;
  }
  const details = `\n<details><summary>Connectivity</summary>\n\n${markdownFence([...connectivity].join(''))}\n</details>\n`;
  if (leftOut > 0) yield `\n${leftOut} more are left out here: \`netgraph analyze\` shows them all.\n`;
  else if (details.length <= room) yield details;
  else yield '\nThe connectivity is too long for this place: `netgraph analyze` shows it.\n';
}
