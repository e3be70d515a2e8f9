import type { ConfiguredIgnore } from '../model/ignore.ts';
import type { IpBlock } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';
import { DNS_PRESETS, type OutsidePods } from '../model/outside-pods.ts';
import type { Severity } from '../model/problem.ts';

export type FailOn = Severity | 'never';

/** `on` takes back what was said of the rule before. */
export type RuleChoice = Severity | 'off' | 'on';

/** What a configuration says, checked. What is absent was not said. */
export interface Config {
  /** By id. */
  readonly rules: ReadonlyMap<string, RuleChoice>;
  readonly defaultNamespace?: string;
  readonly clusterDomain?: string;
  readonly ingressControllers?: readonly { readonly namespace: string; readonly labels: Labels }[];
  readonly external: {
    /** Globs. */
    readonly namespaces: readonly string[];
    readonly dns?: readonly OutsidePods[];
    readonly pods: readonly OutsidePods[];
  };
  readonly podBlocks: readonly IpBlock[];
  readonly serviceBlocks: readonly IpBlock[];
  readonly nodeBlocks: readonly IpBlock[];
  readonly exclude: readonly string[];
  readonly failOn?: FailOn;
  readonly suppress: readonly ConfiguredIgnore[];
  /** Relative to the folder of the configuration, with `/`. */
  readonly baseline?: string;
}

/** What holds without a configuration. */
export const NO_CONFIG: Config = {
  rules: new Map(),
  external: { namespaces: [], pods: [] },
  podBlocks: [],
  serviceBlocks: [],
  nodeBlocks: [],
  exclude: [],
  suppress: [],
};

/** What is in effect where nothing was said. */
export const withDefaults = (config: Config): Config => ({
  ...config,
  defaultNamespace: config.defaultNamespace ?? 'default',
  clusterDomain: config.clusterDomain ?? 'cluster.local',
  external: { ...config.external, dns: config.external.dns ?? [DNS_PRESETS['kube-dns']] },
  failOn: config.failOn ?? 'error',
});
