import { describe, expect, it } from 'vitest';
import { analyzeText, policy } from '../support/manifests.ts';
import { service } from './support.ts';
import { ofVariable, place, shop, wantedIn, wantedOf } from './wanted-support.ts';

describe('what is listed', () => {
  it('is the same host and port once, the first that says it', () => {
    const twice =
      'env: [{ name: A_URL, value: "http://api" }, { name: B_URL, value: "http://api:80" }, { name: C_URL, value: "https://api" }]';
    expect(wantedOf(shop(twice)).map((line) => line.replace(/\).*/, ')'))).toEqual([
      'api:80 TCP (env A_URL)',
      'api:443 TCP (env C_URL)',
    ]);
  });

  it('is of init containers and sidecars, too', () => {
    const init =
      'initContainers: [{ name: i, command: [sh, -c, "until nc -z db 5432; do sleep 1; done"] }, { name: s, restartPolicy: Always, env: [{ name: U, value: "http://api" }] }],';
    expect(wantedOf(shop('', '', init))).toEqual([
      'db:5432 TCP (command) allowed +shop/db:5432',
      'api:80 TCP (env U) allowed +shop/api:8080',
    ]);
  });

  it('is a pod by its name, on the ports of its Service', () => {
    const set = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: set, namespace: shop }
spec:
  replicas: 2
  serviceName: set
  template:
    metadata: { labels: { app: set } }
    spec: { containers: [{ name: main, ports: [{ containerPort: 5432 }] }] }
${service('shop/set', 'clusterIP: None, selector: { app: set }, ports: [{ port: 5432 }]')}`;
    const other = policy(
      'shop/set',
      'podSelector: { matchLabels: { app: set } }, ingress: [{ ports: [{ port: 9090 }] }]',
    );
    expect(ofVariable('DB_HOST', 'set-0.set', set)).toEqual([
      'set-0.set:5432 TCP (env DB_HOST) allowed +shop/set:5432',
    ]);
    expect(ofVariable('DB_HOST', 'set-0.set', set + other)).toEqual([
      'set-0.set:5432 TCP (env DB_HOST) blocked -shop/set:5432',
    ]);
    expect(ofVariable('DB_HOST', 'set-0.set:9090', set + other)).toEqual([
      'set-0.set:9090 TCP (env DB_HOST) no-such-port',
    ]);
  });

  it('is a Service of its own', () => {
    const own = service('shop/web', 'selector: { app: web }, ports: [{ port: 80 }]');
    expect(ofVariable('SELF_URL', 'http://web', own)).toEqual(['web:80 TCP (env SELF_URL) allowed +shop/web:80']);
  });

  it('is in the order of workloads, with places to the character', () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: { name: b }
spec:
  template:
    spec:
      containers:
      - name: main
        args: ["--api=http://api.example.com"]
        env:
        - name: DB_URL
          value: postgres://user:secret@db.example.com/x
        envFrom:
        - configMapRef: { name: c }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data:
  A_URL: http://a.example.com
---
apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: main, envFrom: [{ configMapRef: { name: c } }] }] }
`;
    const found = wantedIn(analyzeText(text));
    expect(found.map((each) => `${each.from.id} ${each.host} ${place(each)}`)).toEqual([
      'default/a[Pod] a.example.com 20:10',
      'default/b[Deployment] db.example.com 12:41',
      'default/b[Deployment] api.example.com 9:23',
      'default/b[Deployment] a.example.com 20:10',
    ]);
  });

  it('is once for all variants of a workload, and open where it is for each of them', () => {
    const set = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: set, namespace: shop }
spec:
  replicas: 2
  serviceName: set
  template:
    metadata: { labels: { app: set } }
    spec: { containers: [{ name: main, env: [{ name: API_URL, value: "http://api" }] }] }
`;
    const first = policy(
      'shop/first',
      'podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: set-0 } } }] }]',
    );
    expect(wantedOf(shop('', set + first))).toEqual(['api:80 TCP (env API_URL) partly-blocked -shop/api:8080']);
    expect(wantedOf(shop('', set))).toEqual(['api:80 TCP (env API_URL) allowed +shop/api:8080']);
  });

  it('depends on the DNS that the pod asks', () => {
    const fields = 'env: [{ name: API_URL, value: "http://api" }, { name: API, value: api }]';
    const [only, ...others] = wantedIn(analyzeText(shop(fields, '', 'hostNetwork: true,')));
    expect(others).toEqual([]);
    expect(only).toMatchObject({ host: 'api', status: 'no-such-name' });
    expect(only?.problem).toContain('ClusterFirstWithHostNet');
  });
});
