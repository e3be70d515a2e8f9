import { join } from 'node:path';
import type { Command } from 'commander';
import { baselineJson } from '../report/index.ts';
import { type InputOptions, withInputOptions } from './common-options.ts';
import { warn } from './conclude.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { type FindingOptions, withFindingOptions } from './finding-options.ts';
import { loadAnalysis, loadSettings } from './load.ts';
import type { Terminal } from './terminal.ts';

interface BaselineOptions extends InputOptions, FindingOptions {
  readonly output?: string;
  readonly prune: boolean;
}

const DEFAULT_FILE = '.netgraph-baseline.json';

const EXAMPLES = `
Examples:
  netgraph baseline manifests/                                 the findings of today, in ${DEFAULT_FILE}
  netgraph analyze manifests/ --baseline ${DEFAULT_FILE}    only what is new
  netgraph baseline manifests/ --prune                         forgets what has gone, and adds nothing

A finding is known by its rule and object, so moved lines and renamed files change nothing. Commit the file, and name it
as "baseline" in .netgraph.yaml to have it used without an option.`;

async function baseline(paths: readonly string[], options: BaselineOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = await loadSettings(paths, options, terminal);
  const { baselineFile, readBaselineFile } = await import('./baseline-file.ts');
  const { displayPath } = await import('../io/index.ts');
  const { knownFindings, stillThere } = await import('../findings/index.ts');
  const file = baselineFile(options.output, settings, terminal.cwd) ?? join(terminal.cwd, DEFAULT_FILE);
  const before = options.prune ? readBaselineFile(file, terminal.cwd) : undefined;
  const analysis = await loadAnalysis(paths, options, terminal, { settings });
  warn(analysis, options, terminal);
  if (analysis.incomplete && !options.allowIncomplete) {
    terminal.stderr.write('error: the baseline is not written: something could not be read\n');
    terminal.stderr.write('hint: --allow-incomplete writes it all the same\n');
    return EXIT.incomplete;
  }
  const known = before === undefined ? knownFindings(analysis.findings) : stillThere(before, analysis.findings);
  terminal.writeFile(file, baselineJson(known));
  if (!options.quiet)
    terminal.stderr.write(`note: ${displayPath(terminal.cwd, file)} holds ${known.length} findings\n`);
  return EXIT.ok;
}

/** `netgraph baseline`: writes down what is known, so that only what is new is reported from now on. */
export function addBaselineCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('baseline')
    .summary('write down the findings of today')
    .description('Write the findings of today to a file, so that analyze --baseline shows only what is new.')
    .option('-o, --output <file>', `where to (default: the baseline of the configuration, or ${DEFAULT_FILE})`)
    .option('--prune', 'only take out of the file what has gone', false);
  withFindingOptions(withInputOptions(command, 'as with kubectl'))
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: BaselineOptions) => {
      finish(await baseline(paths, options, terminal));
    });
}
