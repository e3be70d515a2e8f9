import { describe, expect, it } from 'vitest';
import { service } from './support.ts';
import { config, shop, wantedOf } from './wanted-support.ts';

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
