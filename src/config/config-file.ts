import type { FailOn, RuleChoice } from './config.ts';

type Labels = Readonly<Record<string, string>>;

/** Pods outside the input as a file names them: by a preset, or one by one. */
export type PodsEntry =
  | string
  | {
      readonly namespace: string;
      readonly namespaceLabels?: Labels;
      readonly labels: Labels;
      readonly addresses?: readonly string[];
      readonly ports?: readonly number[];
    };

export interface SuppressEntry {
  readonly rules: readonly string[];
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly reason: string;
  readonly until?: string;
}

/** The value of a configuration file, as `schemas/config.schema.json` has confirmed it. */
export interface ConfigFile {
  readonly $schema?: string;
  /** YAML 1.1 reads `off` and `on` as false and true. */
  readonly rules?: Readonly<Record<string, RuleChoice | boolean>>;
  readonly defaultNamespace?: string;
  readonly clusterDomain?: string;
  readonly ingressControllers?: readonly { readonly namespace: string; readonly labels: Labels }[];
  readonly external?: {
    readonly namespaces?: readonly string[];
    readonly dns?: readonly PodsEntry[];
    readonly pods?: readonly PodsEntry[];
  };
  readonly podCIDRs?: readonly string[];
  readonly serviceCIDRs?: readonly string[];
  readonly nodeCIDRs?: readonly string[];
  readonly exclude?: readonly string[];
  readonly failOn?: FailOn;
  readonly suppress?: readonly SuppressEntry[];
  readonly baseline?: string;
}
