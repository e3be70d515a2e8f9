import type { Analysis } from '../analysis.ts';
import { parseClusterDomain } from './cluster-domain.ts';
import { type CommonOptions, defaultNamespaceOf, readerOf } from './common-options.ts';
import { parseIngressController } from './ingress-controller.ts';
import { progressLine } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { startTimings } from './timings.ts';

/** Reads and analyzes the paths, with a line of progress where somebody waits. */
export async function loadAnalysis(
  paths: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<Analysis> {
  const { cwd, stdin } = terminal;
  const defaultNamespace = defaultNamespaceOf(options);
  const zone = options.clusterDomain === undefined ? undefined : parseClusterDomain(options.clusterDomain);
  const ingressControllers = options.ingressController.map(parseIngressController);
  const reader = readerOf(options);
  const progress = progressLine(terminal, options.quiet);
  const timings = options.timings ? startTimings(terminal.now) : undefined;
  if (timings !== undefined)
    terminal.atEnd?.push(() => {
      for (const line of timings.lines()) terminal.stderr.write(`${line}\n`);
    });
  // Loaded when needed: the parsers would double the time of --version and of every usage error.
  const { analyze } = await import('../index.ts');
  try {
    return analyze(
      { paths },
      {
        cwd,
        onProgress: progress.update,
        ingressControllers,
        reader,
        strictYaml: options.strictYaml,
        ...(timings === undefined ? {} : { onPhase: timings.enter, onHandedOver: timings.countHandedOver }),
        ...(zone === undefined ? {} : { zone }),
        ...(stdin === undefined ? {} : { stdin }),
        ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
      },
    );
  } finally {
    progress.clear();
  }
}
