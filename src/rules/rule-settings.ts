import type { IpBlock } from '../model/ip-set.ts';
import type { Labels } from '../model/labels.ts';

/** Pods that live outside the input, as policies see them. */
export interface OutsidePods {
  readonly namespace: string;
  /** Labels of the namespace besides its name. */
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** On the host network: only a rule on addresses admits them. */
  readonly addresses: readonly bigint[];
  /** On which they answer; empty where it does not matter. */
  readonly ports: readonly number[];
}

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

const kubeDns: OutsidePods = {
  namespace: 'kube-system',
  namespaceLabels: new Map(),
  labels: new Map([['k8s-app', 'kube-dns']]),
  addresses: [],
  ports: [53],
};

/** What holds for most clusters when nobody says anything. */
export const DEFAULT_SETTINGS: RuleSettings = {
  isExternalNamespace: () => false,
  dns: [kubeDns],
  outsidePods: [],
  podBlocks: [],
  serviceBlocks: [],
};
