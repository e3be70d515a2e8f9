import { describe, expect, it } from 'vitest';
import { runOn } from './on-manifests.ts';
import { SHOP } from './shop-services.ts';

const run = runOn({ 'shop.yaml': SHOP });

const heads = (text: string): string[] =>
  text.split('\n').filter((line) => / is |^[A-Z]{4,} /.test(line) && !line.startsWith(' '));

const API = 'is shop/api (shop.yaml:20:64)';
const API_80 = (asked: string): string[] => [
  `${asked} ${API}, target port 8080`,
  'ALLOWED  shop/web → shop/api-1 on TCP 8080',
  `${asked} ${API}, target port 8081`,
  'DENIED  shop/web → shop/api-2 on TCP 8081',
];

describe('a name after --to', () => {
  it('is asked for each backend on its target port, with the translation above each answer', async () => {
    const { stdout, stderr, code } = await run('query shop.yaml --from shop/web --to api:80');
    expect(code).toBe(0);
    expect(stdout).toBe(`api:80 is shop/api (shop.yaml:20:64), target port 8080
ALLOWED  shop/web → shop/api-1 on TCP 8080

  Egress from shop/web: allowed
    No policy selects it for egress.
  Ingress to shop/api-1: allowed
    Allowed by rule spec.ingress[0] of shop/api[NetworkPolicy] (shop.yaml:40:63).

api:80 is shop/api (shop.yaml:20:64), target port 8081
DENIED  shop/web → shop/api-2 on TCP 8081

  Egress from shop/web: allowed
    No policy selects it for egress.
  Ingress to shop/api-2: denied
    Isolated, and no rule of these policies lets shop/web in:
      shop/api[NetworkPolicy] (shop.yaml:37:1)
    Nearest: api opens TCP 8080, not TCP 8081 (shop.yaml:40:63)
`);
    expect(stderr).toBe('note: shop/api-3 has no port web, so Service shop/api leaves it out\n');
  });

  it.each<[to: string, heads: string[]]>([
    ['http://user:secret@api/v1', API_80('api:80')],
    ['API:80', API_80('api:80')],
    ['api:http', API_80('api:http')],
    ['api.shop.svc.cluster.local:80', API_80('api.shop.svc.cluster.local:80')],
    ['svc/api:http', API_80('svc/api:http')],
    ['service/api:80', API_80('service/api:80')],
    ['shop/svc/api:80', API_80('shop/svc/api:80')],
    ['shop/api[Service]:80', API_80('shop/api[Service]:80')],
    ['10.96.0.10:80', API_80('10.96.0.10:80')],
    ['api --port 80', API_80('api:80')],
    ['api:80 --port 80', API_80('api:80')],
    ['api:80 --port 80/TCP', API_80('api:80')],
    ['10.96.0.10 --port 80', API_80('10.96.0.10:80')],
    [
      'db:5433',
      [
        'db:5433 is shop/db (shop.yaml:55:57), headless: port 5433 of its pods',
        'ALLOWED  shop/web → shop/db-a on TCP 5433',
      ],
    ],
    [
      '2001:db8::10',
      [
        '2001:db8::10 is shop/dns (shop.yaml:70:70), port 53/UDP, target port 53/UDP',
        'ALLOWED  shop/web → shop/store on UDP 53',
      ],
    ],
    [
      '[2001:db8::10]:53',
      [
        '[2001:db8::10]:53 is shop/dns (shop.yaml:70:70), target port 53/UDP',
        'ALLOWED  shop/web → shop/store on UDP 53',
      ],
    ],
    // An endpoint of that name comes first, and the Service has to be called one.
    ['store', ['ALLOWED  shop/web → shop/store on all ports']],
    ['192.0.2.1:443', ['ALLOWED  shop/web → 192.0.2.1 on TCP 443']],
    ['192.0.2.1 --port 443', ['ALLOWED  shop/web → 192.0.2.1 on TCP 443']],
    [
      'mail:25',
      [
        'mail:25 is mail.example.com, outside the cluster (shop.yaml:65:29)',
        'ALLOWED  shop/web → 0.0.0.0/0 on TCP 25',
        'mail:25 is mail.example.com, outside the cluster (shop.yaml:65:29)',
        'ALLOWED  shop/web → ::/0 on TCP 25',
      ],
    ],
    [
      'example.com',
      [
        'example.com is outside the cluster',
        'ALLOWED  shop/web → 0.0.0.0/0 on all ports',
        'example.com is outside the cluster',
        'ALLOWED  shop/web → ::/0 on all ports',
      ],
    ],
  ])('%s', async (to, expected) => {
    const { stdout, code } = await run(`query shop.yaml --from shop/web --to ${to}`);
    expect(heads(stdout)).toEqual(expected);
    expect(code).toBe(0);
  });

  it('is asked for on every port of the Service where none is given', async () => {
    const { stdout } = await run('query shop.yaml --from shop/web --to svc/api');
    expect(heads(stdout).filter((line) => line.includes(' is '))).toEqual([
      `svc/api ${API}, port 80, target port 8080`,
      `svc/api ${API}, port 80, target port 8081`,
      'svc/api is shop/api (shop.yaml:20:107), port 81, target port 9000',
      'svc/api is shop/api (shop.yaml:20:107), port 81, target port 9000',
      'svc/api is shop/api (shop.yaml:20:107), port 81, target port 9000',
    ]);
  });

  it('is a Service of the namespace that is worked in', async () => {
    const line = 'query shop.yaml --from tools/probe --to svc/api:80';
    expect((await run(`${line} -n shop`)).code).toBe(0);
    expect((await run(line)).stderr).toBe(
      'error: --to svc/api:80: no Service api in namespace tools; there is one in shop\n',
    );
  });

  it.each<[to: string, text: string]>([
    [
      'svc/store',
      'DENIED  shop/web → svc/store\n\n  no pod is behind Service shop/store: its selector app=none matches no pod of namespace shop (shop.yaml:45:9)\n',
    ],
    [
      'db:5432',
      'DENIED  shop/web → db:5432\n\n  nothing listens on 5432: Service shop/db is headless and translates no ports, so clients must use 5433 (shop.yaml:55:59)\n',
    ],
  ])('that leads to no pod, %s, is denied with the reason', async (to, text) => {
    const { stdout, code } = await run(`query shop.yaml --from shop/web --to ${to}`);
    expect([code, stdout]).toEqual([1, text]);
  });
});

