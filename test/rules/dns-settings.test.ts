import { describe, expect, it } from 'vitest';
import { analyze, type AnalyzeOptions } from '../../src/index.ts';
import { parseAddress } from '../../src/model/ip-set.ts';

type Dns = NonNullable<NonNullable<AnalyzeOptions['settings']>['dns']>;

const input = (peer: string, port: number): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to: [${peer}]
      ports: [{ port: ${port}, protocol: UDP }, { port: ${port}, protocol: TCP }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: web }] }
`;

const KUBE_DNS =
  '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }';
const OPEN_SHIFT = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: openshift-dns } } }';
const CACHE = '{ ipBlock: { cidr: 192.0.2.53/32 } }';

const NOWHERE = { namespaceLabels: new Map(), labels: new Map(), addresses: [], ports: [] };
const openShift: Dns = [
  {
    ...NOWHERE,
    namespace: 'openshift-dns',
    labels: new Map([['dns.operator.openshift.io/daemonset-dns', 'default']]),
    ports: [5353],
  },
];
const cache: Dns = [{ ...NOWHERE, namespace: 'kube-system', addresses: [parseAddress('192.0.2.53') ?? 0n] }];

const blocked = (text: string, dns?: Dns): number =>
  analyze({ texts: [{ file: 'a.yaml', text }] }, dns === undefined ? {} : { settings: { dns } }).findings.filter(
    ({ rule }) => rule === 'NG106',
  ).length;

describe('where the settings say that DNS is', () => {
  it.each([
    ['nobody says it, and the rule is for the usual pods', KUBE_DNS, 53, undefined, 0],
    ['nobody says it, and the rule is for those of OpenShift', OPEN_SHIFT, 5353, undefined, 0],
    ['nobody says it, and the rule opens another port of them', OPEN_SHIFT, 8080, undefined, 1],
    ['nobody says it, and the rule is for an address outside', CACHE, 53, undefined, 1],
    ['on OpenShift, and so does the rule', OPEN_SHIFT, 5353, openShift, 0],
    ['on OpenShift, and the rule opens the port of the Service', OPEN_SHIFT, 53, openShift, 1],
    ['on OpenShift, and the rule is for other pods', KUBE_DNS, 53, openShift, 1],
    ['at an address of the node, and so does the rule', CACHE, 53, cache, 0],
    ['at an address of the node, and the rule is for pods', KUBE_DNS, 53, cache, 1],
  ] as const)('%s', (_, peer, port, dns, count) => {
    expect(blocked(input(peer, port), dns)).toBe(count);
  });
});
