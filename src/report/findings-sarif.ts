import { type Finding, SEVERITIES } from '../findings/index.ts';
import { byKeys } from '../model/order.ts';
import { PROBLEM_RULES, type Problem } from '../model/problem.ts';
import { json, visible } from './escape.ts';
import type { Wrong } from './issues.ts';
import { jsonItems } from './json-items.ts';
import type { RuleText } from './rule-text.ts';
import { physicalLocation, resultJson } from './sarif-result.ts';
import { LEVEL, ruleDescriptor } from './sarif-rules.ts';
import { unread } from './unread.ts';

export interface SarifOptions {
  readonly version: string;
  /** Every rule that may be reported. */
  readonly rules: readonly RuleText[];
  /** Whether a baseline is in use: then each result says if it is new. */
  readonly baselined: boolean;
}

/** GitHub refuses a run with more results than this. */
const MOST_RESULTS = 25_000;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Numbers of the items in a list. */
function indexer(items: readonly string[]): (item: string) => number {
  const indexes = new Map(items.map((item, index) => [item, index]));
  return (item) => indexes.get(item) ?? -1;
}

/** As many as a reader takes: where some must go, the suppressed and the lightest do. The order of places stays. */
function fitting(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_RESULTS) return findings;
  const gravest = [...findings].sort(
    byKeys(
      ({ suppression }) => (suppression === undefined ? 0 : 1),
      ({ severity }) => SEVERITIES.indexOf(severity),
    ),
  );
  const kept = new Set(gravest.slice(0, MOST_RESULTS));
  return findings.filter((finding) => kept.has(finding));
}

const notificationOf = ({ rule, message, location }: Problem, indexOf: (rule: string) => number): unknown => ({
  descriptor: { id: rule, index: indexOf(rule) },
  level: LEVEL[PROBLEM_RULES[rule].severity],
  message: { text: visible(message) },
  locations: location === undefined ? [] : [{ physicalLocation: physicalLocation(location) }],
});

const cutNotification = (leftOut: number): unknown => ({
  level: 'warning',
  message: { text: `${leftOut} results are left out: a run holds at most ${MOST_RESULTS}` },
});

/** A SARIF 2.1.0 log, one result a line. What kept input from being read is a notification of the tool, not a result. */
export function* findingsSarif(wrong: Wrong, { version, rules, baselined }: SarifOptions): Generator<string> {
  const problems = unread(wrong);
  const results = fitting(wrong.findings);
  const reported = new Set(results.map(({ rule }) => rule));
  const noticed = new Set<string>(problems.map(({ rule }) => rule));
  const ruleTexts = rules.filter(({ id }) => reported.has(id));
  const noticeTexts = rules.filter(({ id }) => noticed.has(id));
  const indexOfNotice = indexer(noticeTexts.map(({ id }) => id));
  const leftOut = wrong.findings.length - results.length;
  const notifications = [
    ...problems.map((problem) => notificationOf(problem, indexOfNotice)),
    ...(leftOut === 0 ? [] : [cutNotification(leftOut)]),
  ];
  const driver = {
    name: 'netgraph',
    version,
    rules: ruleTexts.map(ruleDescriptor),
    notifications: noticeTexts.map(ruleDescriptor),
  };
  yield `{\n  "$schema": ${json(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [{\n`;
  yield `  "tool": ${json({ driver })},\n  "columnKind": "utf16CodeUnits",\n`;
  yield `  "originalUriBaseIds": ${json({ '%SRCROOT%': { description: { text: 'The folder that netgraph ran in' } } })},\n`;
  const invocation = { executionSuccessful: problems.length === 0, toolExecutionNotifications: notifications };
  yield `  "invocations": ${json([invocation])},\n  "results": [`;
  yield* jsonItems(
    results.map((finding) => resultJson(finding, { indexOf: indexer(ruleTexts.map(({ id }) => id)), baselined })),
  );
  yield ']\n  }]\n}\n';
}
