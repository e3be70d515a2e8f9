import type { Command } from 'commander';
import type { Analysis } from '../analysis.ts';
import { visible } from '../report/index.ts';
import type { InputOptions } from './common-options.ts';
import type { Terminal } from './terminal.ts';

/** What commands take that hold their findings against a baseline. */
export const withBaselineOptions = (command: Command): Command =>
  command
    .option('--baseline <file>', 'show only what is not in this file of known findings, and say what has gone')
    .option('--no-baseline', 'show everything, whatever baseline the configuration names');

/** Says on standard error what of the baseline is there no more: it can be taken out of the file. */
export function noteGone({ baseline }: Analysis, { quiet }: InputOptions, { stderr }: Terminal): void {
  if (baseline === undefined || quiet) return;
  const { known, gone } = baseline;
  stderr.write(`note: ${known} known findings of the baseline are not shown\n`);
  for (const { rule, object = '' } of gone)
    stderr.write(`note: gone since the baseline: ${visible(`${rule} ${object}`.trimEnd())}\n`);
  if (gone.length > 0) stderr.write('note: netgraph baseline --prune takes them out\n');
}
