import type { Command } from 'commander';
import { NetgraphError } from '../model/error.ts';
import type { Severity } from '../model/problem.ts';
import { analysisJson, analysisText, type Style, wrongLines } from '../report/index.ts';
import { noteGone, withBaselineOptions } from './baseline-options.ts';
import { type CommonOptions, singleNamespace, withCommonOptions } from './common-options.ts';
import { exitCodeOf, warn } from './conclude.ts';
import type { ExitCode } from './exit-code.ts';
import { type FindingOptions, withFindingOptions } from './finding-options.ts';
import { loadAnalysis, loadBaseline, loadSettings } from './load.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import { commandLine } from './shell.ts';
import type { Terminal } from './terminal.ts';

interface AnalyzeOptions extends CommonOptions, FindingOptions {
  readonly failOn?: string;
}

const FORMATS = ['text', 'json'] as const;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

const EXAMPLES = `
Examples:
  netgraph analyze manifests/                       what is wrong, and who may reach whom
  helm template chart/ | netgraph analyze -         from standard input
  kubectl get all,netpol,ns -A -o yaml | netgraph analyze -
  netgraph analyze . -o text -o json=report.json    for people and for machines at once

Exit code: 0 nothing wrong, 1 findings, 2 wrong usage, 3 something could not be read, 70 a bug in netgraph.`;

/** The severities that make the exit code 1. */
function failing(failOn: string): readonly Severity[] {
  const least = SEVERITIES.findIndex((severity) => severity === failOn);
  if (least < 0 && failOn !== 'never')
    throw new NetgraphError(`--fail-on ${failOn}: no such severity`, 'it is error, warning, info or never');
  return SEVERITIES.slice(0, least + 1);
}

async function analyze(paths: readonly string[], options: AnalyzeOptions, terminal: Terminal): Promise<ExitCode> {
  const outputs = parseOutputs(options.output, FORMATS);
  failing(options.failOn ?? 'error');
  singleNamespace(options);
  const settings = await loadSettings(paths, options, terminal);
  const fatal = failing(options.failOn ?? settings.config.failOn ?? 'error');
  const baseline = await loadBaseline(options, settings, terminal);
  const analysis = await loadAnalysis(paths, options, terminal, { settings, baseline });
  const isShown = outputs.some(({ format, file }) => format === 'text' && file === undefined);
  if (!isShown) warn(analysis, options, terminal);
  const renderers = {
    text: (style: Style) =>
      options.quiet
        ? wrongLines(analysis, style)
        : analysisText(analysis, style, commandLine(['netgraph', 'list', ...paths])),
    json: () => analysisJson(analysis),
  };
  writeOutputs(outputs, renderers, terminal, options.color);
  noteGone(analysis, options, terminal);
  // What could not be read has an exit code of its own, which --allow-incomplete takes back.
  const hasFindings = analysis.findings.some(
    ({ severity, suppression }) => suppression === undefined && fatal.includes(severity),
  );
  return exitCodeOf(analysis, options, { hasFindings, assumptions: options.strict ? analysis.assumptions : [] });
}

/** `netgraph analyze`: the whole report. */
export function addAnalyzeCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('analyze')
    .summary('what is wrong, and who may reach whom')
    .description('Report problems, the connectivity at a glance, and what it is based on.');
  withBaselineOptions(withFindingOptions(withCommonOptions(command, FORMATS, 'as with kubectl')))
    .option('--fail-on <severity>', 'exit with 1 for findings this severe: error (the default), warning, info, never')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: AnalyzeOptions) => {
      finish(await analyze(paths, options, terminal));
    });
}
