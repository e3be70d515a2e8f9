import type { Analysis } from '../analysis.ts';
import { counting } from '../findings/index.ts';
import { frameReader, type SourceText } from './code-frame.ts';
import { findingBlocks, findingLines } from './finding-text.ts';
import { glance } from './glance.ts';
import { totalsText } from './issues.ts';
import { problemLines } from './problem-text.ts';
import { type PageAddress, rulePageLines } from './rule-pages.ts';
import type { Style } from './style.ts';
import { summaryLines } from './summary-text.ts';
import { unread } from './unread.ts';
import { wantedLines } from './wanted-text.ts';

/** Only what is wrong, all of it, one line each: what could not be read, then the findings. */
export function* wrongLines(analysis: Analysis, style: Style): Generator<string> {
  yield* problemLines(unread(analysis), style);
  yield* findingLines(counting(analysis.findings), style);
}

export interface AnalysisTextOptions {
  /** The command that lists every connection. */
  readonly command: string;
  /** Files of the input, to show the lines that findings are about. */
  readonly sourceText?: SourceText;
  readonly pageAddress?: PageAddress;
  /** Every finding, however many a rule has. */
  readonly isAll?: boolean;
}

function* findingSection(analysis: Analysis, style: Style, options: AnalysisTextOptions): Generator<string> {
  const { sourceText = () => undefined, pageAddress = () => undefined, isAll = false } = options;
  const problems = unread(analysis);
  const findings = counting(analysis.findings);
  yield* problemLines(problems, style);
  yield* findingBlocks(findings, { style, frameOf: frameReader(sourceText, style), isAll });
  if (problems.length + findings.length > 0) yield '\n';
  const totals = totalsText(analysis);
  yield `${style.strong(`${totals.charAt(0).toUpperCase()}${totals.slice(1)}`)}\n`;
  yield* rulePageLines(
    [...problems, ...findings].map(({ rule }) => rule),
    pageAddress,
    style,
  );
}

/** Sections with an empty line between them; one that says nothing is none. */
function* joined(sections: readonly Iterable<string>[]): Generator<string> {
  let isFirst = true;
  for (const section of sections) {
    const lines = [...section];
    if (lines.length === 0) continue;
    if (!isFirst) yield '\n';
    yield* lines;
    isFirst = false;
  }
}

/** Who may reach whom, and what it is based on. `command` lists every connection. */
export const connectivityText = (analysis: Analysis, style: Style, command: string): Iterable<string> =>
  joined([glance(analysis.reachability, style, command), summaryLines(analysis, style)]);

/** The report for people: what is wrong, who may reach whom, and what it is based on. */
export const analysisText = (analysis: Analysis, style: Style, options: AnalysisTextOptions): Iterable<string> =>
  joined([
    findingSection(analysis, style, options),
    wantedLines(analysis.overview.wanted, style, options.isAll ?? false),
    connectivityText(analysis, style, options.command),
  ]);
