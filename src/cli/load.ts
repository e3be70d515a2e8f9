import type { Analysis } from '../analysis.ts';
import type { AnalyzeOptions } from '../analyze.ts';
import type { KnownFinding } from '../findings/index.ts';
import { type InputOptions, readerOf } from './common-options.ts';
import type { FindingOptions } from './finding-options.ts';
import { watchInput } from './much-input.ts';
import { progressLine } from './progress.ts';
import { programInputs } from './render-options.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { startTimings } from './timings.ts';

/** Finds the configuration of the paths, and puts the options of the command line before it. */
export async function loadSettings(
  paths: readonly string[],
  options: InputOptions & FindingOptions,
  terminal: Terminal,
): Promise<Settings> {
  // Loaded when needed: the parsers would double the time of --version and of every usage error.
  const { settingsOf } = await import('./settings.ts');
  return settingsOf(paths, options, terminal.cwd);
}

/** The known findings of the file that the option or the configuration names; undefined where neither does. */
export async function loadBaseline(
  options: FindingOptions,
  settings: Settings,
  terminal: Terminal,
): Promise<readonly KnownFinding[] | undefined> {
  const { baselineFile, readBaselineFile } = await import('./baseline-file.ts');
  const file = options.baseline === false ? undefined : baselineFile(options.baseline, settings, terminal.cwd);
  return file === undefined ? undefined : readBaselineFile(file, terminal.cwd);
}

/** What a command knows before it reads; by default the settings of its paths, and no baseline. */
interface Known {
  readonly settings?: Settings;
  readonly baseline?: readonly KnownFinding[] | undefined;
  /** Sees what is read of each file. */
  readonly onContent?: AnalyzeOptions['onContent'];
  readonly asksWanted?: boolean;
}

/** Reads and analyzes the paths, with a line of progress where somebody waits. */
export async function loadAnalysis(
  paths: readonly string[],
  options: InputOptions & FindingOptions,
  terminal: Terminal,
  known: Known = {},
): Promise<Analysis> {
  const { cwd, stdin, today } = terminal;
  const reader = readerOf(options);
  const settings = known.settings ?? (await loadSettings(paths, options, terminal));
  const rendered = await programInputs(paths, options, terminal, settings.config.defaultNamespace);
  const { analyzeOptions } = await import('./settings.ts');
  const timings = options.timings ? startTimings(terminal.now) : undefined;
  if (timings !== undefined)
    terminal.atEnd?.push(() => {
      for (const line of timings.lines()) terminal.stderr.write(`${line}\n`);
    });
  const { analyze } = await import('../index.ts');
  const progress = progressLine(terminal, options.quiet);
  const watch = watchInput(terminal.prepareFor ?? (() => undefined));
  try {
    return analyze(
      { paths, rendered },
      {
        ...analyzeOptions(settings, today?.(), known.baseline),
        cwd,
        onProgress: progress.update,
        reader,
        strictYaml: options.strictYaml,
        asksWanted: known.asksWanted ?? false,
        ...(timings === undefined ? {} : { onPhase: timings.enter, onHandedOver: timings.countHandedOver }),
        onContent: (file, content) => {
          watch.see(content.size, content.share?.bytes.length);
          known.onContent?.(file, content);
        },
        onMany: watch.expect,
        onRead: watch.end,
        ...(stdin === undefined ? {} : { stdin }),
      },
    );
  } finally {
    progress.clear();
  }
}
