import { parseAddress } from './ip-set.ts';
import { type Labels, NO_LABELS } from './labels.ts';

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

const pods = (namespace: string, label: readonly [string, string], more: Partial<OutsidePods> = {}): OutsidePods => ({
  namespace,
  namespaceLabels: NO_LABELS,
  labels: new Map([label]),
  addresses: [],
  ports: [],
  ...more,
});

/** Where the DNS of a cluster answers, by the name of the set-up. */
export const DNS_PRESETS = {
  'kube-dns': pods('kube-system', ['k8s-app', 'kube-dns'], { ports: [53] }),
  openshift: pods('openshift-dns', ['dns.operator.openshift.io/daemonset-dns', 'default'], { ports: [5353] }),
  'node-local': pods('kube-system', ['k8s-app', 'node-local-dns'], {
    addresses: [parseAddress('169.254.20.10') ?? 0n],
    ports: [53],
  }),
} as const satisfies Record<string, OutsidePods>;

/** Other pods that policies are often written for. */
export const POD_PRESETS = {
  prometheus: pods('monitoring', ['app.kubernetes.io/name', 'prometheus']),
  'openshift-monitoring': pods('openshift-monitoring', ['app.kubernetes.io/name', 'prometheus'], {
    namespaceLabels: new Map([['network.openshift.io/policy-group', 'monitoring']]),
  }),
} as const satisfies Record<string, OutsidePods>;
