import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../report/support.ts';
import { runOn } from './on-manifests.ts';

const STORE = join(import.meta.dirname, '../../samples/storefront');
const read = (name: string): string => readFileSync(join(STORE, name), 'utf8');
const store = {
  'gateway.yaml': read('edge/gateway.yaml'),
  'data-plane.yaml': read('edge/data-plane.yaml'),
  'store.yaml': ['namespace', 'routes', 'web', 'api', 'orders-db', 'policies']
    .map((name) => read(`store/${name}.yaml`))
    .join('---\n'),
};
const run = runOn(store);

const INGRESS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec: { ingressClassName: house, defaultBackend: { service: { name: web, port: { number: 80 } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: none, ports: [{ containerPort: 8080 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: {}
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: front } } }] }]
`;

describe('netgraph services', () => {
  it('prints a table, what is wrong, and the ways in', async () => {
    const { code, stdout, stderr } = await run('services gateway.yaml data-plane.yaml store.yaml');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^SERVICE +TYPE +PORT +BACKENDS +REACHED BY +STATUS\n/);
    expect(stdout).toMatch(
      /^store\/orders-db +ClusterIP +postgres 5432 → pool \(6432\) +orders-db ×2 +nobody +unreachable$/m,
    );
    expect(stdout).toContain(
      'opens 5432, the port of the Service, but policies see the port that the pods listen on: 6432',
    );
    expect(stdout).toContain('store/storefront[HTTPRoute]\n  store.example.com:80 /api\n    → store/api:80  reachable');
  });

  it('shows the Services asked for, and the ways that lead to them', async () => {
    const { stdout } = await run('services gateway.yaml data-plane.yaml store.yaml --service store/web -o json');
    const report = JSON.parse(stdout) as Record<string, { id: string }[]>;
    expect(report['services']?.map(({ id }) => id)).toEqual(['store/web']);
    expect(report['entryPoints']?.map(({ id }) => id)).toEqual(['store/storefront[HTTPRoute]']);
    const inEdge = await run('services gateway.yaml data-plane.yaml store.yaml -n edge -o csv');
    expect(parseCsv(inEdge.stdout).map(([name]) => name)).toEqual(['service', 'edge/public-istio']);
  });

  it('refuses a Service that is not there', async () => {
    const { code, stderr } = await run('services store.yaml --service nothing');
    expect([code, stderr]).toEqual([2, 'error: --service nothing: there is no such Service in the input\n']);
  });

  it('names records in the domain of the cluster', async () => {
    const { stdout } = await run('services store.yaml --service api -o json --cluster-domain k8s.example');
    expect(stdout).toContain('"dnsNames":["api.store.svc.k8s.example"]');
  });
});

describe('netgraph list --services', () => {
  it('adds Services as destinations, and nothing but them where they are asked for', async () => {
    const { stdout } = await run('list gateway.yaml data-plane.yaml store.yaml --services --to store/api -q');
    expect(stdout.split('\n').filter((line) => line.includes('[Service]'))).toEqual([
      'edge/public-istio[Deployment] → store/api[Service]  TCP 80',
      'store/web[Deployment] → store/api[Service]  TCP 80',
    ]);
  });

  it('is no map of namespaces', async () => {
    const { code, stderr } = await run('list store.yaml --services --by namespace');
    expect([code, stderr]).toEqual([2, 'error: --services goes with --by workload only\n']);
  });
});

describe('--ingress-controller', () => {
  const ingress = runOn({ 'shop.yaml': INGRESS });

  it('says which pods serve an Ingress, though they are not in the input', async () => {
    const { stdout } = await ingress('list shop.yaml -q --ingress-controller front/app=proxy');
    expect(stdout).toContain('ingress-controller → shop/web[Pod]  TCP 8080\n');
    const other = await ingress('list shop.yaml -q --ingress-controller back/app=proxy');
    expect(other.stdout).not.toContain('ingress-controller →');
  });

  it.each(['front', 'front/', '/app=proxy'])('refuses %s', async (text) => {
    const { code, stderr } = await ingress(`list shop.yaml --ingress-controller ${text}`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --ingress-controller .*: give namespace\/selector\n/);
  });
});
