import type { Command } from 'commander';
import { SEVERITIES, type Threshold } from '../findings/index.ts';
import { NetgraphError } from '../model/error.ts';

/** When findings make the exit code 1. */
export interface FailOptions {
  readonly failOn?: string;
  readonly maxWarnings?: string;
}

export const withFailOptions = (command: Command): Command =>
  command
    .option('--fail-on <severity>', 'exit with 1 for findings this severe: error (the default), warning, info, never')
    .option('--max-warnings <number>', 'exit with 1 for more warnings than this, too');

/** What the options mean; wrong usage is thrown before anything is read. `configured` holds where no option says. */
export function thresholdOf({ failOn: given, maxWarnings }: FailOptions, configured = 'error'): Threshold {
  const failOn = given ?? configured;
  const severity = failOn === 'never' ? failOn : SEVERITIES.find((each) => each === failOn);
  if (severity === undefined)
    throw new NetgraphError(`--fail-on ${failOn}: no such severity`, 'it is error, warning, info or never');
  if (maxWarnings === undefined) return { failOn: severity };
  if (!/^\d{1,9}$/.test(maxWarnings))
    throw new NetgraphError(`--max-warnings ${maxWarnings}: give a number, such as 0`);
  return { failOn: severity, maxWarnings: Number(maxWarnings) };
}
