import { describe, expect, it } from 'vitest';
import { problemsOf } from './documents.ts';
import { decodeOne, expectRejected } from './rejection.ts';

const object = (apiVersion: string, kind: string, spec: string): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: main, namespace: edge }
spec: { ${spec} }
`;

const GROUP = 'gateway.networking.k8s.io';
const gateway = (spec: string): string => object(`${GROUP}/v1`, 'Gateway', `gatewayClassName: istio, ${spec}`);
const listeners = (...entries: readonly string[]): string =>
  gateway(`listeners: [${entries.map((entry) => `{ ${entry} }`).join(', ')}]`);

const HTTP = 'name: web, port: 80, protocol: HTTP';
const HOST_DEMAND =
  'must be a DNS name in lower case, without port, whose whole first part may be "*"; it may be no IP address';

describe('a GatewayClass', () => {
  it.each(['v1', 'v1beta1', 'v1alpha2'])('of version %s is read', (version) => {
    const read = decodeOne(
      object(`${GROUP}/${version}`, 'GatewayClass', 'controllerName: istio.io/gateway-controller'),
    );
    expect(read).toMatchObject({ type: 'gateway-class', controller: 'istio.io/gateway-controller' });
    expect(read.ref).toEqual({ kind: 'GatewayClass', name: 'main' });
  });

  it('needs a controller', () => {
    const text = object(`${GROUP}/v1`, 'GatewayClass', '').replace('spec:', '^spec:');
    expectRejected(text, 'spec.controllerName is missing');
  });
});

describe('a Gateway', () => {
  it.each(['v1', 'v1beta1', 'v1alpha2'])('of version %s is read with its defaults', (version) => {
    const text = object(`${GROUP}/${version}`, 'Gateway', `gatewayClassName: istio, listeners: [{ ${HTTP} }]`);
    expect(decodeOne(text)).toMatchObject({
      type: 'gateway',
      ref: { kind: 'Gateway', namespace: 'edge', name: 'main' },
      className: 'istio',
      listeners: [
        {
          name: 'web',
          port: 80,
          protocol: 'HTTP',
          allowedNamespaces: { from: 'Same' },
          path: ['spec', 'listeners', 0],
        },
      ],
      allowedListeners: { from: 'None' },
    });
    const [listener] = (decodeOne(text) as { listeners?: readonly unknown[] }).listeners ?? [];
    expect(listener).not.toHaveProperty('hostname');
    expect(listener).not.toHaveProperty('allowedKinds');
  });

  it('is read with all that decides who may attach', () => {
    const text = gateway(`allowedListeners: { namespaces: { from: All } }, listeners: [
      { name: a, port: 443, protocol: HTTPS, hostname: "*.example.com", tls: { mode: Terminate, certificateRefs: [{ name: c }] },
        allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: a } } }, kinds: [{ kind: HTTPRoute }, { group: x.example.com, kind: Own }] } },
      { name: b, port: 8443, protocol: TLS, tls: { mode: Passthrough }, allowedRoutes: { namespaces: { from: All }, kinds: [] } },
      { name: c, port: 53, protocol: UDP }, { name: d, port: 5432, protocol: TCP }, { name: e, port: 9000, protocol: x.example.com/own }]`);
    expect(decodeOne(text)).toMatchObject({
      allowedListeners: { from: 'All' },
      listeners: [
        {
          protocol: 'HTTPS',
          hostname: '*.example.com',
          allowedNamespaces: {
            from: 'Selector',
            selector: { requirements: [{ key: 'team', operator: 'In', values: ['a'] }] },
          },
          allowedKinds: [
            { group: GROUP, kind: 'HTTPRoute' },
            { group: 'x.example.com', kind: 'Own' },
          ],
        },
        { protocol: 'TLS', allowedNamespaces: { from: 'All' } },
        { protocol: 'UDP' },
        { protocol: 'TCP' },
        { protocol: 'x.example.com/own' },
      ],
    });
  });

  it('admits nobody by a selector that is not there', () => {
    expect(decodeOne(listeners(`${HTTP}, allowedRoutes: { namespaces: { from: Selector } }`))).toMatchObject({
      listeners: [{ allowedNamespaces: { from: 'None' } }],
    });
  });

  it('keeps listeners that agree in all but their names', () => {
    expect(decodeOne(listeners(HTTP, HTTP.replace('web', 'again')))).toMatchObject({
      listeners: [{ name: 'web' }, { name: 'again' }],
    });
  });

  it('needs a class', () => {
    const text = object(`${GROUP}/v1`, 'Gateway', `listeners: [{ ${HTTP} }]`).replace('spec:', '^spec:');
    expectRejected(text, 'spec.gatewayClassName is missing');
  });

  it.each([
    ['^{ port: 80, protocol: HTTP }', 'spec.listeners[0].name is missing'],
    ['^{ name: a, protocol: HTTP }', 'spec.listeners[0].port is missing'],
    ['{ name: a, port: ^0, protocol: HTTP }', 'spec.listeners[0].port must be at least 1, not 0'],
    ['^{ name: a, port: 80 }', 'spec.listeners[0].protocol is missing'],
    [
      '{ name: a, port: 53, protocol: UDP, hostname: ^a.example.com }',
      'spec.listeners[0].hostname must not be set where the protocol is UDP',
    ],
    [
      '{ name: a, port: 53, protocol: TCP, hostname: ^a.example.com }',
      'spec.listeners[0].hostname must not be set where the protocol is TCP',
    ],
    ...['HTTP', 'TCP', 'UDP'].map((protocol): [string, string] => [
      `{ name: a, port: 80, protocol: ${protocol}, tls: ^{} }`,
      `spec.listeners[0].tls must not be set where the protocol is ${protocol}`,
    ]),
    [
      '{ name: a, port: 443, protocol: HTTPS, tls: { mode: ^Passthrough } }',
      'spec.listeners[0].tls.mode must be Terminate where the protocol is HTTPS, not "Passthrough"',
    ],
    [
      '^{ name: a, port: 443, protocol: TLS }',
      'spec.listeners[0].tls is missing: with the protocol TLS it says where the encryption ends',
    ],
    ...['10.0.0.1', 'a.example.com:80', 'A.example.com', '"*"', 'a.*.com', '""'].map((host): [string, string] => [
      `{ ${HTTP}, hostname: ^${host} }`,
      `spec.listeners[0].hostname ${HOST_DEMAND}, not "${host.replaceAll('"', '')}"`,
    ]),
    [
      `{ ${HTTP} }, { name: ^web, port: 81, protocol: HTTP }`,
      'spec.listeners[1].name repeats the name "web" of another listener',
    ],
    [
      `{ ${HTTP}, allowedRoutes: { namespaces: { from: ^Any } } }`,
      'spec.listeners[0].allowedRoutes.namespaces.from must be All, Selector or Same, not "Any"',
    ],
    [
      `{ ${HTTP}, allowedRoutes: { kinds: [^{ group: a }] } }`,
      'spec.listeners[0].allowedRoutes.kinds[0].kind is missing',
    ],
  ])('is rejected with the listeners %s', (entries, message) => {
    expectRejected(gateway(`listeners: [${entries}]`), message);
  });

  it('tells fields that it does not have', () => {
    expect(problemsOf(listeners(`${HTTP}, hostnames: [a]`))).toEqual([
      'a.yaml:5:85 NG008 spec.listeners[0].hostnames is no field of Gateway and has no effect; did you mean hostname?',
    ]);
  });
});

