import type { Analysis } from '../analysis.ts';
import { assumptionLines } from './assumption-text.ts';
import { visible } from './escape.ts';
import { overviewLines } from './overview-lines.ts';
import type { Style } from './style.ts';

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const kinds = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([kind, count]) => `${count} ${kind === '' ? 'without a kind' : visible(kind)}`).join(', ');

const share = (part: number, whole: number): string => (whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`);

/** What was read and passed over, how far the policies go, and what the verdicts rest on. */
export function* summaryLines(
  { input, summary, overview, assumptions, incomplete }: Analysis,
  style: Style,
): Generator<string> {
  const { files, documents, read, skipped, notes } = input;
  const { workloads, isolated, pairs, allowedPairs } = summary;
  yield `${style.strong('Summary')}\n`;
  yield `  Read ${counted(files, 'file')}, ${counted(documents, 'document')}: ${kinds(read) || 'no object that takes part'}\n`;
  if (skipped.size > 0)
    yield `  Skipped ${counted(total(skipped), 'object')} that ${total(skipped) === 1 ? 'has' : 'have'} no say: ${kinds(skipped)}\n`;
  for (const note of notes) yield `  Note: ${visible(note)}\n`;
  yield `  ${counted(workloads, 'workload')}: ${isolated.ingress} isolated for ingress${share(isolated.ingress, workloads)}, ${isolated.egress} for egress${share(isolated.egress, workloads)}\n`;
  yield `  ${allowedPairs} of ${counted(pairs, 'pair')} of workloads may talk${share(allowedPairs, pairs)}\n`;
  yield* overviewLines(overview);
  if (incomplete)
    yield `  ${style.bad('Incomplete')}: something was not read, so this may not hold for the whole cluster\n`;
  if (assumptions.length === 0) return;
  yield `\n${style.strong('Assumptions')}: what the manifests do not say\n`;
  yield* assumptionLines(assumptions, style);
}
