import { describe, expect, it } from 'vitest';
import { analyzeText, policy } from '../support/manifests.ts';
import { service } from './support.ts';
import { closed, config, ofVariable, place, shop, wantedIn, wantedOf } from './wanted-support.ts';

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
    expect(problem('http://far')[0]).toMatch(/other\/far/);
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

describe('the environment of a container', () => {
  const host = 'env: [{ name: DB_HOST, value: db }]';

  it.each<[name: string, fields: string, more: string, expected: string[]]>([
    [
      'pairs a host with its port',
      'env: [{ name: API_HOST, value: pods }, { name: API_PORT, value: "9090" }]',
      '',
      ['pods:9090 TCP (env API_HOST)'],
    ],
    [
      'pairs by the words around',
      'env: [{ name: API_SERVICE_HOST, value: pods }, { name: API_SERVICE_PORT, value: "9090" }, { name: API_PORT, value: "8080" }]',
      '',
      ['pods:9090 TCP (env API_SERVICE_HOST)'],
    ],
    [
      'takes no port of its own for that of others',
      'env: [{ name: HOST, value: pods }, { name: PORT, value: "9090" }]',
      '',
      ['pods:8080 TCP (env HOST)'],
    ],
    [
      'leaves a port that is said alone',
      'env: [{ name: API_URL, value: "http://pods:8080" }, { name: API_PORT, value: "9090" }]',
      '',
      ['pods:8080 TCP (env API_URL)'],
    ],
    [
      'reads whole ConfigMaps',
      'envFrom: [{ configMapRef: { name: c } }]',
      config('c', '{ API_HOST: pods, API_PORT: "9090" }'),
      ['pods:9090 TCP (envFrom shop/c API_HOST)'],
    ],
    [
      'with a prefix',
      'envFrom: [{ prefix: MY_, configMapRef: { name: c } }]',
      config('c', '{ API_URL: "http://api" }'),
      ['api:80 TCP (envFrom shop/c MY_API_URL)'],
    ],
    [
      'reads keys of ConfigMaps',
      'env: [{ name: X, valueFrom: { configMapKeyRef: { name: c, key: url } } }]',
      config('c', '{ url: "http://api", other: "http://db" }'),
      ['api:80 TCP (env X of shop/c)'],
    ],
    [
      'pairs over ConfigMaps',
      'envFrom: [{ configMapRef: { name: c } }, { configMapRef: { name: d } }]',
      config('c', '{ API_HOST: pods }') + config('d', '{ API_PORT: "9090" }'),
      ['pods:9090 TCP (envFrom shop/c API_HOST)'],
    ],
    [
      'prefers env to envFrom',
      `${host}, envFrom: [{ configMapRef: { name: c } }]`,
      config('c', '{ DB_HOST: api }'),
      ['db:5432 TCP (env DB_HOST)'],
    ],
    [
      'prefers the later source',
      'envFrom: [{ configMapRef: { name: c } }, { configMapRef: { name: d } }]',
      config('c', '{ X_HOST: db }') + config('d', '{ X_HOST: api }'),
      ['api:80 TCP (envFrom shop/d X_HOST)'],
    ],
    [
      'knows that a value without a host hides one',
      'env: [{ name: X_HOST, value: "" }], envFrom: [{ configMapRef: { name: c } }]',
      config('c', '{ X_HOST: db }'),
      [],
    ],
    [
      'knows that a Secret hides one',
      'env: [{ name: X_HOST, valueFrom: { secretKeyRef: { name: s, key: k } } }], envFrom: [{ configMapRef: { name: c } }]',
      config('c', '{ X_HOST: db }'),
      [],
    ],
    [
      'puts ConfigMaps into references',
      'envFrom: [{ configMapRef: { name: c } }], env: [{ name: U, value: "http://$(API_HOST):$(API_PORT)/x" }]',
      config('c', '{ API_HOST: pods, API_PORT: "9090" }'),
      ['pods:9090 TCP (env U)'],
    ],
    [
      'puts URLs into references',
      'envFrom: [{ configMapRef: { name: c } }], args: [--url, "$(API_URL)/x"]',
      config('c', '{ API_URL: "http://api" }'),
      ['api:80 TCP (args)'],
    ],
    [
      'puts parts together',
      'envFrom: [{ configMapRef: { name: c } }], env: [{ name: U, value: "http://$(NAME_HOST).shop.svc" }]',
      config('c', '{ NAME_HOST: api }'),
      ['api.shop.svc:80 TCP (env U)', 'api:80 TCP (envFrom shop/c NAME_HOST)'],
    ],
    ['reads no ConfigMap that it does not use', host, config('c', '{ API_HOST: api }'), ['db:5432 TCP (env DB_HOST)']],
    [
      'reads no ConfigMap of another namespace',
      'envFrom: [{ configMapRef: { name: c } }]',
      config('c', '{ API_HOST: api }').replace('shop', 'other'),
      [],
    ],
    [
      'reads commands and arguments',
      'command: [app, --db-host=db], args: ["http://api"]',
      '',
      ['api:80 TCP (args)', 'db:5432 TCP (command)'],
    ],
  ])('%s', (_, fields, more, expected) => {
    expect(wantedOf(shop(fields, more)).map((line) => line.replace(/\).*/, ')'))).toEqual(expected);
  });

  it.each<[value: string, expected: string[]]>([
    ['http://$(API_SERVICE_HOST):$(API_SERVICE_PORT)', ['api.shop.svc:80 TCP allowed']],
    ['http://$(API_SERVICE_HOST)', ['api.shop.svc:80 TCP allowed']],
    ['$(API_SERVICE_HOST):$(API_SERVICE_PORT_HTTP)', ['api.shop.svc:80 TCP allowed']],
    ['$(API_PORT)', ['api.shop.svc:80 TCP allowed']],
    ['$(MULTI_PORT_90_TCP_ADDR):$(MULTI_PORT_90_TCP_PORT)', ['multi.shop.svc:90 TCP allowed']],
    ['$(PODS_SERVICE_HOST):80', []],
    ['$(PARTNER_SERVICE_HOST):80', []],
    ['$(FAR_SERVICE_HOST):80', []],
    ['$(KUBERNETES_SERVICE_HOST):$(KUBERNETES_SERVICE_PORT)', ['kubernetes.default.svc:443 TCP allowed']],
  ])('has the variables of Services: %s', (value, expected) => {
    const api =
      service('default/kubernetes', 'ports: [{ name: https, port: 443, targetPort: 6443 }]') +
      `---
apiVersion: v1
kind: Endpoints
metadata: { name: kubernetes, namespace: default }
subsets: [{ addresses: [{ ip: 203.0.113.9 }], ports: [{ name: https, port: 6443 }] }]
`;
    const lines = (spec: string): string[] =>
      wantedOf(shop(`env: [{ name: TARGET, value: "${value}" }]`, api, spec)).map((line) =>
        line.replace(/\(.*\) (\S+).*/, '$1'),
      );
    expect(lines('')).toEqual(expected);
    const isAlways = value.includes('KUBERNETES');
    expect(lines('enableServiceLinks: false,')).toEqual(isAlways ? expected : []);
  });
});