describe('a ListenerSet', () => {
  it.each([
    [`${GROUP}/v1`, 'ListenerSet'],
    ['gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet'],
  ])('%s %s belongs to a Gateway of its namespace', (apiVersion, kind) => {
    const text = object(apiVersion, kind, `parentRef: { name: main }, listeners: [{ ${HTTP} }]`);
    expect(decodeOne(text)).toMatchObject({
      type: 'listener-set',
      parent: { group: GROUP, kind: 'Gateway', namespace: 'edge', name: 'main' },
      listeners: [{ name: 'web', port: 80, allowedNamespaces: { from: 'Same' } }],
    });
  });

  it('or to one elsewhere', () => {
    const parent = 'parentRef: { name: main, namespace: infra, kind: Gateway, group: gateway.networking.k8s.io }';
    expect(decodeOne(object(`${GROUP}/v1`, 'ListenerSet', `${parent}, listeners: []`))).toMatchObject({
      parent: { namespace: 'infra' },
    });
  });

  it.each([
    ['^spec', `listeners: [{ ${HTTP} }]`, 'spec.parentRef is missing'],
    ['spec', `^parentRef: {}, listeners: [{ ${HTTP} }]`, 'spec.parentRef.name is missing'],
    [
      'spec',
      `parentRef: { name: a }, listeners: [{ ${HTTP} }, { ${HTTP.replace('web', '^web')} }]`,
      'spec.listeners[1].name repeats the name "web" of another listener',
    ],
  ])('is rejected: %s { %s }', (key, spec, message) => {
    expectRejected(object(`${GROUP}/v1`, 'ListenerSet', spec).replace('spec:', `${key}:`), message);
  });
});

describe('a ReferenceGrant', () => {
  const grant = (spec: string, version = 'v1beta1'): string => object(`${GROUP}/${version}`, 'ReferenceGrant', spec);
  const FROM = 'from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: web }]';
  const TO = 'to: [{ group: "", kind: Service }]';

  it.each(['v1', 'v1beta1', 'v1alpha2'])('of version %s says who may refer to what', (version) => {
    const to = 'to: [{ group: "", kind: Service }, { group: "", kind: Service, name: api }]';
    expect(decodeOne(grant(`${FROM}, ${to}`, version))).toMatchObject({
      type: 'reference-grant',
      ref: { namespace: 'edge' },
      from: [{ group: GROUP, kind: 'HTTPRoute', namespace: 'web' }],
      to: [
        { group: '', kind: 'Service' },
        { group: '', kind: 'Service', name: 'api' },
      ],
    });
  });

  it.each([
    [TO, 'spec.from is missing'],
    [`${FROM}, to: []`, 'spec.to is missing'],
    [`${TO}, from: [{ group: "", kind: A }]`, 'spec.from[0].namespace is missing'],
    [`${FROM}, to: [{ kind: Service }]`, 'spec.to[0].group is missing'],
    [`${FROM}, to: [{ group: "", kind: "" }]`, 'spec.to[0].kind is missing'],
  ])('with { %s } is rejected', (spec, message) => {
    expect(problemsOf(grant(spec))).toEqual([expect.stringContaining(` NG004 ${message}`)]);
  });
});
