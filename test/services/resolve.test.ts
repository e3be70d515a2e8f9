import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/analysis.ts';
import { findEndpoints } from '../../src/reach/index.ts';
import {
  type AskedPort,
  hopText,
  nameResolver,
  type PortPath,
  type ResolvedPath,
  resolvePath,
} from '../../src/services/index.ts';
import { analyzeText, pod, policy } from '../support/manifests.ts';
import { service } from './support.ts';

const ports = (...list: string[]): string => `, ports: [${list.map((each) => `{ ${each} }`).join(', ')}]`;

const CLUSTER =
  pod('shop/web', 'app: web') +
  // Two generations of one application: one name of a port, two numbers.
  service(
    'shop/api',
    'selector: { app: api }, ports: [{ name: http, port: 80, targetPort: web }, { name: admin, port: 81, targetPort: 9000 }]',
  ) +
  pod('shop/api-1', 'app: api', ports('name: web, containerPort: 8080')) +
  pod('shop/api-2', 'app: api', ports('name: web, containerPort: 8081')) +
  pod('shop/api-3', 'app: api', ports('name: web, containerPort: 8082, protocol: UDP')) +
  policy('shop/api', 'podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 8080 }] }]') +
  service('shop/all', 'selector: { app: all }, ports: [{ name: u, port: 53, protocol: UDP }, { name: t, port: 53 }]') +
  pod('shop/all', 'app: all') +
  service('shop/one', 'selector: { app: all }, ports: [{ port: 53, protocol: UDP }]') +
  service('shop/shut', 'selector: { app: shut }, ports: [{ port: 80, targetPort: 8080 }]') +
  pod('shop/shut', 'app: shut') +
  policy('shop/shut', 'podSelector: { matchLabels: { app: shut } }, policyTypes: [Ingress]') +
  service('shop/gone', 'selector: { app: gone }, ports: [{ port: 80 }]') +
  service('shop/unnamed', 'selector: { app: all }, ports: [{ port: 80, targetPort: http }]') +
  service('shop/free', 'selector: null, ports: [{ port: 80 }]') +
  // Vector 30: nothing translates the port of a headless Service.
  service('shop/db', 'clusterIP: None, selector: { app: db }, ports: [{ name: pg, port: 5432, targetPort: 5433 }]') +
  pod('shop/db-a', 'app: db', ports('containerPort: 5433', 'containerPort: 9187')) +
  service(
    'shop/mixed',
    'clusterIP: None, selector: { app: mixed }, ports: [{ name: http, port: 80, targetPort: web }]',
  ) +
  pod('shop/mixed-a', 'app: mixed', ports('name: web, containerPort: 80')) +
  pod('shop/mixed-b', 'app: mixed', ports('name: web, containerPort: 8080')) +
  service('shop/peers', 'clusterIP: None, selector: { app: peers }') +
  pod('shop/peers-a', 'app: peers') +
  service('shop/out', 'type: ExternalName, externalName: db.example.com') +
  service('shop/to-api', 'type: ExternalName, externalName: api.shop.svc.cluster.local') +
  pod('shop/closed', 'app: closed') +
  policy(
    'shop/closed',
    'podSelector: { matchLabels: { app: closed } }, egress: [{ to: [{ podSelector: {} }] }, { to: [{ ipBlock: { cidr: 198.51.100.0/24 } }], ports: [{ port: 443 }] }]',
  );

const analysis = analyzeText(CLUSTER);

function resolve(from: string, host: string, asked: AskedPort = {}, own: Analysis = analysis): ResolvedPath {
  const { reachability, overview } = own;
  const [client] = findEndpoints(reachability, from);
  if (client?.endpoint.type !== 'workload') throw new Error(`${from} is no workload`);
  const known = { cluster: reachability.cluster, reachability, catalog: overview.catalog };
  const resolver = nameResolver({ ...known, zone: 'cluster.local' });
  return resolvePath({ ...known, resolver, from: client.endpoint, host, asked });
}

