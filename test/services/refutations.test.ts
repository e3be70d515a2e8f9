import { describe, expect, it } from 'vitest';
import { placeLocation } from '../../src/model/location.ts';
import type { Analysis } from '../../src/analysis.ts';
import { portsText } from '../../src/model/port-set.ts';
import { endpointName } from '../../src/reach/index.ts';
import { analyzeText, pod, policy } from '../support/manifests.ts';
import { app, gateway, ingress, ingressClass, listener, object, path, route } from './routing/support.ts';
import { backendsText, portOf, problemsText, service } from './support.ts';

/** Every backend of every route, and every Service that is open to outside: `shop/in[Ingress] shop/web:80 reachable`. */
const entriesText = ({ overview }: Analysis): string[] =>
  overview.entryPoints.flatMap((entry) =>
    entry.type === 'service'
      ? entry.ports.map(({ status }) => `${entry.id} ${status}`)
      : entry.rules.flatMap(({ backends }) => backends.map(({ text, status }) => `${entry.id} ${text} ${status}`)),
  );

const problemsOfRoutes = ({ overview }: Analysis): string[] =>
  overview.entryPoints.flatMap((entry) =>
    entry.type === 'service'
      ? []
      : entry.problems.map(({ type, place }) => {
          const { line, column } = placeLocation(place);
          return `${entry.id} ${type} ${line}:${column}`;
        }),
  );

const connectionsText = ({ overview }: Analysis, to: string): string[] =>
  [...overview.serviceConnections()]
    .filter((connection) => connection.to.id === to)
    .map(({ from, ports }) => `${endpointName(from)}: ${portsText(ports)}`);

const closed = policy('closed', 'podSelector: {}, policyTypes: [Ingress]');
const admit = (from: string): string => policy('admit', `podSelector: {}, ingress: [{ from: [${from}] }]`);
const web = pod('web', 'app: web', ', ports: [{ containerPort: 8080 }]');
const exposed = (spec: string): string =>
  service('web', `${spec}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]`);
const toWeb = (className: string): string =>
  ingress('in', `ingressClassName: ${className}, defaultBackend: { service: { name: web, port: { number: 80 } } }`);

const BALANCER = 'type: LoadBalancer, externalTrafficPolicy: Local, allocateLoadBalancerNodePorts: false';
const partners = admit('{ ipBlock: { cidr: 198.51.100.0/24 } }');

/** Each row: manifests, and what becomes of each way in. */
const ENTRIES: readonly (readonly [name: string, yaml: string, entries: readonly string[]])[] = [
  [
    'a load balancer that serves other addresses than policies admit lets nobody in',
    web + exposed(`${BALANCER}, loadBalancerSourceRanges: [203.0.113.0/24]`) + partners,
    ['default/web[Service] blocked'],
  ],
  [
    'a load balancer that serves some of the addresses that policies admit lets these in',
    web + exposed(`${BALANCER}, loadBalancerSourceRanges: [198.51.100.0/28]`) + partners,
    ['default/web[Service] reachable'],
  ],
  [
    'node ports know no source ranges',
    web +
      exposed('type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24]') +
      partners,
    ['default/web[Service] reachable'],
  ],
  [
    'a load balancer of the cloud may ask node ports, and a node reaches its pods',
    web + exposed('type: NodePort') + closed + toWeb('alb'),
    ['default/in[Ingress] default/web:80 reachable', 'default/web[Service] reachable'],
  ],
  [
    'where traffic keeps its address, a load balancer of the cloud must be admitted',
    web + exposed('type: NodePort, externalTrafficPolicy: Local') + closed + toWeb('alb'),
    ['default/in[Ingress] default/web:80 blocked', 'default/web[Service] blocked'],
  ],
  [
    'a controller in pods asks no node ports',
    web + exposed('type: NodePort') + closed + toWeb('nginx'),
    ['default/in[Ingress] default/web:80 blocked', 'default/web[Service] reachable'],
  ],
  [
    'a proxy that is one pod reaches itself: its own dashboard',
    pod('traefik', 'app.kubernetes.io/name: traefik') +
      service('traefik', 'selector: { app.kubernetes.io/name: traefik }, ports: [{ port: 9000 }]') +
      closed +
      ingress(
        'in',
        'ingressClassName: traefik, defaultBackend: { service: { name: traefik, port: { number: 9000 } } }',
      ),
    ['default/in[Ingress] default/traefik:9000 reachable'],
  ],
  [
    'the pods of an Istio Gateway are known by the name of their Gateway in its own label, too',
    app('web') +
      object(
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'edge/gw',
        `gatewayClassName: istio, listeners: [${listener('http', 'allowedRoutes: { namespaces: { from: All } }')}]`,
      ) +
      route('web', 'parentRefs: [{ name: gw, namespace: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }]') +
      admit('{ namespaceSelector: {}, podSelector: { matchLabels: { istio.io/gateway-name: gw } } }'),
    ['default/web[HTTPRoute] default/web:80 reachable'],
  ],
  [
    'a Service in a namespace that is not in the input may be there, and is not called missing',
    gateway('gw', listener('http')) +
      route(
        'web',
        'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: web, namespace: elsewhere, port: 80 }] }]',
      ),
    ['default/web[HTTPRoute] elsewhere/web:80 not-judged'],
  ],
  [
    'but not by the name of another',
    app('web') +
      gateway('gw', listener('http')).replace('some', 'istio') +
      route('web', 'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: web, port: 80 }] }]') +
      admit('{ namespaceSelector: {}, podSelector: { matchLabels: { istio.io/gateway-name: other } } }'),
    ['default/web[HTTPRoute] default/web:80 blocked'],
  ],
];

