import { describe, expect, it } from 'vitest';
import { isUsedKind } from '../../src/manifest/index.ts';
import { decodeText, problemsOf } from './documents.ts';
import { decodeOne, expectRejected } from './rejection.ts';

const ingress = (spec: string, annotations = ''): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, annotations: { ${annotations} } }
spec: { ${spec} }
`;

const WEB = 'backend: { service: { name: web, port: { number: 80 } } }';

const withPath = (path: string): string => `rules: [{ http: { paths: [{ ${path} }] } }]`;

describe('an Ingress', () => {
  it('is read with hosts, paths, backends and where they stand', () => {
    const spec = `ingressClassName: nginx, rules: [
      { host: shop.example.com, http: { paths: [
        { path: /api, pathType: Prefix, backend: { service: { name: api, port: { name: http } } } },
        { path: /, pathType: Exact, ${WEB} }] } },
      { host: "*.example.com", http: { paths: [
        { pathType: ImplementationSpecific, backend: { resource: { apiGroup: a.example.com, kind: Bucket, name: files } } }] } },
      { host: bare.example.com }]`;
    const first = ['spec', 'rules', 0];
    expect(decodeOne(ingress(spec))).toMatchObject({
      type: 'ingress',
      className: 'nginx',
      rules: [
        {
          host: 'shop.example.com',
          path: first,
          paths: [
            {
              urlPath: '/api',
              pathType: 'Prefix',
              path: [...first, 'http', 'paths', 0],
              backend: {
                type: 'service',
                name: 'api',
                port: 'http',
                path: [...first, 'http', 'paths', 0, 'backend'],
              },
            },
            { urlPath: '/', pathType: 'Exact', backend: { type: 'service', name: 'web', port: 80 } },
          ],
        },
        {
          host: '*.example.com',
          paths: [{ pathType: 'ImplementationSpecific', backend: { type: 'resource', kind: 'Bucket', name: 'files' } }],
        },
        { host: 'bare.example.com', paths: [], path: ['spec', 'rules', 2] },
      ],
      tlsHosts: [],
    });
  });

  it('may have a default backend only', () => {
    const read = decodeOne(ingress(`defaultBackend: { service: { name: web, port: { number: 80, name: "" } } }`));
    expect(read).toMatchObject({
      rules: [],
      defaultBackend: { type: 'service', name: 'web', port: 80, path: ['spec', 'defaultBackend'] },
    });
    expect(read).not.toHaveProperty('className');
  });

  it('tells an action of the AWS controller from a Service', () => {
    const backend = 'backend: { service: { name: to-https, port: { name: use-annotation } } }';
    expect(decodeOne(ingress(withPath(`path: /, pathType: Prefix, ${backend}`)))).toMatchObject({
      rules: [{ paths: [{ backend: { type: 'action', name: 'to-https' } }] }],
    });
  });

  it('serves its TLS hosts, and all of them where it names none', () => {
    const spec = `${withPath(`pathType: ImplementationSpecific, ${WEB}`)}, tls: [{ hosts: [a.example.com, "*.b.example.com"], secretName: s }, { secretName: t }]`;
    expect(decodeOne(ingress(spec))).toMatchObject({ tlsHosts: ['a.example.com', '*.b.example.com', '*'] });
  });

  it.each([
    ['ingressClassName: nginx', '', 'nginx'],
    ['ingressClassName: nginx', 'kubernetes.io/ingress.class: nginx', 'nginx'],
    ['', 'kubernetes.io/ingress.class: traefik', 'traefik'],
  ])('with { %s } and { %s } is of class %s', (field, annotation, className) => {
    expect(decodeOne(ingress(`defaultBackend: { ${WEB.slice(11, -2)} }, ${field}`, annotation))).toMatchObject({
      className,
    });
  });

  it.each([
    ['^', 'spec must have rules or a defaultBackend'],
    ['defaultBackend: ^{}', 'spec.defaultBackend must have exactly one of service, resource'],
    [
      'defaultBackend: ^{ service: { name: a, port: { number: 1 } }, resource: { kind: A, name: a } }',
      'spec.defaultBackend must not have both service and resource, but exactly one of service, resource',
    ],
    ['rules: [{ ^http: {} }]', 'spec.rules[0].http.paths is missing'],
    [
      withPath(`path: /, pathType: Prefix`).replace('{ path:', '^{ path:'),
      'spec.rules[0].http.paths[0].backend is missing',
    ],
    [withPath(`path: /, ${WEB}`).replace('{ path:', '^{ path:'), 'spec.rules[0].http.paths[0].pathType is missing'],
    [
      withPath(`pathType: Prefix, ${WEB}`).replace('{ pathType:', '^{ pathType:'),
      'spec.rules[0].http.paths[0].path is missing: pathType Prefix needs one',
    ],
    [
      withPath(`path: /, pathType: ^prefix, ${WEB}`),
      'spec.rules[0].http.paths[0].pathType must be Exact, Prefix or ImplementationSpecific, not "prefix"',
    ],
    [
      withPath(`path: ^api, pathType: ImplementationSpecific, ${WEB}`),
      'spec.rules[0].http.paths[0].path must begin with "/", not "api"',
    ],
    [
      withPath(`pathType: ImplementationSpecific, backend: { service: { name: a, port: ^{ number: 1, name: b } } }`),
      'spec.rules[0].http.paths[0].backend.service.port must have exactly one of name, number',
    ],
    [
      withPath(`pathType: ImplementationSpecific, backend: { service: { name: a, port: ^{} } }`),
      'spec.rules[0].http.paths[0].backend.service.port must have exactly one of name, number',
    ],
    [
      withPath(`pathType: ImplementationSpecific, backend: { service: { name: a, port: { name: ^HTTP } } }`),
      'spec.rules[0].http.paths[0].backend.service.port.name must be a port name: at most 15 lower-case letters, digits or single "-" between them, with at least one letter, not "HTTP"',
    ],
    ['defaultBackend: { ^service: { name: a } }', 'spec.defaultBackend.service.port is missing'],
    ['defaultBackend: { ^service: { port: { number: 1 } } }', 'spec.defaultBackend.service.name is missing'],
    ['defaultBackend: { ^resource: { kind: A } }', 'spec.defaultBackend.resource.name is missing'],
  ])('is rejected with { %s }', (spec, message) => {
    const text = spec === '^' ? ingress('').replace('spec: ', 'spec: ^') : ingress(spec);
    expectRejected(text, message);
  });

  it.each(['/a//b', '/a/./b', '/a/../b', '/a%2fb', '/a%2Fb', '/a/..', '/.'])('must not have the path %s', (path) => {
    const message = problemsOf(ingress(withPath(`path: ${path}, pathType: Exact, ${WEB}`)));
    expect(message).toEqual([expect.stringContaining(`spec.rules[0].http.paths[0].path must not hold`)]);
    const free = withPath(`path: ${path}, pathType: ImplementationSpecific, ${WEB}`);
    expect(problemsOf(ingress(free))).toEqual([]);
  });

  it.each([
    '10.0.0.1',
    '"fd00::1"',
    'shop.example.com:8080',
    'Shop.example.com',
    '"*"',
    'a.*.example.com',
    '"*a.example.com"',
    'a_b.example.com',
    '-a.example.com',
  ])('must not have the host %s', (host) => {
    const name = JSON.stringify(host.replaceAll('"', ''));
    const demand =
      'must be a DNS name in lower case, without port, whose whole first part may be "*"; it may be no IP address, not';
    const paths = `http: { paths: [{ pathType: ImplementationSpecific, ${WEB} }] }`;
    expectRejected(ingress(`rules: [{ host: ^${host}, ${paths} }]`), `spec.rules[0].host ${demand} ${name}`);
    expectRejected(
      ingress(`rules: [{ ${paths} }], tls: [{ hosts: [^${host}] }]`),
      `spec.tls[0].hosts[0] ${demand} ${name}`,
    );
  });

  it('must not name two classes', () => {
    const spec = `ingressClassName: nginx, ${withPath(`pathType: ImplementationSpecific, ${WEB}`)}`;
    expectRejected(
      ingress(spec, 'kubernetes.io/ingress.class: ^traefik'),
      'metadata.annotations["kubernetes.io/ingress.class"] must be the same as spec.ingressClassName, "nginx", not "traefik"',
    );
  });

  it('of the time before v1 is explained by its unknown fields', () => {
    const spec = withPath('pathType: ImplementationSpecific, backend: { serviceName: web, servicePort: 80 }');
    expect(problemsOf(ingress(spec))).toEqual([
      'a.yaml:5:80 NG004 spec.rules[0].http.paths[0].backend must have exactly one of service, resource',
      'a.yaml:5:82 NG008 spec.rules[0].http.paths[0].backend.serviceName is no field of Ingress and has no effect',
      'a.yaml:5:100 NG008 spec.rules[0].http.paths[0].backend.servicePort is no field of Ingress and has no effect',
    ]);
  });
});

describe('an IngressClass', () => {
  const ingressClass = (annotations: string, spec = 'controller: k8s.io/ingress-nginx'): string => `
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx, namespace: ignored, annotations: { ${annotations} } }
spec: { ${spec} }
`;

  it.each([
    ['', false],
    ['ingressclass.kubernetes.io/is-default-class: "true"', true],
    ['ingressclass.kubernetes.io/is-default-class: "false"', false],
  ])('with { %s } is the default: %s', (annotations, isDefault) => {
    expect(decodeOne(ingressClass(annotations))).toMatchObject({
      type: 'ingress-class',
      ref: { kind: 'IngressClass', name: 'nginx' },
      controller: 'k8s.io/ingress-nginx',
      isDefault,
    });
    expect(decodeOne(ingressClass(annotations)).ref).not.toHaveProperty('namespace');
  });

  it('needs a controller', () => {
    expectRejected(ingressClass('', '').replace('spec:', '^spec:'), 'spec.controller is missing');
  });
});

describe('versions', () => {
  it.each([
    ['extensions/v1beta1', 'Ingress'],
    ['networking.k8s.io/v1beta1', 'Ingress'],
    ['networking.k8s.io/v1beta1', 'IngressClass'],
  ])('%s %s is no longer served', (apiVersion, kind) => {
    expectRejected(
      `apiVersion: ^${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\nspec: { rules: [{ http: { paths: 1 } }] }`,
      `apiVersion must be networking.k8s.io/v1: the API server does not serve ${apiVersion}`,
    );
    expect(isUsedKind(apiVersion, kind)).toBe(true);
  });

  it('of a foreign group are passed over', () => {
    const text = 'apiVersion: config.openshift.io/v1\nkind: Ingress\nmetadata: { name: cluster }\nspec: { domain: 1 }';
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [], skipped: [{ kind: 'Ingress' }] });
  });
});
