import { describe, expect, it } from 'vitest';
import { analyzeText, pod } from '../support/manifests.ts';
import { backendsText, portOf, problemsText, service } from './support.ts';

const http = ', ports: [{ name: http, containerPort: 8080 }]';
const http9 = ', ports: [{ name: http, containerPort: 9090 }]';
const httpUdp = ', ports: [{ name: http, containerPort: 8080, protocol: UDP }]';

const deployment = (name: string, replicas: number, labels: string, containers: string): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { ${labels} } }
  template: { metadata: { labels: { ${labels} } }, spec: { ${containers} } }
`;

const CASES: readonly (readonly [title: string, yaml: string, backends: string, status: string])[] = [
  [
    'a number is used as it is, declared or not',
    pod('a', 'app: a') + service('s', 'selector: { app: a }, ports: [{ port: 80, targetPort: 7000 }]'),
    'default/a:7000 100%',
    'reachable',
  ],
  [
    'without a target port the port itself',
    pod('a', 'app: a') + service('s', 'selector: { app: a }, ports: [{ port: 80 }]'),
    'default/a:80 100%',
    'reachable',
  ],
  [
    'a name is resolved pod by pod, and pods may differ in number (vector 10)',
    pod('a', 'app: a', http) +
      pod('b', 'app: a', http9) +
      pod('c', 'app: a', httpUdp) +
      service('s', 'selector: { app: a }, ports: [{ port: 80, targetPort: http }]'),
    'default/a:8080 50%, default/b:9090 50%',
    'reachable',
  ],
  [
    'a TCP name for a UDP port is no target',
    pod('c', 'app: a', httpUdp) + service('s', 'selector: { app: a }, ports: [{ port: 80, targetPort: http }]'),
    '',
    'unresolved-port',
  ],
  [
    'every label of the selector is needed',
    pod('a', 'app: a') +
      pod('b', 'app: a, tier: x') +
      service('s', 'selector: { app: a, tier: x }, ports: [{ port: 80 }]'),
    'default/b:80 100%',
    'reachable',
  ],
  [
    'pods of another namespace are never selected',
    pod('other/a', 'app: a') + service('s', 'selector: { app: a }, ports: [{ port: 80 }]'),
    '',
    'no-backends',
  ],
  ['no selector and nothing written', pod('a', 'app: a') + service('s', 'ports: [{ port: 80 }]'), '', 'no-backends'],
  [
    'sidecars count, other init containers do not',
    deployment(
      'a',
      1,
      'app: a',
      `containers: [{ name: m, image: i }], initContainers: [{ name: side, image: i, restartPolicy: Always${http} }]`,
    ) +
      deployment(
        'b',
        1,
        'app: a',
        `containers: [{ name: m, image: i }], initContainers: [{ name: init, image: i${http} }]`,
      ) +
      service('s', 'selector: { app: a }, ports: [{ port: 80, targetPort: http }]'),
    'default/a:8080 100%',
    'reachable',
  ],
  [
    'connections are spread over pods, not over workloads',
    deployment('a', 3, 'app: a', 'containers: [{ name: m, image: i }]') +
      deployment('b', 1, 'app: a', 'containers: [{ name: m, image: i }]') +
      service('s', 'selector: { app: a }, ports: [{ port: 80 }]'),
    'default/a:80 75%, default/b:80 25%',
    'reachable',
  ],
  [
    'a pod on the host network is an endpoint as any other',
    `---
apiVersion: v1
kind: Pod
metadata: { name: h, labels: { app: a } }
spec: { hostNetwork: true, containers: [{ name: m, image: i }] }
` + service('s', 'selector: { app: a }, ports: [{ port: 80 }]'),
    'default/h:80 100%',
    'reachable',
  ],
  [
    'a headless Service without ports leads to any port',
    pod('a', 'app: a') + service('s', 'clusterIP: None, selector: { app: a }'),
    'default/a:any 100%',
    'reachable',
  ],
  [
    'an ExternalName ignores its selector',
    pod('a', 'app: a') + service('s', 'type: ExternalName, externalName: db.example.com, selector: { app: a }'),
    '',
    'external-name',
  ],
];

describe('what a Service port leads to (semantics §1.12 and §1.13)', () => {
  it.each(CASES)('%s', (_title, yaml, backends, status) => {
    const analysis = analyzeText(yaml + pod('client', 'app: client'));
    const [first] = analysis.overview.services;
    if (first?.service.resource.serviceType === 'ExternalName') expect(first.ports).toEqual([]);
    else {
      expect(analysis.problems).toEqual([]);
      const port = portOf(analysis, 'default/s');
      expect(backendsText(port)).toBe(backends);
      expect(port.status).toBe(status);
    }
  });

  it('names the pods that do not serve a port, and why', () => {
    const analysis = analyzeText(
      pod('a', 'app: a', http) +
        pod('b', 'app: a') +
        pod('c', 'app: a', httpUdp) +
        service('s', 'selector: { app: a }, ports: [{ port: 80, targetPort: http }]'),
    );
    expect(problemsText(portOf(analysis, 'default/s'))).toEqual([
      '20:51 problem: default/b has no port named http, and the port http of default/c is not TCP, so it is left out',
    ]);
  });

  it('selects a pod of a StatefulSet by its name', () => {
    const analysis = analyzeText(
      `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  replicas: 3
  serviceName: db
  selector: { matchLabels: { app: db } }
  template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: m, image: i }] } }
` +
        service('one', 'selector: { statefulset.kubernetes.io/pod-name: db-1 }, ports: [{ port: 80 }]') +
        service('all', 'selector: { app: db }, ports: [{ port: 80 }]'),
    );
    expect(backendsText(portOf(analysis, 'default/one'))).toBe('default/db (db-1):80 100%');
    expect(backendsText(portOf(analysis, 'default/all'))).toBe('default/db:80 67%, default/db (db-1):80 33%');
  });
});