const host = (to: string, urlPath = '/'): string =>
  `rules: [{ host: shop.example.com, http: { paths: [${path(urlPath, to)}] } }]`;
const entryPoint = (name: string): string =>
  `annotations: { traefik.ingress.kubernetes.io/router.entrypoints: ${name} }`;

/** Each row: manifests beside the Service web, and the problems of their routes. */
const ROUTES: readonly (readonly [name: string, yaml: string, problems: readonly string[]])[] = [
  [
    'the same host and path for two entry points of Traefik',
    ingress('a', `ingressClassName: traefik, ${host('web')}`, entryPoint('web')) +
      ingress('b', `ingressClassName: traefik, ${host('web')}`, entryPoint('websecure')),
    [],
  ],
  [
    'the same host and path for one entry point of Traefik twice',
    ingress('a', `ingressClassName: traefik, ${host('web')}`, entryPoint('web')) +
      ingress('b', `ingressClassName: traefik, ${host('web')}`, entryPoint('web')),
    ['default/b[Ingress] duplicate 20:86'],
  ],
  [
    'an action and a Service for the same path: the redirect to HTTPS before the rest',
    ingress(
      'a',
      `ingressClassName: alb, rules: [{ http: { paths: [${path('/', 'redirect', 'name: use-annotation')}, ${path('/', 'web')}] } }]`,
    ),
    [],
  ],
  [
    'a class that is not there is reported where it stands: in an annotation',
    ingressClass('nginx', 'k8s.io/ingress-nginx') +
      ingress('a', host('web'), 'annotations: { kubernetes.io/ingress.class: public }'),
    ['default/a[Ingress] class-missing 19:57'],
  ],
];

const slice = (name: string, family: 'IPv4' | 'IPv6', address: string, conditions = ''): string => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: ${name}, labels: { kubernetes.io/service-name: db } }
addressType: ${family}
ports: [{ port: 5432 }]
endpoints: [{ addresses: ['${address}']${conditions} }]
`;
const slices = slice('db-4', 'IPv4', '192.0.2.10') + slice('db-6', 'IPv6', '2001:db8::10');

describe('ways in', () => {
  it.each(ENTRIES)('%s', (_, yaml, entries) => {
    expect(entriesText(analyzeText(yaml))).toEqual(entries);
  });
});

describe('problems of routes', () => {
  it.each(ROUTES)('%s', (_, yaml, problems) => {
    expect(problemsOfRoutes(analyzeText(app('web') + yaml))).toEqual(problems);
  });
});

describe('written endpoints of two families', () => {
  it.each([
    ['of one family', 'ipFamilies: [IPv4], ', '192.0.2.0/24:5432 100%'],
    ['of the family of its address', 'clusterIP: "fd00::1", ', '::/0:5432 100%'],
    ['of both', 'ipFamilies: [IPv4, IPv6], ', '192.0.2.0/24:5432 50%, ::/0:5432 50%'],
    [
      'that takes both where it can',
      'ipFamilies: [IPv4], ipFamilyPolicy: PreferDualStack, ',
      '192.0.2.0/24:5432 50%, ::/0:5432 50%',
    ],
    ['that does not say', '', '192.0.2.0/24:5432 50%, ::/0:5432 50%'],
  ])('belong to a Service %s', (_, spec, backends) => {
    const egress = policy(
      'out',
      'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]',
    );
    const analysis = analyzeText(service('db', `${spec}ports: [{ port: 5432 }]`) + slices + web + egress);
    expect(backendsText(portOf(analysis, 'default/db'))).toBe(backends);
  });

  it('that are not ready are there all the same: the Service lacks a ready one', () => {
    const unready = slice('db-4', 'IPv4', '192.0.2.10', ', conditions: { ready: false }');
    const analysis = analyzeText(service('db', 'ports: [{ port: 5432 }]') + unready);
    expect(problemsText(portOf(analysis, 'default/db'))).toEqual([
      '5:1 problem: it has no selector, and no EndpointSlice or Endpoints object of the input gives it a ready address',
    ]);
  });
});

describe('a note on a port that no container declares', () => {
  it('names the protocol, for the number may be declared for another', () => {
    const [note] = problemsText(
      portOf(
        analyzeText(
          pod('web', 'app: web', ', ports: [{ containerPort: 53 }]') +
            service('web', 'selector: { app: web }, ports: [{ port: 53, protocol: UDP }]'),
        ),
        'default/web',
      ),
    );
    expect(note).toMatch(/note: no container of default\/web declares 53\/UDP$/);
  });
});

describe('connections to Services', () => {
  it('lists of a headless Service the numbers alone on which the client reaches the pods that listen there', () => {
    const named = (name: string, port: number): string =>
      pod(name, `app: ${name}, tier: web`, `, ports: [{ name: http, containerPort: ${port} }]`);
    const analysis = analyzeText(
      named('blue', 8080) +
        named('green', 9090) +
        pod('client', 'app: client') +
        service('web', 'clusterIP: None, selector: { tier: web }, ports: [{ port: 8080, targetPort: http }]') +
        policy(
          'in',
          'podSelector: { matchLabels: { tier: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }], ports: [{ port: 8080 }] }]',
        ),
    );
    expect(connectionsText(analysis, 'default/web')).toEqual([
      'default/blue: TCP 8080',
      'default/client: TCP 8080',
      'default/green: TCP 9090',
    ]);
  });

  it('lists addresses outside for a load balancer only where its source ranges hold some of them', () => {
    const spec = `${BALANCER}, loadBalancerSourceRanges: [198.51.100.0/28]`;
    expect(connectionsText(analyzeText(web + exposed(spec) + partners), 'default/web')).toEqual([
      'default/web: TCP 80',
      '198.51.100.0/24: TCP 80',
    ]);
  });
});
