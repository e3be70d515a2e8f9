import { type Finding, SEVERITIES } from '../findings/index.ts';
import { groupBy } from '../model/group-by.ts';
import type { Location } from '../model/location.ts';
import type { Severity } from '../model/problem.ts';
import { commandFree, visible } from './escape.ts';
import { placeInFile, relatedLines } from './problem-text.ts';
import type { Style } from './style.ts';

const paintOf = ({ bad, doubtful, faint }: Style): Readonly<Record<Severity, (text: string) => string>> => ({
  error: bad,
  warning: doubtful,
  info: faint,
});

function* headLine({ rule, name, severity, message, location }: Finding, style: Style): Generator<string> {
  const place = style.strong(placeInFile(location));
  const paint = paintOf(style)[severity];
  yield `${commandFree(`${place} ${paint(severity)} ${rule} ${name}: ${visible(message)}`)}\n`;
}

/** `path:line:column severity NG201 name: message`, with the related places below it. */
export function* findingLines(findings: readonly Finding[], style: Style): Generator<string> {
  for (const finding of findings) {
    yield* headLine(finding, style);
    yield* relatedLines(finding.related);
  }
}

/** How many findings of one rule a person reads before they are a number. */
const MOST: Readonly<Record<Severity, number>> = { error: 50, warning: 10, info: 3 };

export interface FindingTextOptions {
  readonly style: Style;
  /** The line of a place, ready to print. */
  readonly frameOf: (location: Location) => string;
  /** Every finding, however many a rule has. */
  readonly isAll: boolean;
}

/**
 * Findings for people, the gravest first, each with the line that it is about. What one rule says too often is cut to some
 * examples and a number; nothing is cut from the other formats.
 */
export function* findingBlocks(findings: readonly Finding[], options: FindingTextOptions): Generator<string> {
  const { style, frameOf, isAll } = options;
  for (const severity of SEVERITIES) {
    const alike = findings.filter((finding) => finding.severity === severity);
    const byRule = groupBy(alike, ({ rule }) => rule);
    const most = isAll ? Infinity : MOST[severity];
    const shown = new Set([...byRule.values()].flatMap((same) => same.slice(0, most)));
    for (const finding of alike) {
      if (!shown.has(finding)) continue;
      yield* headLine(finding, style);
      if (severity !== 'info') yield frameOf(finding.location);
      yield* relatedLines(finding.related);
    }
    for (const [rule, same] of byRule)
      if (same.length > most)
        yield `… ${paintOf(style)[severity](severity)} ${rule} ${same[0]?.name ?? ''}: ${same.length - most} more; --all shows them\n`;
  }
}
