import type { Command } from 'commander';
import { exceeds, SEVERITIES } from '../findings/index.ts';
import { noteGone, withBaselineOptions } from './baseline-options.ts';
import { type CommonOptions, singleNamespace, withCommonOptions } from './common-options.ts';
import { suggestValues } from './completions.ts';
import { exitCodeOf, warn } from './conclude.ts';
import type { ExitCode } from './exit-code.ts';
import { type FailOptions, thresholdOf, withFailOptions } from './fail-options.ts';
import { defaultOutputs, FINDING_FORMATS, findingRenderers, ruleCatalogue } from './finding-formats.ts';
import { type FindingOptions, withFindingOptions } from './finding-options.ts';
import { loadAnalysis, loadBaseline, loadSettings } from './load.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import { programWords } from './render-options.ts';
import { commandLine } from './shell.ts';
import { type Content, sourceReader } from './source-text.ts';
import type { Terminal } from './terminal.ts';

interface AnalyzeOptions extends CommonOptions, FailOptions, FindingOptions {
  readonly all: boolean;
}

const EXAMPLES = `
Examples:
  netgraph analyze manifests/                       what is wrong, and who may reach whom
  helm template chart/ | netgraph analyze -         from standard input
  netgraph analyze --kustomize overlays/prod        what Kustomize makes of a folder
  netgraph analyze --helm chart/ -f values.yaml     what Helm makes of a chart
  netgraph analyze --live                           what runs in the cluster, by kubectl
  netgraph analyze . -o text -o sarif=out.sarif     for people and for machines at once
  netgraph analyze . -o md >> "$GITHUB_STEP_SUMMARY"
  netgraph analyze . --fail-on warning              fail for warnings, too

Without -o: text; in GitHub Actions (GITHUB_ACTIONS=true) text, then annotations as of -o github.

Exit code: 0 nothing wrong, 1 findings, 2 wrong usage, 3 something could not be read, 70 a bug in netgraph.`;

async function analyze(paths: readonly string[], options: AnalyzeOptions, terminal: Terminal): Promise<ExitCode> {
  const outputs =
    options.output.length === 0 ? defaultOutputs(terminal.env) : parseOutputs(options.output, FINDING_FORMATS);
  singleNamespace(options);
  // Wrong usage is told before a wrong file.
  thresholdOf(options);
  const settings = await loadSettings(paths, options, terminal);
  const threshold = thresholdOf(options, settings.config.failOn);
  const baseline = await loadBaseline(options, settings, terminal);
  const contents = new Map<string, Content>();
  const showsLines = !options.quiet && outputs.some(({ format }) => format === 'text');
  const analysis = await loadAnalysis(paths, options, terminal, {
    settings,
    baseline,
    // These say what becomes of the connections that settings ask for.
    asksWanted: showsLines || outputs.some(({ format }) => format === 'json' || format === 'md'),
    ...(showsLines ? { onContent: (file, content) => void contents.set(file, content) } : {}),
  });
  const isShown = outputs.some(({ format, file }) => format === 'text' && file === undefined);
  if (!isShown) warn(analysis, options, terminal);
  const renderers = findingRenderers(analysis, {
    rules: await ruleCatalogue(),
    quiet: options.quiet,
    command: commandLine(['netgraph', 'list', ...paths, ...programWords(options)]),
    sourceText: sourceReader(contents),
    isAll: options.all,
    // A link is for somebody who can click on it.
    ...(terminal.rulePage === undefined || !terminal.stdout.isTTY ? {} : { pageAddress: terminal.rulePage }),
  });
  writeOutputs(outputs, renderers, terminal, options.color);
  noteGone(analysis, options, terminal);
  // What could not be read has an exit code of its own, which --allow-incomplete takes back.
  return exitCodeOf(analysis, options, {
    hasFindings: exceeds(analysis.findings, threshold),
    assumptions: options.strict ? analysis.assumptions : [],
  });
}

/** `netgraph analyze`: the whole report. */
export function addAnalyzeCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('analyze')
    .summary('what is wrong, and who may reach whom')
    .description('Report problems, the connectivity at a glance, and what it is based on.');
  withBaselineOptions(
    withFindingOptions(withFailOptions(withCommonOptions(command, FINDING_FORMATS, 'as with kubectl'))),
  )
    .option('--all', 'every finding in text, however many there are of a rule', false)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: AnalyzeOptions) => {
      finish(await analyze(paths, options, terminal));
    });
  suggestValues(command, '--fail-on', [...SEVERITIES, 'never']);
}
