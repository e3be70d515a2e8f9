import { describe, expect, it } from 'vitest';
import { namespace } from '../../support/manifests.ts';
import { app, gateway, listener, object, placed, problemsText, route, routedOne, rulesText } from './support.ts';

const RULES = 'rules: [{ backendRefs: [{ name: web, port: 80 }] }]';
const TO_GW = 'parentRefs: [{ name: gw, namespace: infra }]';
const id = 'default/r[HTTPRoute]';
const ALL = 'allowedRoutes: { namespaces: { from: All } }';
const teamA = 'allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: a } } } }';

const served = (hosts: string, ports: string, by = 'infra/gw[Gateway]'): string =>
  `${hosts} :${ports} by ${by}: default/web:80 → 8080`;
const NOT_SERVED = '* : by nobody: default/web:80 → 8080';

/** Each row: listeners of Gateway infra/gw, an HTTPRoute in namespace default, where it leads, what is wrong. */
const ROWS: readonly (readonly [
  name: string,
  manifests: string,
  rules: readonly string[],
  problems: readonly string[],
])[] = [
  [
    'takes routes of its own namespace alone by default',
    gateway('infra/gw', listener('http')) + route('r', `${TO_GW}, ${RULES}`),
    [NOT_SERVED],
    [
      'not-attached: no listener of Gateway infra/gw admits routes of namespace default; http admits those of namespace infra alone',
    ],
  ],
  [
    'takes routes beside the Gateway',
    gateway('gw', listener('http')) + route('r', `parentRefs: [{ name: gw }], ${RULES}`),
    [served('*', '80', 'default/gw[Gateway]')],
    [],
  ],
  [
    'takes routes of every namespace for All, without any ReferenceGrant',
    gateway('infra/gw', listener('http', ALL)) + route('r', `${TO_GW}, ${RULES}`),
    [served('*', '80')],
    [],
  ],
  [
    'takes routes of namespaces that a selector matches',
    namespace('default', 'team: a') + gateway('infra/gw', listener('http', teamA)) + route('r', `${TO_GW}, ${RULES}`),
    [served('*', '80')],
    [],
  ],
  [
    'does not hold unknown labels against a namespace without an object',
    gateway('infra/gw', listener('http', teamA)) + route('r', `${TO_GW}, ${RULES}`),
    [served('*', '80')],
    [],
  ],
  [
    'knows the name label of every namespace',
    gateway(
      'infra/gw',
      listener(
        'http',
        'allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: default } } } }',
      ),
    ) + route('r', `${TO_GW}, ${RULES}`),
    [served('*', '80')],
    [],
  ],
  [
    'is chosen by sectionName',
    gateway('infra/gw', `${listener('http', ALL)}, ${listener('other', ALL, 8080)}`) +
      route('r', `parentRefs: [{ name: gw, namespace: infra, sectionName: other }], ${RULES}`),
    [served('*', '8080')],
    [],
  ],
  [
    'is not there by that name',
    gateway('infra/gw', `${listener('http', ALL)}, ${listener('other', ALL, 8080)}`) +
      route('r', `parentRefs: [{ name: gw, namespace: infra, sectionName: web }], ${RULES}`),
    [NOT_SERVED],
    ['not-attached: no listener of Gateway infra/gw is called web; there is http, other'],
  ],
  [
    'is chosen by port',
    gateway('infra/gw', `${listener('http', ALL)}, ${listener('other', ALL, 8080)}`) +
      route('r', `parentRefs: [{ name: gw, namespace: infra, port: 8080 }], ${RULES}`),
    [served('*', '8080')],
    [],
  ],
  [
    'is not there on that port',
    gateway('infra/gw', listener('http', ALL)) +
      route('r', `parentRefs: [{ name: gw, namespace: infra, port: 8443 }], ${RULES}`),
    [NOT_SERVED],
    ['not-attached: no listener of Gateway infra/gw has port 8443; http has 80'],
  ],
  [
    'takes kinds that fit its protocol',
    gateway('infra/gw', listener('tcp', ALL, 5432, 'TCP')) + route('r', `${TO_GW}, ${RULES}`),
    [NOT_SERVED],
    ['not-attached: no listener of Gateway infra/gw takes HTTPRoutes; tcp is for TCP'],
  ],
  [
    'takes only the kinds that it names',
    gateway(
      'infra/gw',
      listener('http', 'allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: GRPCRoute }] }'),
    ) + route('r', `${TO_GW}, ${RULES}`),
    [NOT_SERVED],
    ['not-attached: no listener of Gateway infra/gw takes HTTPRoutes; http is for HTTP and takes GRPCRoute'],
  ],
  [
    'leaves the hostnames that it shares with the route',
    gateway('infra/gw', listener('http', `hostname: "*.example.com", ${ALL}`)) +
      route('r', `${TO_GW}, hostnames: [a.b.example.com, example.com, x.example.org], ${RULES}`),
    [served('a.b.example.com', '80')],
    [],
  ],
  [
    'shares no hostname with the route',
    gateway('infra/gw', listener('http', `hostname: shop.example.com, ${ALL}`)) +
      route('r', `${TO_GW}, hostnames: [api.example.com], ${RULES}`),
    ['api.example.com : by nobody: default/web:80 → 8080'],
    ['not-attached: no listener of Gateway infra/gw serves api.example.com; http serves shop.example.com'],
  ],
  [
    'gives its hostname to a route without any',
    gateway('infra/gw', listener('http', `hostname: shop.example.com, ${ALL}`)) + route('r', `${TO_GW}, ${RULES}`),
    [served('shop.example.com', '80')],
    [],
  ],
  [
    'is one of several that take the route by one Gateway',
    gateway(
      'infra/gw',
      `${listener('http', `hostname: a.example.com, ${ALL}`)}, ${listener('tls', `hostname: b.example.com, tls: { certificateRefs: [{ name: c }] }, ${ALL}`, 443, 'HTTPS')}`,
    ) + route('r', `${TO_GW}, ${RULES}`),
    [served('a.example.com', '80'), served('b.example.com', '443')],
    [],
  ],
  [
    'is one of several Gateways',
    gateway('infra/gw', listener('http', ALL)) +
      gateway('gw', listener('http', '', 8080)) +
      route('r', `parentRefs: [{ name: gw, namespace: infra }, { name: gw }], ${RULES}`),
    [served('*', '8080', 'default/gw[Gateway]'), served('*', '80')],
    [],
  ],
  [
    'belongs to a Gateway that is not there',
    gateway('infra/other', listener('http', ALL)) + route('r', `${TO_GW}, ${RULES}`),
    [NOT_SERVED],
    ['parent-missing: Gateway infra/gw is not in the input'],
  ],
  [
    'may belong to a Gateway of a namespace that is not in the input',
    route('r', `${TO_GW}, ${RULES}`),
    // The proxy of a Gateway that only routes name is there where the cluster tells findProxies of routes.
    [expect.stringMatching(/^\* : by (infra\/gw\[Gateway\]|nobody): default\/web:80 → 8080$/) as string],
    [],
  ],
  ['is asked for by no parent at all', route('r', RULES), [NOT_SERVED], ['parent-missing: it names no parent']],
  [
    'is no Gateway but a thing that takes no routes',
    route('r', `parentRefs: [{ group: example.com, kind: Tunnel, name: t }], ${RULES}`),
    [NOT_SERVED],
    ['parent-missing: a Tunnel of example.com is no parent for routes'],
  ],
];