/** `80 → shop/api-1:8080 open, shop/api-2:8081 closed` */
const portTold = ({ port, view, hops, unresolved, silent, problem }: PortPath): string => {
  const head = `${port?.protocol === 'UDP' ? 'UDP ' : ''}${port?.port ?? view?.port?.name ?? 'any'}`;
  const parts = [
    ...hops.map((hop) => `${hopText(hop)}:${hop.port?.port ?? 'any'} ${hop.answer.allowed ? 'open' : 'closed'}`),
    ...unresolved.map(({ endpoint, reason }) => `${endpoint.id} ${reason}`),
    ...silent.map(({ id }) => `${id} silent`),
    ...(problem === undefined ? [] : [problem.type]),
  ];
  return `${head} → ${parts.join(', ')}`;
};

const told = ({ status, ports: found }: ResolvedPath): string[] => [status, ...found.map(portTold)];

const API_PODS = 'shop/api-1:8080 open, shop/api-2:8081 closed, shop/api-3[Pod] other-protocol';

describe('the way of a connection', () => {
  it('is looked at in a cluster without problems', () => {
    expect(analysis.problems).toEqual([]);
  });

  it.each<[what: string, host: string, asked: AskedPort, way: string[]]>([
    ['by the number of a port', 'api', { port: 80 }, ['partly-blocked', `80 → ${API_PODS}`]],
    ['by the name of a port', 'api', { port: 'http' }, ['partly-blocked', `80 → ${API_PODS}`]],
    ['by an SRV name', '_http._tcp.api', {}, ['partly-blocked', `80 → ${API_PODS}`]],
    ['by an alias', 'to-api', { port: 80 }, ['partly-blocked', `80 → ${API_PODS}`]],
    [
      'to every port where none is asked for',
      'api',
      {},
      [
        'partly-blocked',
        `80 → ${API_PODS}`,
        '81 → shop/api-1:9000 closed, shop/api-2:9000 closed, shop/api-3:9000 closed',
      ],
    ],
    ['to a port that there is not', 'api', { port: 8080 }, ['no-such-port', 'any → no-such-port']],
    ['to a port of another protocol', 'api', { port: 80, protocol: 'UDP' }, ['no-such-port', 'any → no-such-port']],
    ['to one of two protocols: TCP', 'all', { port: 53 }, ['allowed', '53 → shop/all:53 open']],
    [
      'to one of two protocols: as asked',
      'all',
      { port: 53, protocol: 'UDP' },
      ['allowed', 'UDP 53 → shop/all:53 open'],
    ],
    ['to the protocol that there is', 'one', { port: 53 }, ['allowed', 'UDP 53 → shop/all:53 open']],
    ['to pods that policies close', 'shut', { port: 80 }, ['blocked', '80 → shop/shut:8080 closed']],
    ['to no pod', 'gone', { port: 80 }, ['blocked', '80 → no-backends']],
    ['to no selector', 'free', { port: 80 }, ['blocked', '80 → no-backends']],
    ['to no pod with the port', 'unnamed', { port: 80 }, ['blocked', '80 → shop/all[Pod] no-such-name, no-backends']],
    [
      'to a headless Service by its own port (vector 30)',
      'db',
      { port: 5432 },
      ['no-such-port', '5432 → not-translated'],
    ],
    ["to a headless Service by the pods' port", 'db', { port: 5433 }, ['allowed', '5433 → shop/db-a:5433 open']],
    ['to a headless Service by the name of its port', 'db', { port: 'pg' }, ['allowed', 'pg → shop/db-a:5433 open']],
    ['to a headless Service by an SRV name', '_pg._tcp.db', {}, ['allowed', 'pg → shop/db-a:5433 open']],
    ['to a headless Service without a port', 'db', {}, ['allowed', 'pg → shop/db-a:5433 open']],
    ['to another port that its pods declare', 'db', { port: 9187 }, ['allowed', '9187 → shop/db-a:9187 open']],
    ['to a port that its pods do not declare', 'db', { port: 22 }, ['no-such-port', '22 → no-such-port']],
    ['to a port name that it has not', 'db', { port: 'http' }, ['no-such-port', 'any → no-such-port']],
    [
      'to pods of which some listen elsewhere',
      'mixed',
      { port: 80 },
      ['partly-blocked', '80 → shop/mixed-a:80 open, shop/mixed-b[Pod] silent'],
    ],
    ['to pods without any ports', 'peers', { port: 7000 }, ['allowed', '7000 → shop/peers-a:7000 open']],
    ['to pods without any ports, on all', 'peers', {}, ['allowed', 'any → shop/peers-a:any open']],
    ['to a name that nothing has', 'nobody', { port: 80 }, ['no-such-name']],
    ['out of the cluster', 'example.com', { port: 443 }, ['outside']],
    ['out of the cluster by a named port', 'example.com', { port: 'https' }, ['no-such-port']],
    ['out of the cluster by an alias', 'out', { port: 5432 }, ['outside']],
  ])('%s', (_, host, asked, way) => {
    expect(told(resolve('shop/web', host, asked))).toEqual(way);
  });

  it('is open outside where some address is', () => {
    const open = resolve('shop/closed', 'example.com', { port: 443 });
    expect(open.status).toBe('outside');
    expect(open.outside.filter(({ allowed }) => allowed).map(({ to }) => to.text)).toEqual(['198.51.100.0/24']);
    expect(resolve('shop/closed', 'example.com', { port: 80 }).status).toBe('outside-blocked');
    expect(resolve('shop/closed', 'example.com', { port: 443, protocol: 'UDP' }).status).toBe('outside-blocked');
  });

  it('names what there is instead of a missing port', () => {
    const message = (host: string, asked: AskedPort): string | undefined =>
      resolve('shop/web', host, asked).ports[0]?.problem?.message;
    expect(message('api', { port: 9000 })).toBe(
      'Service shop/api has no port 9000; it has 80 (http), 81 (admin), and 9000 is the target port of 81 (admin)',
    );
    expect(message('one', { port: 53, protocol: 'TCP' })).toBe('Service shop/one has no port 53/TCP; it has 53/UDP');
    expect(message('db', { port: 22 })).toBe(
      'no pod of headless Service shop/db declares port 22; they have 5433, 9187',
    );
    expect(message('unnamed', { port: 80 })).toBe(
      'no pod is behind Service shop/unnamed: shop/all has no port named http',
    );
  });

  it('points at the port of the Service and at the container that declares it', () => {
    const [port] = resolve('shop/web', 'api', { port: 80 }).ports;
    const line = (text: string): number => CLUSTER.slice(0, CLUSTER.indexOf(text)).split('\n').length;
    expect(port?.location?.line).toBe(line('targetPort: web'));
    expect(port?.hops[0]?.declaredAt?.line).toBe(line('containerPort: 8080'));
    expect(resolve('shop/web', 'api', { port: 81 }).ports[0]?.hops[0]?.declaredAt).toBeUndefined();
  });

  it('points at the dnsPolicy that keeps a name from being found', () => {
    const more = analyzeText(CLUSTER, pod('shop/node', 'app: x').replace('spec: {', 'spec: { dnsPolicy: Default,'));
    const { problem } = resolve('shop/node', 'api', {}, more);
    expect(problem?.location).toEqual({ file: 'manifests-1.yaml', line: 5, column: 9 });
  });
});

