import type { IpBlock } from '../model/ip-set.ts';
import { DNS_PRESETS, type OutsidePods } from '../model/outside-pods.ts';

export type { OutsidePods } from '../model/outside-pods.ts';

/** What the user told of the cluster beyond its manifests. */
export interface RuleSettings {
  /** Namespaces that are kept elsewhere: that nothing of them is in the input is no mistake. */
  readonly isExternalNamespace: (name: string) => boolean;
  /** Where cluster DNS answers, in so far as its pods are not in the input. One that can be asked is enough. */
  readonly dns: readonly OutsidePods[];
  /** Other pods that policies are written for: ingress controllers, monitoring. */
  readonly outsidePods: readonly OutsidePods[];
  readonly podBlocks: readonly IpBlock[];
  readonly serviceBlocks: readonly IpBlock[];
}

/** What holds for most clusters when nobody says anything. */
export const DEFAULT_SETTINGS: RuleSettings = {
  isExternalNamespace: () => false,
  dns: [DNS_PRESETS['kube-dns']],
  outsidePods: [],
  podBlocks: [],
  serviceBlocks: [],
};