describe('a listener', () => {
  it.each(ROWS)('%s', (_, manifests, rules, problems) => {
    const found = routedOne(id, app('web') + manifests);
    expect(rulesText(found)).toEqual(rules);
    expect(problemsText(found)).toEqual(problems);
    expect(found.isMesh).toBe(false);
  });

  it('is shown beside the parent that it does not take', () => {
    const [problem] = routedOne(id, gateway('infra/gw', listener('http')), route('r', `${TO_GW}, ${RULES}`)).problems;
    expect(problem && placed(problem)).toMatchObject({
      location: { file: 'manifests-1.yaml', line: 5 },
      related: [{ message: 'listener http', location: { file: 'manifests.yaml', line: 5 } }],
    });
  });
});

describe('a mesh route', () => {
  const parent = 'parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]';

  it('exposes nothing', () => {
    const found = routedOne(id, app('web') + route('r', `${parent}, ${RULES}`));
    expect(found.isMesh).toBe(true);
    expect(rulesText(found)).toEqual([NOT_SERVED]);
    expect(problemsText(found)).toEqual([]);
  });

  it('needs its Service', () => {
    const found = routedOne(id, app('web') + route('r', `${parent.replace('web', 'wed')}, ${RULES}`));
    expect(problemsText(found)).toEqual(['service-missing: no Service wed in namespace default; there is web']);
  });

  it('is none where a Gateway serves it as well', () => {
    const both = `parentRefs: [{ group: "", kind: Service, name: web }, { name: gw }]`;
    const found = routedOne(id, app('web') + gateway('gw', listener('http')) + route('r', `${both}, ${RULES}`));
    expect(found.isMesh).toBe(false);
    expect(rulesText(found)).toEqual([served('*', '80', 'default/gw[Gateway]')]);
  });
});

