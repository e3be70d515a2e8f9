import { describe, expect, it } from 'vitest';
import { analyzeText, policy } from '../support/manifests.ts';
import { service } from './support.ts';
import { closed, ofVariable, shop, wantedIn } from './wanted-support.ts';

describe('a host that a variable names', () => {
  it.each<[name: string, value: string, expected: string]>([
    ['DB_HOST', 'db', 'db:5432 TCP (env DB_HOST) allowed +shop/db:5432'],
    ['API_URL', 'http://api', 'api:80 TCP (env API_URL) allowed +shop/api:8080'],
    [
      'API_URL',
      'http://api.shop.svc.cluster.local/x',
      'api.shop.svc.cluster.local:80 TCP (env API_URL) allowed +shop/api:8080',
    ],
    ['API_URL', 'http://api:8080', 'api:8080 TCP (env API_URL) no-such-port'],
    ['FAR', 'far.other', 'far.other:80 TCP (env FAR) allowed +other/far:8080'],
    ['FAR_HOST', 'far', 'far:any TCP (env FAR_HOST) no-such-name'],
    ['API', 'api:8081', 'api:8081 TCP (env API) no-such-port'],
    ['API', 'api', 'api:80 TCP (env API) allowed +shop/api:8080'],
    ['MULTI_HOST', 'multi', 'multi:any TCP (env MULTI_HOST) allowed +shop/api:8080'],
    ['DNS', 'udp://dns:53', 'dns:53 UDP (env DNS) allowed +shop/db:5353'],
    ['DNS', 'dns:53', 'dns:53 UDP (env DNS) allowed +shop/db:5353'],
    ['DNS', 'tcp://dns:54', 'dns:54 TCP (env DNS) no-such-port'],
    ['ALL', 'pods:8080', 'pods:8080 TCP (env ALL) allowed +shop/api:8080'],
    ['ALL', 'pods:80', 'pods:80 TCP (env ALL) no-such-port'],
    ['ALL', 'pods:9090', 'pods:9090 TCP (env ALL) allowed +shop/api:9090'],
    ['ALL_HOST', 'pods', 'pods:8080 TCP (env ALL_HOST) allowed +shop/api:8080'],
    ['NONE_HOST', 'empty', 'empty:80 TCP (env NONE_HOST) blocked'],
    ['PARTNER', 'http://partner', 'partner:80 TCP (env PARTNER) outside'],
    ['PARTNER', 'https://api.example.com', 'api.example.com:443 TCP (env PARTNER) outside'],
    ['SELF', 'http://10.96.0.7', '10.96.0.7:80 TCP (env SELF) allowed +shop/api:8080'],
    ['THERE', 'http://203.0.113.5', '203.0.113.5:80 TCP (env THERE) outside'],
  ])('%s=%s', (name, value, expected) => {
    expect(ofVariable(name, value)).toEqual([expected]);
  });

  it.each<[name: string, value: string]>([
    ['MODE', 'production'],
    ['IMAGE', 'db:5432'],
    ['ANYTHING', 'nothing:80'],
    ['ANYTHING', 'www.example.com'],
    ['ANYTHING', '10.1.2.3'],
    ['NO_PROXY', 'db,api.shop.svc'],
    ['DB_HOST', '$(NOWHERE)'],
    ['DB_HOST', 'localhost'],
    ['ANYTHING', 'db:16'],
    ['API_SERVER', 'https://kubernetes.default.svc'],
  ])('%s=%s names none', (name, value) => {
    expect(ofVariable(name, value)).toEqual([]);
  });

  it('says why it does not work', () => {
    const problem = (value: string, more = ''): (string | undefined)[] =>
      wantedIn(analyzeText(shop(`env: [{ name: TARGET_URL, value: "${value}" }]`, more))).map((each) => each.problem);
    expect(problem('http://api:8080')).toEqual([
      'Service shop/api has no port 8080; it has 80 (http), and 8080 is the target port of 80 (http)',
    ]);
    expect(problem('http://api', closed('api'))).toEqual(['policies close TCP 8080 of shop/api to it']);
    expect(problem('http://partner', policy('shop/out', 'podSelector: {}, policyTypes: [Egress]'))).toEqual([
      'policies close TCP 80 of every address outside the cluster to it',
    ]);
    expect(problem('http://203.0.113.5', policy('shop/out', 'podSelector: {}, policyTypes: [Egress]'))).toEqual([
      'policies close TCP 80 of 203.0.113.5 to it',
    ]);
    expect(problem('http://empty')).toEqual([
      'no pod is behind Service shop/empty: its selector app=none matches no pod of namespace shop',
    ]);
    expect(problem('http://far')[0]).toContain('one in other');
    expect(problem('http://api')).toEqual([undefined]);
  });
});

