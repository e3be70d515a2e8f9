import type { AnalyzeOptions } from '../analyze.ts';
import { type Config, mergeConfig } from '../config/index.ts';
import type { KnownFinding } from '../findings/index.ts';
import { globMatcher } from '../model/glob.ts';
import type { Labels } from '../model/labels.ts';
import type { Severity } from '../model/problem.ts';
import { equals, type Selector } from '../model/selector.ts';
import { type InputOptions, defaultNamespaceOf } from './common-options.ts';
import { parseClusterDomain } from './cluster-domain.ts';
import { findConfigFile, type FoundConfig } from './config-file.ts';
import type { FindingOptions } from './finding-options.ts';
import { parseIngressController } from './ingress-controller.ts';
import { parseRuleChoices } from './rule-choice.ts';

/** The configuration in effect: what the file says, and before it what the command line says. */
export interface Settings extends FoundConfig {
  /** Of the command line: selectors, which a file does not have. */
  readonly ingressControllers: AnalyzeOptions['ingressControllers'];
}

/** What the command line says of the settings that a file may have. */
function optionsConfig(options: InputOptions & FindingOptions): Partial<Omit<Config, 'external'>> {
  const defaultNamespace = defaultNamespaceOf(options);
  const clusterDomain = options.clusterDomain === undefined ? undefined : parseClusterDomain(options.clusterDomain);
  return {
    rules: new Map((options.rule ?? []).flatMap(parseRuleChoices)),
    ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
    ...(clusterDomain === undefined ? {} : { clusterDomain }),
  };
}

const selectorOf = (labels: Labels): Selector => ({
  requirements: [...labels].flatMap(([key, value]) => equals(key, value)),
});

/** Finds the configuration of these paths and puts the options before it. */
export function settingsOf(paths: readonly string[], options: InputOptions & FindingOptions, cwd: string): Settings {
  // Wrong usage is told before a wrong file.
  const given = optionsConfig(options);
  const controllers = options.ingressController.map(parseIngressController);
  const found = findConfigFile(options.config, paths[0], cwd);
  const config = mergeConfig(found.config, given, options.externalNamespace ?? []);
  const configured = (config.ingressControllers ?? []).map(({ namespace, labels }) => ({
    namespace,
    selector: selectorOf(labels),
  }));
  return { ...found, config, ingressControllers: controllers.length > 0 ? controllers : configured };
}

/** What the settings mean for the analysis. */
export function analyzeOptions(
  { config, folder, ingressControllers }: Settings,
  today: string | undefined,
  baseline?: readonly KnownFinding[],
): AnalyzeOptions {
  const { defaultNamespace, clusterDomain, external, podBlocks, nodeBlocks, serviceBlocks, exclude } = config;
  const isExternal = external.namespaces.map(globMatcher);
  const chosen = [...config.rules].filter((entry): entry is [string, Severity | 'off'] => entry[1] !== 'on');
  return {
    ...(ingressControllers === undefined ? {} : { ingressControllers }),
    podBlocks,
    nodeBlocks,
    ...(exclude.length === 0 ? {} : { exclude: { folder, patterns: exclude } }),
    rules: new Map(chosen),
    suppressions: config.suppress,
    settings: {
      isExternalNamespace: (name) => isExternal.some((matches) => matches(name)),
      ...(external.dns === undefined ? {} : { dns: external.dns }),
      outsidePods: external.pods,
      serviceBlocks,
    },
    ...(clusterDomain === undefined ? {} : { zone: clusterDomain }),
    ...(defaultNamespace === undefined ? {} : { defaultNamespace }),
    ...(today === undefined ? {} : { today }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}
