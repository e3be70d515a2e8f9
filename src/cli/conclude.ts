import type { Analysis } from '../analysis.ts';
import { PROBLEM_RULES } from '../model/problem.ts';
import type { Assumption } from '../reach/index.ts';
import { COLOURED, PLAIN, problemLines, visible } from '../report/index.ts';
import type { InputOptions } from './common-options.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { colourWanted } from './output.ts';
import type { Terminal } from './terminal.ts';

/** The assumptions that concern some of these endpoints, and which of them. */
export function touching(assumptions: readonly Assumption[], isAsked: (id: string) => boolean): Assumption[] {
  return assumptions
    .map((assumption) => ({ ...assumption, affected: assumption.affected.filter(isAsked) }))
    .filter(({ affected }) => affected.length > 0);
}

/**
 * Says on standard error what a report without problems in it would leave out. What was not read is said even with
 * `--quiet`: it is the reason for the exit code.
 */
export function warn({ told, input }: Analysis, { quiet, color }: InputOptions, terminal: Terminal): void {
  const { stderr, env } = terminal;
  const style = colourWanted(env, stderr.isTTY, color) ? COLOURED : PLAIN;
  const shown = quiet ? told.filter(({ rule }) => PROBLEM_RULES[rule].incomplete) : told;
  for (const line of problemLines(shown, style)) stderr.write(line);
  if (!quiet) for (const note of input.notes) stderr.write(`note: ${visible(note)}\n`);
}

/** The exit code: an incomplete analysis comes before anything that it says. */
export function exitCodeOf(
  { incomplete }: Analysis,
  { allowIncomplete, strict }: InputOptions,
  { hasFindings, assumptions }: { readonly hasFindings: boolean; readonly assumptions: readonly Assumption[] },
): ExitCode {
  if (incomplete && !allowIncomplete) return EXIT.incomplete;
  return hasFindings || (strict && assumptions.length > 0) ? EXIT.findings : EXIT.ok;
}
