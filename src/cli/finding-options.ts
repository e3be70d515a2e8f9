import type { Command } from 'commander';
import { collect } from './common-options.ts';

/** What commands that look for findings take besides. */
export interface FindingOptions {
  readonly rule?: readonly string[];
  readonly externalNamespace?: readonly string[];
  /** False with `--no-baseline`. */
  readonly baseline?: string | false;
}

export const withFindingOptions = (command: Command): Command =>
  command
    .option(
      '--rule <rule=severity>',
      'off, on, error, warning or info for a rule, such as NG101=off, or for all: all=off; repeatable',
      collect,
      [],
    )
    .option(
      '--external-namespace <glob>',
      'a namespace that is kept elsewhere, so that naming it is no mistake; repeatable',
      collect,
      [],
    );