describe('the DNS of the cluster', () => {
  const dns =
    service(
      'kube-system/kube-dns',
      'selector: { k8s-app: kube-dns }, ports: [{ name: dns, port: 53, targetPort: 5353, protocol: UDP }]',
    ) + pod('kube-system/coredns', 'k8s-app: kube-dns');
  const egress = (rules: string): string =>
    policy('shop/web-out', `podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rules}]`);
  const toApi = '{ to: [{ podSelector: {} }] }';
  const toDns = (port: number): string =>
    `{ to: [{ namespaceSelector: {} }], ports: [{ port: ${port}, protocol: UDP }] }`;

  it.each([
    ['closed by a policy', egress(toApi), 'blocked'],
    ["open by the Service's port only", egress(`${toApi}, ${toDns(53)}`), 'blocked'],
    ['open on the port where its pods listen', egress(`${toApi}, ${toDns(5353)}`), 'allowed'],
    [
      'perhaps at an address of the node',
      egress(`${toApi}, { to: [{ ipBlock: { cidr: 169.254.20.10/32 } }] }`),
      'allowed',
    ],
    ['open where no policy closes it', '', 'allowed'],
  ])('%s: %s', (_, policies, status) => {
    const own = analyzeText(CLUSTER + dns + policies);
    const path = resolve('shop/web', 'all', { port: 53 }, own);
    expect(path.status).toBe(status);
    if (status === 'blocked')
      expect(path.problem?.message).toBe(
        'policies close the DNS of the cluster to shop/web, so it can look up no name: kube-system/coredns on UDP 5353',
      );
  });
});
