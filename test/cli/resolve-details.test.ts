import { describe, expect, it } from 'vitest';
import { service } from '../services/support.ts';
import { pod, policy } from '../support/manifests.ts';
import { runOn } from './on-manifests.ts';

const declares = (...list: string[]): string => `, ports: [${list.map((each) => `{ ${each} }`).join(', ')}]`;

const run = runOn({
  'shop.yaml':
    pod('shop/web', 'app: web') +
    service(
      'shop/api',
      'internalTrafficPolicy: Local, selector: { app: api }, ports: [{ name: http, port: 80, targetPort: web }, { name: raw, port: 81 }]',
    ) +
    pod('shop/api-1', 'app: api', declares('name: web, containerPort: 8080')) +
    pod('shop/api-2', 'app: api', declares('name: web, containerPort: 8082, protocol: UDP')) +
    pod('shop/api-3', 'app: api') +
    service('shop/mixed', 'clusterIP: None, selector: { app: mixed }, ports: [{ port: 80, targetPort: web }]') +
    pod('shop/mixed-a', 'app: mixed', declares('name: web, containerPort: 80')) +
    pod('shop/mixed-b', 'app: mixed', declares('name: web, containerPort: 8080')) +
    service('shop/peers', 'clusterIP: None, selector: { app: peers }') +
    pod('shop/peers', 'app: peers').replace('spec:', 'status: { podIP: 10.0.0.7 }\nspec:') +
    service('shop/gone', 'selector: { app: gone }, ports: [{ port: 80 }]') +
    pod('tools/corp', 'app: corp').replace('spec: {', 'spec: { dnsConfig: { searches: [corp.example.com] },'),
  'assumed.yaml': policy(
    'shop/web',
    'podSelector: { matchLabels: { app: web } }, egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }]',
  ),
});

const lines = async (name: string, from = 'shop/web', files = 'shop.yaml'): Promise<string[]> =>
  (await run(`resolve ${name} ${files} --from ${from}`)).stdout.split('\n');

describe('of the way is told', () => {
  it.each<[what: string, name: string, line: RegExp]>([
    ['a pod that has no port of the name', 'api:80', /^ {2}shop\/api-3 is left out: web is no port of it$/],
    ['a pod whose port has another protocol', 'api:80', /^ {2}shop\/api-2 is left out: web is not TCP there$/],
    [
      'that only pods of the same node answer',
      'api:80',
      /^ {2}Only pods on the client's own node are asked \(shop\.yaml:\d+:\d+\)\.$/,
    ],
    [
      'a port that no container declares',
      'api:81',
      /^ {2}shop\/api-3 on TCP 81 \(declared by no container\), 1 pod, 33% of the connections: allowed$/,
    ],
    ['a pod that does not listen', 'mixed:80', /^ {2}shop\/mixed-b does not listen there: connections fail$/],
    ['any port of a headless Service without ports', 'peers', /^Port: any, on the pods themselves/],
    ['any port of one pod', 'peers', /^ {2}shop\/peers on any port: allowed$/],
    ['the owner of an address', '10-0-0-7.shop.pod', /^Address: 10\.0\.0\.7, shop\/peers$/],
    ['an address of nobody', '10-0-0-8.shop.pod:443', /^Address: 10\.0\.0\.8, of no pod in the input$/],
    ['the port of an address', '10-0-0-8.shop.pod:443', /^Port: TCP 443$/],
    [
      'where the way ends',
      'gone:80',
      /^Ends here: no pod is behind Service shop\/gone: its selector app=gone matches no pod/,
    ],
  ])('%s', async (_, name, line) => {
    expect(await lines(name)).toContainEqual(expect.stringMatching(line));
  });

  it('what the cluster lacks where another domain may have it', async () => {
    const told = await lines('api', 'tools/corp');
    expect(told).toContain('Outside the cluster: api.corp.example.com');
    expect(told).toContain('Not inside the cluster: no Service api in namespace tools; there is one in shop');
  });

  it('what it rests on', async () => {
    const told = await lines('example.com:443', 'shop/web', 'shop.yaml assumed.yaml');
    expect(told).toContain('This rests on what the manifests do not say:');
  });

  it('nothing that could move the cursor', async () => {
    const { stdout, stderr } = await run('resolve http://\u001b[31mapi shop.yaml --from shop/web');
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('as data', () => {
  it.each<[name: string, what: object]>([
    [
      'api:80',
      {
        ports: [
          {
            unresolved: [
              { endpoint: 'shop/api-2[Pod]', reason: 'other-protocol' },
              { endpoint: 'shop/api-3[Pod]', reason: 'no-such-name' },
            ],
          },
        ],
      },
    ],
    ['mixed:80', { status: 'partly-blocked', ports: [{ silent: ['shop/mixed-b[Pod]'] }] }],
    ['10-0-0-7.shop.pod', { address: '10.0.0.7', endpoint: 'shop/peers[Pod]' }],
  ])('%s', async (name, what) => {
    expect(JSON.parse((await run(`resolve ${name} shop.yaml --from shop/web -o json`)).stdout)).toMatchObject(what);
  });
});

describe('netgraph query', () => {
  it('notes pods behind a headless Service that do not listen', async () => {
    const { stderr, code } = await run('query shop.yaml --from shop/web --to mixed:80');
    expect([code, stderr]).toEqual([
      0,
      'note: shop/mixed-b is behind Service shop/mixed and does not listen on the port\n',
    ]);
  });

  it('is quiet about them when asked to be', async () => {
    expect((await run('query shop.yaml --from shop/web --to mixed:80 -q')).stderr).toBe('');
  });
});
