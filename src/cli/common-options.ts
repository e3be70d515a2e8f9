import type { Command } from 'commander';
import { NetgraphError } from '../model/error.ts';
import { isGlob } from '../model/glob.ts';
import { suggestValues } from './completions.ts';
import { type ProgramOptions, withProgramOptions } from './render-options.ts';

/** What every command that reads manifests takes. */
export interface InputOptions extends ProgramOptions {
  readonly namespace?: string;
  readonly defaultNamespace?: string;
  readonly ingressController: readonly string[];
  readonly clusterDomain?: string;
  /** False with `--no-config`. */
  readonly config?: string | false;
  readonly allowIncomplete: boolean;
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** And those that print a report of it. */
export interface CommonOptions extends InputOptions {
  readonly output: readonly string[];
}

/** Collects an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Adds the paths and the options of `CommonOptions`; `namespaceHelp` says what else the namespace does here. */
export function withCommonOptions(command: Command, formats: readonly string[], namespaceHelp: string): Command {
  const withOutput = command.option(
    '-o, --output <format[=file]>',
    `${formats.join(', ')}; to a file when one is named; repeatable`,
    collect,
    [],
  );
  const described = withInputOptions(withOutput, namespaceHelp);
  suggestValues(described, '--output', formats);
  return described;
}

/** Adds the paths and the options of `InputOptions`. */
export function withInputOptions(command: Command, namespaceHelp: string): Command {
  return withProgramOptions(command)
    .argument('[paths...]', 'files and folders of manifests; - reads standard input')
    .option('-n, --namespace <name>', `the namespace you work in: of objects that name none, ${namespaceHelp}`)
    .option(
      '--default-namespace <name>',
      'the namespace of objects that name none, and nothing else (default: "default")',
    )
    .option(
      '--ingress-controller <namespace/selector>',
      'the pods that serve Ingresses and Routes, such as edge/app=proxy; repeatable',
      collect,
      [],
    )
    .option('--cluster-domain <zone>', 'the domain of the DNS names of the cluster (default: cluster.local)')
    .option('--config <file>', 'the configuration, instead of the .netgraph.yaml found from the first path upward')
    .option('--no-config', 'read no configuration')
    .option('--allow-incomplete', 'do not exit with 3 when something could not be read', false)
    .option('--strict', 'exit with 1 when the result rests on an assumption', false)
    .option(
      '-q, --quiet',
      'no notes or progress on standard error; of analyze, only what is wrong with the input',
      false,
    )
    .option('--no-color', 'no colour, as with NO_COLOR; FORCE_COLOR asks for it');
}

const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

function checked(name: string): string {
  if (NAMESPACE.test(name)) return name;
  throw new NetgraphError(`"${name}" is no namespace`, 'lower case letters, digits and -, at most 63');
}

/** The namespace of objects that name none. A glob is no namespace: it only filters (`netgraph list`). */
export function defaultNamespaceOf({ namespace, defaultNamespace }: InputOptions): string | undefined {
  if (defaultNamespace !== undefined) return checked(defaultNamespace);
  return namespace === undefined || isGlob(namespace) ? undefined : checked(namespace);
}

/** The one namespace that short names are looked for in. */
export function singleNamespace({ namespace }: InputOptions): string | undefined {
  if (namespace !== undefined && isGlob(namespace))
    throw new NetgraphError(`--namespace ${namespace}: give one namespace here`, 'globs are for netgraph list');
  return namespace;
}
