import { groupBy } from '../model/group-by.ts';
import { commandFree, xml } from './escape.ts';
import { type Issue, issuesOf, type Wrong } from './issues.ts';
import { placeInFile } from './problem-text.ts';

/** What a case comes to; information alone fails nothing. */
type Outcome = 'error' | 'failure' | 'system-out';

const outcomeOf = ({ isUnread, severity }: Issue): Outcome => {
  if (isUnread) return 'error';
  return severity === 'info' ? 'system-out' : 'failure';
};

/** One rule on one object, with all that the rule says of it. */
interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

const lineOf = ({ location, message }: Issue): string =>
  location === undefined ? message : `${placeInFile(location)} ${message}`;

function casesOf(issues: readonly Issue[]): Case[] {
  const byCase = groupBy(issues, (issue) => `${issue.rule} ${outcomeOf(issue)} ${issue.object ?? ''}`);
  return [...byCase.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const { rule, name, object, severity } = first;
    const all = [first, ...rest];
    return [
      {
        name: `${rule} ${name}${object === undefined ? '' : ` ${object}`}`,
        outcome: outcomeOf(first),
        type: severity,
        message: rest.length === 0 ? first.message : `${first.message} (and ${rest.length} more)`,
        lines: all.flatMap((issue) => [
          lineOf(issue),
          ...issue.related.map(({ location, message }) => `  ${placeInFile(location)} ${message}`),
        ]),
      },
    ];
  });
}

function caseXml(suite: string, { name, outcome, type, message, lines }: Case): string {
  const text = lines.map((line) => commandFree(xml(line))).join('\n');
  const attributes = outcome === 'system-out' ? '' : ` message="${xml(message)}" type="${xml(type)}"`;
  return `    <testcase name="${xml(name)}" classname="${xml(suite)}">\n      <${outcome}${attributes}>${text}</${outcome}>\n    </testcase>\n`;
}

const countOf = (cases: readonly Case[], wanted: Outcome): number =>
  cases.filter(({ outcome }) => outcome === wanted).length;

const numbers = (cases: readonly Case[]): string =>
  `tests="${cases.length}" failures="${countOf(cases, 'failure')}" errors="${countOf(cases, 'error')}"`;

/** What a reader of test results calls an empty report is an error of its own, so a clean run passes one case. */
const CLEAN = `<testsuites name="netgraph" tests="1" failures="0" errors="0">
  <testsuite name="netgraph" tests="1" failures="0" errors="0">
    <testcase name="no findings" classname="netgraph"/>
  </testsuite>
</testsuites>
`;

/** JUnit XML: a suite a file, a case for each rule and object. Errors are what was not read, failures the findings. */
export function* findingsJunit(wrong: Wrong): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  const byFile = groupBy(issuesOf(wrong), ({ location }) => location?.file ?? 'input');
  const suites = [...byFile].map(([file, issues]) => ({ file, cases: casesOf(issues) }));
  if (suites.length === 0) {
    yield CLEAN;
    return;
  }
  yield `<testsuites name="netgraph" ${numbers(suites.flatMap(({ cases }) => cases))}>\n`;
  for (const { file, cases } of suites) {
    yield `  <testsuite name="${xml(file)}" ${numbers(cases)}>\n`;
    for (const each of cases) yield caseXml(file, each);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}
