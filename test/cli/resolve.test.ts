import { describe, expect, it } from 'vitest';
import { runOn } from './on-manifests.ts';
import { SHOP } from './resolve-manifests.ts';

const run = runOn({ 'shop.yaml': SHOP });

describe('the whole way for people', () => {
  it('to pods of which policies close some', async () => {
    const { stdout, code } = await run('resolve http://user:secret@api/v1 shop.yaml --from shop/web');
    expect(code).toBe(1);
    expect(stdout).toBe(`PARTLY BLOCKED  shop/web → api:80

Name: api
  api.shop.svc.cluster.local: A/AAAA, the Service's address 10.96.0.10 (shop.yaml:1:1)
Service: shop/api, ClusterIP (shop.yaml:1:1)
Port: TCP 80 (http) → target port web (shop.yaml:8:7)
  shop/api on TCP 8080 (declared at shop.yaml:23:15), 3 pods, 75% of the connections: allowed
    Egress from shop/web: allowed
      No policy selects it for egress.
    Ingress to shop/api: allowed
      Allowed by rule spec.ingress[0] of shop/api[NetworkPolicy] (shop.yaml:40:7).
  shop/canary on TCP 8081 (declared at shop.yaml:32:15), 1 pod, 25% of the connections: denied
    Egress from shop/web: allowed
      No policy selects it for egress.
    Ingress to shop/canary: denied
      Isolated, and no rule of these policies lets shop/web in:
        shop/api[NetworkPolicy] (shop.yaml:34:1)
      Nearest: api opens TCP 8080, not TCP 8081 (shop.yaml:40:7)
`);
  });

  it('to a headless Service by a port that nothing translates', async () => {
    const { stdout, code } = await run('resolve db.data:5432 shop.yaml --from shop/web');
    expect(code).toBe(1);
    expect(stdout).toBe(`NO SUCH PORT  shop/web → db.data:5432

Name: db.data
  db.data.shop.svc.cluster.local: nothing in the cluster
  db.data.svc.cluster.local: A/AAAA, each ready pod (shop.yaml:42:1)
Service: data/db, headless (shop.yaml:42:1)
Port: TCP 5432 on the pods themselves
Ends here: nothing listens on 5432: Service data/db is headless and translates no ports, so clients must use 5433 (shop.yaml:45:69)
`);
  });

  it('to one pod of a StatefulSet', async () => {
    const { stdout, code } = await run('resolve db-1.db.data:5433 shop.yaml --from shop/web');
    expect(code).toBe(0);
    expect(stdout).toBe(`ALLOWED  shop/web → db-1.db.data:5433

Name: db-1.db.data
  db-1.db.data.shop.svc.cluster.local: nothing in the cluster
  db-1.db.data.svc.cluster.local: A/AAAA, pod db-1 of data/db (shop.yaml:47:1)
Service: data/db, headless (shop.yaml:42:1)
Pod: db-1
Port: TCP 5433 on the pods themselves (shop.yaml:45:57)
  data/db on TCP 5433 (declared at shop.yaml:56:61): allowed
    Egress from shop/web: allowed
      No policy selects it for egress.
    Ingress to data/db: allowed
      No policy selects it for ingress.
`);
  });

  it('out of the cluster, where policies close it', async () => {
    const { stdout, code } = await run('resolve mail:25 shop.yaml --from shop/shut');
    expect(code).toBe(1);
    expect(stdout).toContain(`BLOCKED  shop/shut → mail:25

Name: mail
  mail.shop.svc.cluster.local: CNAME, mail.example.com (shop.yaml:61:29)
Outside the cluster: mail.example.com
  0.0.0.0/0 on TCP 25: denied
    Egress from shop/shut: denied
      Isolated, and no rule of these policies lets it out to 0.0.0.0/0:
        shop/shut[NetworkPolicy] (shop.yaml:78:1)
`);
  });

  it('to a name that the resolver of the node does not know', async () => {
    const { stdout, code } = await run('resolve api shop.yaml --from shop/host');
    expect(code).toBe(1);
    expect(stdout).toBe(`NO SUCH NAME  shop/host → api

Name: api
  api: nothing in the cluster
Ends here: on the host network, dnsPolicy ClusterFirst asks the resolver of the node, which does not know api.shop.svc.cluster.local; dnsPolicy: ClusterFirstWithHostNet asks the cluster's (shop.yaml:76:1)
`);
  });

  it('with the port left out', async () => {
    const { stdout } = await run('resolve db.data shop.yaml --from shop/web');
    expect(stdout).toContain(`Port: TCP 5433 (pg) on the pods themselves (shop.yaml:45:57)
  A headless Service translates no ports: clients must not use 5432.
`);
  });
});

describe('the whole way as data', () => {
  it('has name, records, Service, ports and backends with their verdicts', async () => {
    const { stdout, code } = await run('resolve api:http shop.yaml --from shop/web -o json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      name: 'api',
      port: 'http',
      from: 'shop/web[Pod]',
      status: 'partly-blocked',
      service: {
        id: 'shop/api',
        type: 'ClusterIP',
        headless: false,
        location: { file: 'shop.yaml', line: 1, column: 1 },
      },
      tried: ['api.shop.svc.cluster.local'],
      records: [{ name: 'api.shop.svc.cluster.local', type: 'A/AAAA', location: { line: 1 } }],
      ports: [
        {
          status: 'partly-blocked',
          port: 80,
          protocol: 'TCP',
          name: 'http',
          targetPort: 'web',
          location: { file: 'shop.yaml', line: 8, column: 7 },
          backends: [
            {
              endpoint: 'shop/api[Deployment]',
              port: 8080,
              replicas: 3,
              share: 0.75,
              allowed: true,
              declaredAt: { line: 23 },
            },
            { endpoint: 'shop/canary[Pod]', port: 8081, replicas: 1, share: 0.25, allowed: false, ports: {} },
          ],
          unresolved: [],
          silent: [],
        },
      ],
      external: [],
      assumptions: [],
    });
  });

  it.each<[name: string, what: object]>([
    ['db-0.db.data', { status: 'allowed', pod: 'db-0', service: { id: 'data/db', headless: true } }],
    [
      'nobody',
      {
        status: 'no-such-name',
        ports: [],
        problem: { message: expect.stringContaining('no Service nobody') as string },
      },
    ],
    ['mail:25', { status: 'outside', outside: 'mail.example.com', external: [{ allowed: true }, { allowed: true }] }],
    [
      '10-0-0-9.data.pod',
      { status: 'allowed', address: '10.0.0.9', ports: [{ backends: [{ endpoint: 'external/0' }] }] },
    ],
    ['db.data:5432', { ports: [{ problem: { type: 'not-translated', location: { line: 45, column: 69 } } }] }],
  ])('of %s', async (name, what) => {
    const { stdout } = await run(`resolve ${name} shop.yaml --from shop/web -o json`);
    expect(JSON.parse(stdout)).toMatchObject(what);
  });
});