describe('a name after --to, as data', () => {
  it('tells by what way each answer came', async () => {
    const { stdout } = await run('query shop.yaml --from shop/web --to api:80 -o json');
    const via = {
      service: 'shop/api',
      port: 80,
      protocol: 'TCP',
      location: { file: 'shop.yaml', line: 20, column: 64 },
    };
    expect(JSON.parse(stdout)).toMatchObject({
      allowed: true,
      answers: [
        { to: { id: 'shop/api-1[Pod]' }, via: { ...via, targetPort: 8080 }, allowed: true },
        { to: { id: 'shop/api-2[Pod]' }, via: { ...via, targetPort: 8081 }, allowed: false },
      ],
    });
    expect(stdout).not.toContain('"breaks"');
  });

  it('tells why there is no answer', async () => {
    const { stdout } = await run('query shop.yaml --from shop/web --to db:5432 -o json');
    expect(JSON.parse(stdout)).toMatchObject({
      allowed: false,
      answers: [],
      breaks: [{ from: 'shop/web', to: 'db:5432', location: { line: 55, column: 59 } }],
    });
  });

  it('says nothing of a way where there is none', async () => {
    const { stdout } = await run('query shop.yaml --from shop/web --to shop/store -o json');
    expect(stdout).not.toContain('"via"');
  });
});
