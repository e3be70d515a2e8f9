import type { Command } from 'commander';
import { type HelmRequest, readLive, renderChart, renderKustomization, type RenderOptions } from '../io/index.ts';
import { NetgraphError } from '../model/error.ts';
import { isGlob } from '../model/glob.ts';
import type { Input } from '../read-resources.ts';
import type { Terminal } from './terminal.ts';

/** Input that another program makes. Only ever asked for on the command line, never by a file of the repository. */
export interface ProgramOptions {
  readonly kustomize: readonly string[];
  readonly helm?: string;
  readonly values: readonly string[];
  readonly helmRelease?: string;
  readonly live: boolean;
  readonly context?: string;
  readonly allNamespaces: boolean;
}

interface Named {
  readonly namespace?: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function one(value: string, before: string | undefined): string {
  if (before === undefined) return value;
  throw new NetgraphError('--helm is given twice', 'one chart at a time: values are of one chart');
}

/** Adds the options of `ProgramOptions`. */
export function withProgramOptions(command: Command): Command {
  return command
    .option(
      '--kustomize <folder>',
      'what kustomize, or kubectl kustomize, makes of this folder; repeatable',
      collect,
      [],
    )
    .option('--helm <chart>', 'what helm template makes of this chart', one)
    .option('-f, --values <file>', 'values for the chart; repeatable', collect, [])
    .option('--helm-release <name>', 'the name of the release')
    .option(
      '--live',
      'what runs in a cluster, by kubectl get: never its Secrets or ConfigMaps; -n reads one namespace',
      false,
    )
    .option('--context <name>', 'the context of the kubeconfig for --live')
    .option('-A, --all-namespaces', 'with --live and -n: read all namespaces nonetheless', false);
}

/** The options as words of a command line that reads the same. */
export function programWords(options: ProgramOptions & Named): string[] {
  const { kustomize, helm, values, helmRelease, live, context, allNamespaces } = options;
  return [
    ...kustomize.flatMap((folder) => ['--kustomize', folder]),
    ...(helm === undefined ? [] : ['--helm', helm]),
    ...values.flatMap((file) => ['--values', file]),
    ...(helmRelease === undefined ? [] : ['--helm-release', helmRelease]),
    ...(live ? ['--live'] : []),
    ...(context === undefined ? [] : ['--context', context]),
    ...(allNamespaces ? ['--all-namespaces'] : []),
  ];
}

/** What makes no sense together, before anything is run. */
function check(paths: readonly string[], options: ProgramOptions): void {
  const { kustomize, helm, values, helmRelease, live, context, allNamespaces } = options;
  if (paths.length === 0 && kustomize.length === 0 && helm === undefined && !live)
    throw new NetgraphError(
      'there is nothing to read',
      'give files and folders of manifests, - for standard input, --kustomize, --helm or --live',
    );
  if (helm === undefined && (values.length > 0 || helmRelease !== undefined))
    throw new NetgraphError('--values and --helm-release go with --helm');
  if (!live && (context !== undefined || allNamespaces))
    throw new NetgraphError('--context and --all-namespaces go with --live');
}

/** ConfigMaps may hold what nobody meant to show; kinds that are not read are not asked for, Secrets among them. */
async function liveInputs(options: ProgramOptions & Named, where: RenderOptions): Promise<Input[]> {
  // The readers of kinds are loaded when needed, as the analysis is.
  const { isUsedKind } = await import('../manifest/index.ts');
  const { context, allNamespaces, namespace } = options;
  const isLimited = namespace !== undefined && !allNamespaces && !isGlob(namespace);
  const request = {
    wants: (apiVersion: string, kind: string) => kind !== 'ConfigMap' && isUsedKind(apiVersion, kind),
    ...(context === undefined ? {} : { context }),
    ...(isLimited ? { namespace } : {}),
  };
  return [...readLive(request, where)];
}

/** Runs the programs that are asked for. `defaultNamespace` is the one that the chart is rendered for. */
export async function programInputs(
  paths: readonly string[],
  options: ProgramOptions & Named,
  { cwd, env }: Terminal,
  defaultNamespace: string | undefined,
): Promise<readonly Input[]> {
  check(paths, options);
  const where: RenderOptions = { cwd, env };
  const { kustomize, helm, values, helmRelease, live } = options;
  const request = (chart: string): HelmRequest => ({
    chart,
    values,
    ...(helmRelease === undefined ? {} : { release: helmRelease }),
    ...(defaultNamespace === undefined ? {} : { namespace: defaultNamespace }),
  });
  return [
    ...kustomize.map((folder) => renderKustomization(folder, where)),
    ...(helm === undefined ? [] : [renderChart(request(helm), where)]),
    ...(live ? await liveInputs(options, where) : []),
  ];
}
