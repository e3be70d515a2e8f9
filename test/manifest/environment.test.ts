import { describe, expect, it } from 'vitest';
import { decodeText } from './documents.ts';
import { container, hosts, pod, settings } from './pods.ts';

describe('the environment', () => {
  it('is envFrom, then env, in order', () => {
    const at = (...steps: (string | number)[]): readonly unknown[] => ['spec', 'containers', 0, ...steps];
    const { environment } = settings(`
      env: [
        { name: DB_HOST, value: db },
        { name: DB_PORT, value: "5432" },
        { name: API, valueFrom: { configMapKeyRef: { name: settings, key: api } } },
        { name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } },
        { name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } },
        { name: CPU, valueFrom: { resourceFieldRef: { resource: limits.cpu } } },
        { name: LEVEL, value: "5" },
        { name: EMPTY } ],
      envFrom: [{ prefix: A_, configMapRef: { name: settings } }, { secretRef: { name: db } }, { configMapRef: { name: more } }]`);
    const path = at('env', 0, 'value');
    expect(environment).toEqual([
      { type: 'config-map', prefix: 'A_', configMap: 'settings', path: at('envFrom', 0, 'configMapRef') },
      { type: 'config-map', prefix: '', configMap: 'more', path: at('envFrom', 2, 'configMapRef') },
      { type: 'value', name: 'DB_HOST', mentions: [{ host: 'db', isExplicit: true, text: 'db', path }], path },
      { type: 'value', name: 'DB_PORT', mentions: [], port: 5432, path: at('env', 1, 'value') },
      {
        type: 'config-key',
        name: 'API',
        configMap: 'settings',
        key: 'api',
        path: at('env', 2, 'valueFrom', 'configMapKeyRef'),
      },
      { type: 'unknown', name: 'PASSWORD' },
      { type: 'unknown', name: 'NODE' },
      { type: 'unknown', name: 'CPU' },
      { type: 'unknown', name: 'LEVEL' },
      { type: 'unknown', name: 'EMPTY' },
    ]);
  });

  it.each<[name: string, env: string, expected: string[]]>([
    ['earlier values', '[{ name: H, value: db }, { name: U, value: "http://$(H):80" }]', ['db', 'db:80']],
    [
      'values of values',
      '[{ name: A, value: db }, { name: B, value: $(A).shop }, { name: U, value: "http://$(B)" }]',
      ['db', 'db.shop', 'db.shop:80'],
    ],
    ['no later values', '[{ name: U, value: "http://$(H)" }, { name: H, value: db }]', ['$(H):80', 'db']],
    [
      'no values of others',
      '[{ name: H, valueFrom: { configMapKeyRef: { name: a, key: b } } }, { name: U, value: "http://$(H)" }]',
      ['$(H):80'],
    ],
    [
      'the latest value',
      '[{ name: H, value: a }, { name: H, value: b }, { name: U, value: "http://$(H)" }]',
      ['a', 'b', 'b:80'],
    ],
    [
      'no value that a Secret hides',
      '[{ name: H, value: a }, { name: H, valueFrom: { secretKeyRef: {} } }, { name: U, value: "http://$(H)" }]',
      ['a', '$(H):80'],
    ],
    [
      'ports',
      '[{ name: P, value: "81" }, { name: U, value: "http://db:$(P)" }, { name: V, value: "http://db:$(Q)" }]',
      ['db:81', 'db:$(Q)'],
    ],
    ['not what is escaped', '[{ name: H, value: a }, { name: U, value: "http://$$(H):80" }]', ['a']],
  ])('puts in the place of references %s', (_, env, expected) => {
    const { environment } = settings(`env: ${env}`);
    expect(environment.flatMap((entry) => (entry.type === 'value' ? hosts(entry.mentions) : []))).toEqual(expected);
  });

  it('puts values into arguments', () => {
    const { arguments: found } = settings(
      'env: [{ name: H, value: db }], command: [app, "--db-host=$(H)"], args: ["--api-url", "http://$(API_SERVICE_HOST):$(P)"]',
    );
    expect(found).toEqual([
      {
        host: '$(API_SERVICE_HOST)',
        port: '$(P)',
        scheme: 'http',
        isExplicit: true,
        text: 'http://$(API_SERVICE_HOST):$(P)',
        path: ['spec', 'containers', 0, 'args', 1],
      },
      { host: 'db', isExplicit: true, text: 'db', path: ['spec', 'containers', 0, 'command', 1] },
    ]);
  });

  it('does not grow without end', () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) => `{ name: A${index + 1}, value: "$(A${index})$(A${index})" }`,
    );
    const started = performance.now();
    container(`env: [{ name: A0, value: abcdefgh }, ${doubled.join()}]`);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('reads a number that was meant as text', () => {
    expect(settings('env: [{ name: DB_PORT, value: 5432 }]').environment).toMatchObject([{ port: 5432 }]);
  });
});

describe('secrets', () => {
  const CANARY = 's3cr3t-canary';
  const json = (text: string): string =>
    JSON.stringify(decodeText(text), (_, value: unknown) => {
      if (typeof value === 'bigint') return value.toString();
      return value instanceof Map ? [...value] : value;
    });

  it.each<[name: string, text: string]>([
    [
      'in URLs',
      pod(
        `containers: [{ env: [{ name: DATABASE_URL, value: "postgres://${CANARY}:${CANARY}@db/${CANARY}?p=${CANARY}" }] }]`,
      ),
    ],
    [
      'in plain settings',
      pod(
        `containers: [{ env: [{ name: DB_PASSWORD, value: ${CANARY} }, { name: API_TOKEN, value: ${CANARY} }, { name: ANY, value: "${CANARY}/X" }] }]`,
      ),
    ],
    [
      'in arguments',
      pod(
        `containers: [{ command: [app, --password, ${CANARY}], args: ["--token=${CANARY}", -p, ${CANARY}, ${CANARY}] }]`,
      ),
    ],
    [
      'in values that others refer to',
      pod(
        `containers: [{ env: [{ name: PASSWORD, value: ${CANARY} }, { name: U, value: "redis://:$(PASSWORD)@db" }], args: [-a, $(PASSWORD)] }]`,
      ),
    ],
    [
      'in Secrets',
      `{ apiVersion: v1, kind: Secret, metadata: { name: a }, data: { k: ${CANARY} }, stringData: { k: ${CANARY} } }`,
    ],
    [
      'in ConfigMaps',
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { password: ${CANARY}, url: "http://${CANARY}:${CANARY}@db", "a.conf": "password: ${CANARY}\\nurl: http://x:${CANARY}@db\\n" }, binaryData: { k: ${CANARY} } }`,
    ],
    ['in what is wrong', pod(`containers: [{ env: [{ name: PASSWORD, value: [${CANARY}] }] }]`)],
    [
      'in ConfigMaps that are wrong',
      `{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { password: [${CANARY}] } }`,
    ],
  ])('%s are not kept', (_, text) => {
    expect(json(text)).not.toContain(CANARY);
  });
});
