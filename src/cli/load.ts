import type { Analysis } from '../analysis.ts';
import { parseClusterDomain } from './cluster-domain.ts';
import { type CommonOptions, defaultNamespaceOf } from './common-options.ts';
import { parseIngressController } from './ingress-controller.ts';
import { progressLine } from './progress.ts';
import { programInputs } from './render-options.ts';
import type { Terminal } from './terminal.ts';

/** Reads and analyzes the paths, with a line of progress where somebody waits; `onText` sees the texts of the files. */
export async function loadAnalysis(
  paths: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
  onText?: (file: string, text: string) => void,
): Promise<Analysis> {
  const { cwd, stdin } = terminal;
  const defaultNamespace = defaultNamespaceOf(options);
  const zone = options.clusterDomain === undefined ? undefined : parseClusterDomain(options.clusterDomain);
  const ingressControllers = options.ingressController.map(parseIngressController);
  const rendered = await programInputs(paths, options, terminal, defaultNamespace);
  const progress = progressLine(terminal, options.quiet);
  // Loaded when needed: the parsers would double the time of --version and of every usage error.
  const { analyze } = await import('../index.ts');
  try {
    return analyze(
      { paths, rendered },
      {
        cwd,
        onProgress: progress.update,
        ingressControllers,
        ...(onText === undefined ? {} : { onText }),
        ...(zone === undefined ? {} : { zone }),
        ...(stdin === undefined ? {} : { stdin }),
        ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
      },
    );
  } finally {
    progress.clear();
  }
}
