import { describe, expect, it } from 'vitest';
import { decodeText, problemsOf } from './documents.ts';
import { decodeOne, expectRejected } from './rejection.ts';

const GROUP = 'gateway.networking.k8s.io';

const object = (apiVersion: string, kind: string, spec: string): string => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: shop, namespace: web }
spec: { ${spec} }
`;

const route = (kind: string, spec: string, version = 'v1'): string => object(`${GROUP}/${version}`, kind, spec);

const API = 'backendRefs: [{ name: api, port: 80 }]';

const apiBackend = { group: '', kind: 'Service', namespace: 'web', name: 'api', port: 80, weight: 1, role: 'forward' };

describe('routes of the Gateway API', () => {
  it.each([
    ['HTTPRoute', ['v1', 'v1beta1', 'v1alpha2']],
    ['GRPCRoute', ['v1', 'v1alpha2']],
    ['TLSRoute', ['v1', 'v1alpha3', 'v1alpha2']],
    ['TCPRoute', ['v1', 'v1alpha2']],
    ['UDPRoute', ['v1', 'v1alpha2']],
  ] as const)('%s of the versions %s is read', (kind, versions) => {
    const hostnames = kind === 'TLSRoute' ? 'hostnames: [a.example.com],' : '';
    for (const version of versions) {
      const spec = `parentRefs: [{ name: main }], ${hostnames} rules: [{ ${API} }]`;
      const path = ['spec', 'rules', 0];
      expect(decodeOne(route(kind, spec, version))).toMatchObject({
        type: 'gateway-route',
        routeKind: kind,
        ref: { kind, namespace: 'web', name: 'shop' },
        parents: [{ group: GROUP, kind: 'Gateway', namespace: 'web', name: 'main', path: ['spec', 'parentRefs', 0] }],
        hostnames: kind === 'TLSRoute' ? ['a.example.com'] : [],
        rules: [
          { matches: [], isRedirect: false, path, backends: [{ ...apiBackend, path: [...path, 'backendRefs', 0] }] },
        ],
      });
    }
  });

  it('names parents of other kinds and namespaces, by listener and port', () => {
    const parents =
      'parentRefs: [{ name: a, namespace: edge, sectionName: tls, port: 443 }, { group: "", kind: Service, name: b }]';
    expect(decodeOne(route('HTTPRoute', parents))).toMatchObject({
      parents: [
        { group: GROUP, kind: 'Gateway', namespace: 'edge', name: 'a', sectionName: 'tls', port: 443 },
        { group: '', kind: 'Service', namespace: 'web', name: 'b' },
      ],
    });
  });

  it('names backends of other kinds and namespaces, with weights', () => {
    const refs = `rules: [{ name: r, backendRefs: [{ name: a, namespace: app, port: 80, weight: 0 },
      { group: inference.networking.k8s.io, kind: InferencePool, name: b, weight: 9 }] }]`;
    expect(decodeOne(route('HTTPRoute', refs))).toMatchObject({
      rules: [
        {
          name: 'r',
          backends: [
            { namespace: 'app', port: 80, weight: 0 },
            { group: 'inference.networking.k8s.io', kind: 'InferencePool', name: 'b', weight: 9 },
          ],
        },
      ],
    });
  });

  it.each(['', 'rules: []', 'rules: null'])('an HTTPRoute with { %s } has one rule that leads nowhere', (spec) => {
    expect(decodeOne(route('HTTPRoute', spec))).toMatchObject({
      rules: [{ matches: [], isRedirect: false, backends: [], path: ['spec', 'rules'] }],
    });
  });

  it('counts who gets a copy of the requests, and who is asked about them', () => {
    const mirror = (name: string): string =>
      `{ type: RequestMirror, requestMirror: { backendRef: { name: ${name}, port: 1 }, percent: 5 } }`;
    const auth =
      '{ type: ExternalAuth, externalAuth: { protocol: GRPC, grpc: {}, backendRef: { name: auth, port: 2 } } }';
    const spec = `rules: [{ filters: [{ type: CORS, cors: {} }, ${mirror('rule')}, ${auth}],
      backendRefs: [{ name: api, port: 80, filters: [${mirror('own')}] }] }]`;
    const path = ['spec', 'rules', 0];
    const own = [...path, 'backendRefs', 0, 'filters', 0, 'requestMirror', 'backendRef'];
    for (const kind of ['HTTPRoute', 'GRPCRoute']) {
      expect(decodeOne(route(kind, spec))).toMatchObject({
        rules: [
          {
            isRedirect: false,
            backends: [
              { name: 'api', role: 'forward' },
              { name: 'own', role: 'mirror', weight: 1, path: own },
              { name: 'rule', role: 'mirror', weight: 1, path: [...path, 'filters', 1, 'requestMirror', 'backendRef'] },
              { name: 'auth', role: 'mirror', path: [...path, 'filters', 2, 'externalAuth', 'backendRef'] },
            ],
          },
        ],
      });
    }
  });

  it('reads no filters where the kind has none', () => {
    const filters = 'filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: b, port: 1 } } }]';
    const { resources, problems } = decodeText(route('TCPRoute', `rules: [{ ${filters}, ${API} }]`));
    expect(problems.map(({ rule }) => rule)).toEqual(['NG008']);
    expect(resources).toMatchObject([{ rules: [{ backends: [{ name: 'api' }] }] }]);
  });

  it('a redirect answers by itself', () => {
    const spec = 'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]';
    expect(decodeOne(route('HTTPRoute', spec))).toMatchObject({ rules: [{ isRedirect: true, backends: [] }] });
  });

  it.each([
    ['HTTPRoute', '{ path: { value: /api } }', '/api'],
    ['HTTPRoute', '{ path: { type: PathPrefix, value: /api }, method: GET }', 'GET /api'],
    ['HTTPRoute', '{ path: { type: Exact, value: /x } }', '/x (Exact)'],
    [
      'HTTPRoute',
      '{ path: { type: RegularExpression, value: "/v[12]" }, method: POST }',
      'POST /v[12] (RegularExpression)',
    ],
    ['HTTPRoute', '{}', '/'],
    ['HTTPRoute', '{ headers: [{ name: x-canary, value: token }] }', '/ (header x-canary)'],
    [
      'HTTPRoute',
      '{ path: { type: Exact, value: /x }, headers: [{ name: a, value: b }, { name: c, type: RegularExpression, value: d }], queryParams: [{ name: q, value: r }] }',
      '/x (Exact, header a, header c, query q)',
    ],
    ['GRPCRoute', '{ method: { service: shop.Cart, method: Add } }', 'shop.Cart/Add'],
    ['GRPCRoute', '{ method: { service: shop.Cart } }', 'shop.Cart/*'],
    ['GRPCRoute', '{ method: { method: Add, type: RegularExpression } }', '*/Add (RegularExpression)'],
    ['GRPCRoute', '{ headers: [{ name: x, value: token }] }', '*/* (header x)'],
  ])('%s with the match %s is read as %s', (kind, match, text) => {
    expect(decodeOne(route(kind, `rules: [{ matches: [${match}], ${API} }]`))).toMatchObject({
      rules: [{ matches: [text] }],
    });
  });

  it('a TLSRoute of the first version may be without hostnames', () => {
    expect(decodeOne(route('TLSRoute', `rules: [{ ${API} }]`, 'v1alpha2'))).toMatchObject({ hostnames: [] });
  });

  it.each([
    ['HTTPRoute', 'parentRefs: [^{ namespace: a }]', 'spec.parentRefs[0].name is missing'],
    ['HTTPRoute', 'rules: [{ backendRefs: [^{ port: 80 }] }]', 'spec.rules[0].backendRefs[0].name is missing'],
    [
      'HTTPRoute',
      'rules: [{ backendRefs: [^{ name: a }] }]',
      'spec.rules[0].backendRefs[0].port is missing: a Service is asked on one of its ports',
    ],
    [
      'HTTPRoute',
      'rules: [{ backendRefs: [{ name: a, port: 1, weight: ^-1 }] }]',
      'spec.rules[0].backendRefs[0].weight must be at least 0, not -1',
    ],
    [
      'HTTPRoute',
      'rules: [{ filters: [{ type: RequestMirror, requestMirror: { ^backendRef: { name: a } } }] }]',
      'spec.rules[0].filters[0].requestMirror.backendRef.port is missing: a Service is asked on one of its ports',
    ],
    [
      'HTTPRoute',
      'rules: [{ filters: [^{ type: RequestMirror }] }]',
      'spec.rules[0].filters[0].requestMirror is missing',
    ],
    [
      'HTTPRoute',
      'rules: [{ filters: [{ type: RequestMirror, ^requestMirror: {} }] }]',
      'spec.rules[0].filters[0].requestMirror.backendRef is missing',
    ],
    [
      'HTTPRoute',
      'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: {} }], backendRefs: ^[{ name: a, port: 1 }] }]',
      'spec.rules[0].backendRefs must not stand beside a RequestRedirect filter',
    ],
    [
      'HTTPRoute',
      'rules: [{ matches: [{ path: { type: ^Prefix, value: / } }] }]',
      'spec.rules[0].matches[0].path.type must be Exact, PathPrefix or RegularExpression, not "Prefix"',
    ],
    [
      'GRPCRoute',
      'hostnames: [^10.0.0.1]',
      'spec.hostnames[0] must be a DNS name in lower case, without port, whose whole first part may be "*"; it may be no IP address, not "10.0.0.1"',
    ],
    [
      'TLSRoute',
      `hostnames: [a.example.com], rules: ^[{ ${API} }, { ${API} }]`,
      'spec.rules must hold one rule only, not 2',
    ],
    ['TCPRoute', `rules: [{ ^backendRefs: [] }]`, 'spec.rules[0].backendRefs is missing'],
    ['UDPRoute', `rules: ^[{ ${API} }, { ${API} }]`, 'spec.rules must hold one rule only, not 2'],
  ])('%s with { %s } is rejected', (kind, spec, message) => {
    expectRejected(route(kind, spec), message);
  });

  it.each(['TCPRoute', 'UDPRoute', 'TLSRoute'])('%s without rules is rejected', (kind) => {
    const text = route(kind, 'hostnames: [a.example.com]');
    const [first] = problemsOf(text);
    expect(first).toBe('a.yaml:5:1 NG004 spec.rules is missing');
  });

  it('a TLSRoute without hostnames is rejected', () => {
    expectRejected(route('TLSRoute', `rules: [{ ${API} }]`).replace('spec:', '^spec:'), 'spec.hostnames is missing');
  });

  it.each([
    ['HTTPRoute', 'rules: [{ backendRef: [] }]', 'spec.rules[0].backendRef', 'did you mean backendRefs?'],
    ['HTTPRoute', 'parentRef: [{ name: a }]', 'spec.parentRef', 'did you mean parentRefs?'],
    ['HTTPRoute', 'hostname: [a.example.com]', 'spec.hostname', 'did you mean hostnames?'],
    [
      'HTTPRoute',
      'rules: [{ backendRefs: [{ name: a, port: 1, wieght: 0 }] }]',
      'spec.rules[0].backendRefs[0].wieght',
      'did you mean weight?',
    ],
    ['TCPRoute', `hostnames: [a.example.com], rules: [{ ${API} }]`, 'spec.hostnames', undefined],
  ])('%s with { %s } has an unknown field', (kind, spec, path, hint) => {
    const [problem] = decodeText(route(kind, spec)).problems;
    const end = hint === undefined ? '' : `; ${hint}`;
    expect(problem).toMatchObject({ rule: 'NG008', message: `${path} is no field of ${kind} and has no effect${end}` });
  });

  it('minds no settings that decide nothing', () => {
    const spec = `useDefaultGateways: None, rules: [{ timeouts: { request: 1s }, retry: {}, sessionPersistence: {},
      filters: [{ type: URLRewrite, urlRewrite: { anything: 1 } }, { type: ExtensionRef, extensionRef: {} }, { type: New, new: 1 }], ${API} }]`;
    expect(problemsOf(route('HTTPRoute', spec))).toEqual([]);
  });
});

describe('an OpenShift Route', () => {
  const openShift = (spec: string, apiVersion = 'route.openshift.io/v1'): string => object(apiVersion, 'Route', spec);

  it.each(['route.openshift.io/v1', 'v1'])('of %s is read with its defaults', (apiVersion) => {
    const read = decodeOne(openShift('to: { name: api }', apiVersion));
    expect(read).toMatchObject({
      type: 'openshift-route',
      ref: { kind: 'Route', namespace: 'web', name: 'shop' },
      backends: [{ kind: 'Service', name: 'api', weight: 100, path: ['spec', 'to'] }],
    });
    for (const field of ['host', 'urlPath', 'targetPort', 'tls']) expect(read).not.toHaveProperty(field);
  });

  it('is read with everything it may say', () => {
    const spec = `host: shop.example.com, path: /api, port: { targetPort: http }, tls: { termination: edge, key: k },
      to: { kind: Service, name: a, weight: 0 }, alternateBackends: [{ kind: Service, name: b, weight: 1 }], wildcardPolicy: None`;
    expect(decodeOne(openShift(spec))).toMatchObject({
      host: 'shop.example.com',
      urlPath: '/api',
      targetPort: 'http',
      tls: 'edge',
      backends: [
        { name: 'a', weight: 0, path: ['spec', 'to'] },
        { name: 'b', weight: 1, path: ['spec', 'alternateBackends', 0] },
      ],
    });
  });

  it('may name the port of the pods by its number', () => {
    expect(decodeOne(openShift('to: { name: api }, port: { targetPort: 8080 }'))).toMatchObject({ targetPort: 8080 });
  });

  it('keeps nothing of its keys', () => {
    const read = decodeOne(
      openShift('to: { name: a }, tls: { termination: reencrypt, key: hidden, certificate: hidden }'),
    );
    expect(JSON.stringify({ ...read, origin: undefined })).not.toContain('hidden');
  });

  it.each([
    ['^to: {}', 'spec.to.name is missing'],
    ['to: { name: a }, ^port: {}', 'spec.port.targetPort is missing'],
    ['to: { name: a }, port: { ^targetPort: "" }', 'spec.port.targetPort is missing'],
    [
      'to: { name: a }, host: ^Shop_1',
      'spec.host must be a DNS name: lower-case letters, digits, "-" or ".", not "Shop_1"',
    ],
    ['to: { name: a }, path: ^api', 'spec.path must begin with "/", not "api"'],
    [
      'to: { name: a }, path: ^/api, tls: { termination: passthrough }',
      'spec.path must not be set where the TLS termination is passthrough',
    ],
    [
      'to: { name: a }, tls: { termination: ^Edge }',
      'spec.tls.termination must be edge, passthrough or reencrypt, not "Edge"',
    ],
    ['to: { name: a }, ^tls: {}', 'spec.tls.termination is missing'],
    ['to: { name: a, weight: ^257 }', 'spec.to.weight must be at most 256, not 257'],
  ])('with { %s } is rejected', (spec, message) => {
    expectRejected(openShift(spec), message);
  });
});