describe('policies', () => {
  it('close it', () => {
    expect(ofVariable('DB_HOST', 'db', closed('db'))).toEqual(['db:5432 TCP (env DB_HOST) blocked -shop/db:5432']);
  });

  it('are asked on the port of the pods', () => {
    const open = (port: number): string =>
      policy('shop/api', `podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: ${port} }] }]`);
    expect(ofVariable('API_URL', 'http://api', open(8080))).toEqual([
      'api:80 TCP (env API_URL) allowed +shop/api:8080',
    ]);
    expect(ofVariable('API_URL', 'http://api', open(80))).toEqual(['api:80 TCP (env API_URL) blocked -shop/api:8080']);
  });

  it('may close some pods behind a Service', () => {
    const both = service('shop/both', 'selector: { tier: back }, ports: [{ port: 80, targetPort: 8080 }]');
    const pods = ['one', 'two'].map(
      (name) =>
        `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { tier: back, app: ${name} } }\nspec: { containers: [{ name: main }] }\n`,
    );
    expect(ofVariable('U', 'http://both', both + pods.join('') + closed('two'))).toEqual([
      'both:80 TCP (env U) partly-blocked +shop/one:8080 -shop/two:8080',
    ]);
  });

  it('let something outside be reached, or nothing', () => {
    const out = (cidr: string): string =>
      policy(
        'shop/out',
        `podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }], ports: [{ port: 443 }] }]`,
      );
    const some = out('203.0.113.0/24');
    expect(ofVariable('U', 'https://api.example.com', some)).toEqual(['api.example.com:443 TCP (env U) outside']);
    expect(ofVariable('U', 'http://api.example.com', some)).toEqual(['api.example.com:80 TCP (env U) outside-blocked']);
    expect(ofVariable('U', 'https://203.0.113.5', some)).toEqual(['203.0.113.5:443 TCP (env U) outside']);
    expect(ofVariable('U', 'https://198.51.100.5', some)).toEqual(['198.51.100.5:443 TCP (env U) outside-blocked']);
  });

  it('that close the DNS of the cluster close every name, but no address', () => {
    const dns = `---
apiVersion: v1
kind: Pod
metadata: { name: dns, namespace: kube-system, labels: { k8s-app: kube-dns } }
spec: { containers: [{ name: main, ports: [{ containerPort: 53, protocol: UDP }] }] }
${service('kube-system/kube-dns', 'selector: { k8s-app: kube-dns }, ports: [{ port: 53, protocol: UDP }]')}`;
    const only = policy(
      'shop/web',
      'podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }]',
    );
    const analysis = analyzeText(
      shop(
        'env: [{ name: A, value: "http://api" }, { name: B, value: "http://10.96.0.7" }, { name: C, value: "http://example.com" }]',
        dns + only,
      ),
    );
    expect(
      wantedIn(analysis).map(({ host, status, problem }) => `${host} ${status} ${problem?.slice(0, 37) ?? ''}`),
    ).toEqual([
      'api blocked policies close the DNS of the cluster',
      '10.96.0.7 allowed ',
      'example.com outside-blocked policies close the DNS of the cluster',
    ]);
  });
});
