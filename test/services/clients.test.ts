import { describe, expect, it } from 'vitest';
import { endpointName } from '../../src/reach/index.ts';
import { analyzeText, namespace, pod, policy } from '../support/manifests.ts';
import { portOf, problemsText, service } from './support.ts';

const web = pod('shop/web', 'app: web', ', ports: [{ name: http, containerPort: 8080 }]');
const web2 = pod('shop/web-2', 'app: web', ', ports: [{ name: http, containerPort: 9090 }]');
const client = pod('shop/client', 'app: client');
const toWeb = service('shop/web', 'selector: { app: web }, ports: [{ port: 80, targetPort: http }]');
const ingressOf = (app: string, rules: string): string =>
  policy(`shop/${app}`, `podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress], ingress: [${rules}]`);
const from = (app: string): string => `from: [{ podSelector: { matchLabels: { app: ${app} } } }]`;

interface Row {
  readonly title: string;
  readonly yaml: string;
  readonly status: string;
  /** workloads, peers, external, strangers */
  readonly clients: readonly [number, boolean, boolean, boolean];
  readonly problems?: readonly RegExp[];
}

const ROWS: readonly Row[] = [
  {
    title: 'nothing isolated: everybody in the cluster',
    yaml: web + client + toWeb,
    status: 'reachable',
    clients: [1, false, false, false],
  },
  {
    title: 'the policy opens the target port',
    yaml: web + client + toWeb + ingressOf('web', `{ ${from('client')}, ports: [{ port: 8080 }] }`),
    status: 'reachable',
    clients: [1, false, false, false],
  },
  {
    title: 'the policy opens the port by name, and it is resolved on the pod',
    yaml: web + client + toWeb + ingressOf('web', `{ ${from('client')}, ports: [{ port: http }] }`),
    status: 'reachable',
    clients: [1, false, false, false],
  },
  {
    title: 'the policy opens the Service port instead of the target port (vector 9)',
    yaml: web + client + toWeb + ingressOf('web', `{ ${from('client')}, ports: [{ port: 80 }] }`),
    status: 'unreachable',
    clients: [0, false, false, false],
    problems: [/opens 80, the port of the Service, but policies see the port that the pods listen on: 8080/],
  },
  {
    title: 'closed to everybody',
    yaml: web + client + toWeb + ingressOf('web', ''),
    status: 'unreachable',
    clients: [0, false, false, false],
    problems: [/to everybody/],
  },
  {
    title: 'the client may not leave',
    yaml:
      web +
      client +
      toWeb +
      ingressOf('web', `{ ${from('client')} }`) +
      policy('shop/client', 'podSelector: { matchLabels: { app: client } }, policyTypes: [Egress]'),
    status: 'unreachable',
    clients: [0, false, false, false],
  },
  {
    title: 'one backend is open to the client and the other is not',
    yaml: web + web2 + client + toWeb + ingressOf('web', `{ ${from('client')}, ports: [{ port: 8080 }] }`),
    status: 'partly-reachable',
    clients: [1, false, false, false],
    problems: [/for shop\/client, shop\/web is open and shop\/web-2 is closed/],
  },
  {
    title: 'replicas of one workload reach each other',
    yaml:
      `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: shop }
spec: { replicas: 3, serviceName: web, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: m, image: i }] } } }
` +
      service('shop/web', 'clusterIP: None, selector: { app: web }, ports: [{ port: 2380 }]') +
      ingressOf('web', `{ ${from('web')}, ports: [{ port: 2380 }] }`),
    status: 'reachable',
    clients: [0, true, false, false],
  },
  {
    title: 'a rule for pods that are not in the input is meant for somebody',
    yaml:
      web +
      client +
      toWeb +
      ingressOf(
        'web',
        '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 8080 }] }',
      ),
    status: 'reachable',
    clients: [0, false, false, true],
  },
  {
    title: 'the same rule on another port is not',
    yaml:
      web +
      client +
      toWeb +
      ingressOf(
        'web',
        '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }], ports: [{ port: 9100 }] }',
      ),
    status: 'unreachable',
    clients: [0, false, false, false],
  },
  {
    title: 'a contradictory selector admits nobody, here or elsewhere',
    yaml:
      web +
      client +
      toWeb +
      ingressOf(
        'web',
        '{ from: [{ podSelector: { matchExpressions: [{ key: a, operator: Exists }, { key: a, operator: DoesNotExist }] } }] }',
      ),
    status: 'unreachable',
    clients: [0, false, false, false],
  },
  {
    title: 'a rule on addresses may be meant for pods whose addresses nobody told',
    yaml: web + client + toWeb + ingressOf('web', '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }'),
    status: 'reachable',
    clients: [0, false, false, true],
  },
  {
    title: 'a load balancer by way of nodes: a node always reaches its pods',
    yaml:
      web +
      client +
      service('shop/web', 'type: LoadBalancer, selector: { app: web }, ports: [{ port: 80, targetPort: http }]') +
      ingressOf('web', ''),
    status: 'reachable',
    clients: [0, false, true, false],
  },
  {
    title: 'a ClusterIP is not open to outside, though policies would let it',
    yaml: web + toWeb + ingressOf('web', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }') + client,
    status: 'reachable',
    clients: [1, false, false, false],
  },
  {
    title: 'a pod on the host network is no client that counts: its node reaches every pod of it',
    yaml:
      web +
      toWeb +
      ingressOf('web', '') +
      `---
apiVersion: v1
kind: Pod
metadata: { name: exporter, namespace: shop, labels: { app: exporter } }
spec: { hostNetwork: true, containers: [{ name: m, image: i }] }
`,
    status: 'unreachable',
    clients: [0, false, false, false],
  },
];

describe('who reaches a Service port (semantics §1.14)', () => {
  it.each(ROWS)('$title', ({ yaml, status, clients, problems = [] }) => {
    const analysis = analyzeText(namespace('shop', 'team: shop') + yaml);
    expect(analysis.problems).toEqual([]);
    const port = portOf(analysis, 'shop/web');
    const { workloads, peers, external, strangers } = port.clients;
    expect([port.status, workloads, peers, external, strangers]).toEqual([status, ...clients]);
    const told = problemsText(port);
    for (const problem of problems) expect(told.some((text) => problem.test(text))).toBe(true);
  });

  it('names the clients where they are few', () => {
    const analysis = analyzeText(web + client + pod('shop/other', 'app: other') + toWeb);
    expect(portOf(analysis, 'shop/web').named().map(endpointName)).toEqual(['shop/client', 'shop/other']);
  });
});