describe('files', () => {
  const file = config(
    'c',
    '{ app.yaml: "db:\\n  host: db\\n  port: 5432\\n", more.conf: "url=http://api/x\\n", API_HOST: pods, API_PORT: "9090" }',
  );
  const mounted = (volume: string, mount = ''): string[] =>
    wantedOf(shop(`volumeMounts: [{ name: v${mount} }]`, file, `volumes: [{ name: v, ${volume} }],`)).map((line) =>
      line.replace(/\).*/, ')'),
    );

  it('are the ConfigMaps that a container mounts', () => {
    expect(mounted('configMap: { name: c }')).toEqual([
      'db:5432 TCP (file app.yaml of shop/c)',
      'api:80 TCP (file more.conf of shop/c)',
      'pods:9090 TCP (file API_HOST of shop/c)',
    ]);
    expect(mounted('configMap: { name: c, items: [{ key: more.conf, path: x }] }')).toEqual([
      'api:80 TCP (file more.conf of shop/c)',
    ]);
    expect(mounted('configMap: { name: c }', ', subPath: app.yaml')).toEqual(['db:5432 TCP (file app.yaml of shop/c)']);
    expect(mounted('configMap: { name: missing }')).toEqual([]);
  });
});

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

  it('is once for all variants of a workload, and open where it is for each', () => {
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
    expect(wantedOf(shop('', set + first))).toEqual(['api:80 TCP (env API_URL) blocked -shop/api:8080']);
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
