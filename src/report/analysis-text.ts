import type { Analysis } from '../analysis.ts';
import { glance } from './glance.ts';
import { problemLines } from './problem-text.ts';
import type { Style } from './style.ts';
import { troubleLines } from './trouble-text.ts';
import { summaryLines } from './summary-text.ts';

/** Only what is wrong: with the input, and with what Services, routes and settings are meant to do. */
function* wrongLines({ problems, overview }: Analysis, style: Style): Generator<string> {
  yield* problemLines(problems, style);
  yield* troubleLines(overview, style);
}

/** The report for people: what is wrong, who may reach whom, and what it is based on. `command` lists every connection. */
export function* analysisText(analysis: Analysis, style: Style, command: string): Generator<string> {
  const { reachability } = analysis;
  const wrong = [...wrongLines(analysis, style)];
  yield* wrong;
  if (wrong.length > 0) yield '\n';
  const overview = [...glance(reachability, style, command)];
  yield* overview;
  if (overview.length > 0) yield '\n';
  yield* summaryLines(analysis, style);
}