const tls = 'tls: { mode: Passthrough }';

describe('routes of other kinds', () => {
  it.each([
    ['TLSRoute', 'v1', 'TLS', `hostnames: [a.example.com], `, 'a.example.com'],
    ['TLSRoute', 'v1alpha2', 'TLS', `hostnames: [a.example.com], `, 'a.example.com'],
    ['TCPRoute', 'v1alpha2', 'TCP', '', '*'],
    ['TCPRoute', 'v1', 'TLS', '', '*'],
    ['GRPCRoute', 'v1', 'HTTP', '', '*'],
    ['HTTPRoute', 'v1beta1', 'HTTP', '', '*'],
  ])('%s %s attaches to %s', (kind, version, protocol, hostnames, hosts) => {
    const found = routedOne(
      `default/r[${kind}]`,
      app('web'),
      gateway('gw', listener('l', protocol === 'TLS' ? tls : '', 9000, protocol)),
      route('r', `parentRefs: [{ name: gw }], ${hostnames}${RULES}`, kind, version),
    );
    expect(problemsText(found)).toEqual([]);
    expect(rulesText(found)).toEqual([served(hosts, '9000', 'default/gw[Gateway]')]);
  });

  it('UDPRoute asks for a UDP port', () => {
    const found = routedOne(
      'default/r[UDPRoute]',
      app('web'),
      gateway('gw', listener('l', '', 53, 'UDP')),
      route('r', `parentRefs: [{ name: gw }], ${RULES}`, 'UDPRoute', 'v1alpha2'),
    );
    expect(problemsText(found)).toEqual(['port-missing: Service default/web has no UDP port 80; it has 80 (http)']);
  });
});

const NONE = 'a.example.com : by nobody: default/web:80 → 8080';

describe('listeners that clash', () => {
  it('are none of them accepted', () => {
    const found = routedOne(
      id,
      app('web') +
        gateway('gw', `${listener('one')}, ${listener('two')}`) +
        route('r', `parentRefs: [{ name: gw, sectionName: two }], ${RULES}`),
    );
    expect(rulesText(found)).toEqual([NOT_SERVED]);
    expect(problemsText(found)).toEqual([
      'listener-conflict: listener two of Gateway default/gw clashes with one: both are HTTP on port 80 for every host',
    ]);
  });

  it('are told apart by their hostnames', () => {
    const found = routedOne(
      id,
      app('web') +
        gateway('gw', `${listener('one', 'hostname: a.example.com')}, ${listener('two', 'hostname: b.example.com')}`) +
        route('r', `parentRefs: [{ name: gw }], ${RULES}`),
    );
    expect(problemsText(found)).toEqual([]);
  });

  it('are TCP and HTTP on one port, but not UDP', () => {
    const listeners = [listener('one'), listener('two', '', 80, 'TCP'), listener('three', '', 80, 'UDP')];
    const gw = gateway('gw', listeners.join(', '));
    const found = routedOne(id, app('web') + gw + route('r', `parentRefs: [{ name: gw }], ${RULES}`));
    expect(problemsText(found)).toEqual([
      'listener-conflict: listener one of Gateway default/gw clashes with two: TCP has port 80',
    ]);
  });
});

