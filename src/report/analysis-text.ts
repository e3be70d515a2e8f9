import type { Analysis } from '../analysis.ts';
import { glance } from './glance.ts';
import { problemLines } from './problem-text.ts';
import type { Style } from './style.ts';
import { findingLines } from './finding-text.ts';
import { summaryLines } from './summary-text.ts';
import { unread } from './unread.ts';

/** Only what is wrong: what could not be read, then the findings. */
export function* wrongLines(analysis: Analysis, style: Style): Generator<string> {
  yield* problemLines(unread(analysis), style);
  yield* findingLines(analysis.findings, style);
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
