import type { Analysis } from '../analysis.ts';
import { glance } from './glance.ts';
import { problemLines } from './problem-text.ts';
import type { Style } from './style.ts';
import { summaryLines } from './summary-text.ts';

/** The report for people: what is wrong, who may reach whom, and what it is based on. `command` lists every connection. */
export function* analysisText(analysis: Analysis, style: Style, command: string): Generator<string> {
  const { problems, reachability } = analysis;
  yield* problemLines(problems, style);
  if (problems.length > 0) yield '\n';
  const overview = [...glance(reachability, style, command)];
  yield* overview;
  if (overview.length > 0) yield '\n';
  yield* summaryLines(analysis, style);
}