describe('a ListenerSet', () => {
  const set = (name: string, listeners = listener('more', '', 8080)): string =>
    object(
      'gateway.networking.k8s.io/v1',
      'ListenerSet',
      name,
      `parentRef: { name: gw, namespace: infra }, listeners: [${listeners}]`,
    );
  const toSet = route('r', `parentRefs: [{ kind: ListenerSet, name: set }], ${RULES}`);
  const admitting = 'allowedListeners: { namespaces: { from: All } }';

  it('adds nothing to a Gateway that does not say so', () => {
    const found = routedOne(id, app('web') + gateway('infra/gw', listener('http')) + set('set') + toSet);
    expect(rulesText(found)).toEqual([NOT_SERVED]);
    expect(problemsText(found)).toEqual([
      'not-attached: ListenerSet default/set has no effect: the allowedListeners of Gateway infra/gw admit none',
    ]);
  });

  it('adds listeners for routes of its own namespace', () => {
    const found = routedOne(id, app('web') + gateway('infra/gw', listener('http'), admitting) + set('set') + toSet);
    expect(problemsText(found)).toEqual([]);
    expect(rulesText(found)).toEqual([served('*', '8080')]);
  });

  it('gives way to the Gateway where both ask for the same', () => {
    const gw = gateway('infra/gw', listener('http', ALL), admitting);
    const own = routedOne(id, app('web') + gw + set('set', listener('more')) + toSet);
    expect(problemsText(own)).toEqual([
      'listener-conflict: listener more of ListenerSet default/set clashes with http: both are HTTP on port 80 for every host',
    ]);
    const other = routedOne(id, app('web') + gw + set('set', listener('more')) + route('r', `${TO_GW}, ${RULES}`));
    expect(problemsText(other)).toEqual([]);
  });

  it('has no effect without its Gateway', () => {
    const found = routedOne(id, app('web') + app('infra/x') + set('set') + toSet);
    expect(problemsText(found)).toEqual([
      'parent-missing: ListenerSet default/set has no effect: Gateway infra/gw is not in the input',
    ]);
  });

  it('is read as XListenerSet too', () => {
    const found = routedOne(
      id,
      app('web') +
        gateway('infra/gw', listener('http'), admitting) +
        set('set').replace('ListenerSet', 'XListenerSet').replace('k8s.io/v1', 'x-k8s.io/v1alpha1') +
        route('r', `parentRefs: [{ group: gateway.networking.x-k8s.io, kind: XListenerSet, name: set }], ${RULES}`),
    );
    expect(problemsText(found)).toEqual([]);
    expect(rulesText(found)).toEqual([served('*', '8080')]);
  });
});

describe('an HTTPRoute and a GRPCRoute on one listener', () => {
  const gw = gateway('gw', listener('http', 'hostname: "*.example.com"'));
  const on = (name: string, host: string, kind: string): string =>
    route(name, `parentRefs: [{ name: gw }], hostnames: [${host}], ${RULES}`, kind);

  it('are not both accepted for one host: the first by name is', () => {
    const manifests = app('web') + gw + on('r', 'a.example.com', 'HTTPRoute') + on('q', '"*.example.com"', 'GRPCRoute');
    const loser = routedOne(id, manifests);
    expect(rulesText(loser)).toEqual([NONE]);
    expect(problemsText(loser)).toEqual([
      'not-attached: listener http of Gateway default/gw serves a.example.com for default/q[GRPCRoute], and it takes an HTTPRoute or a GRPCRoute for one host, not both',
    ]);
    expect(problemsText(routedOne('default/q[GRPCRoute]', manifests))).toEqual([]);
  });

  it('share it for different hosts', () => {
    const found = routedOne(
      id,
      app('web') + gw + on('r', 'a.example.com', 'HTTPRoute') + on('q', 'b.example.com', 'GRPCRoute'),
    );
    expect(problemsText(found)).toEqual([]);
  });

  it('do not hinder routes of their own kind', () => {
    const found = routedOne(
      id,
      app('web') + gw + on('r', 'a.example.com', 'HTTPRoute') + on('q', 'a.example.com', 'HTTPRoute'),
    );
    expect(problemsText(found)).toEqual([]);
  });
});
