import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/services/index.ts';
import { routeAll } from '../../../src/services/routing/index.ts';
import { analyzeText } from '../../support/manifests.ts';
import { service } from '../support.ts';
import { app, ingress, ingressClass, path, placed, problemsText, routedOne, rulesText } from './support.ts';

const id = 'default/in[Ingress]';
const NGINX = 'k8s.io/ingress-nginx';

/** Each row: the spec of an Ingress beside the Services web and api, where its rules lead, what is wrong. */
const BACKENDS: readonly (readonly [
  name: string,
  spec: string,
  rules: readonly string[],
  problems: readonly string[],
])[] = [
  [
    'finds the port by the number of the Service',
    `rules: [{ host: shop.example.com, http: { paths: [${path('/', 'web')}] } }]`,
    ['shop.example.com / (Prefix) :80 by ingress-controller: default/web:80 → 8080'],
    [],
  ],
  [
    'finds the port by the name of the Service',
    `rules: [{ http: { paths: [${path('/a', 'web', 'name: http', 'Exact')}] } }]`,
    ['* /a (Exact) :80 by ingress-controller: default/web:http → 8080'],
    [],
  ],
  [
    'takes no target port for a number: it is the port of the Service',
    `rules: [{ http: { paths: [${path('/', 'web', 'number: 8080')}] } }]`,
    ['* / (Prefix) :80 by ingress-controller: default/web:8080 port-missing'],
    [
      "port-missing: Service default/web has no port 8080; it has 80 (http); 8080 is the target port of 80, and a route names the Service's own port",
    ],
  ],
  [
    'takes no name of a container port for that of the Service',
    `rules: [{ http: { paths: [${path('/', 'web', 'name: web')}] } }]`,
    ['* / (Prefix) :80 by ingress-controller: default/web:web port-missing'],
    ['port-missing: Service default/web has no port web; it has 80 (http)'],
  ],
  [
    'names the Service that may be meant',
    `rules: [{ http: { paths: [${path('/', 'wep')}] } }]`,
    ['* / (Prefix) :80 by ingress-controller: default/wep:80 service-missing'],
    ['service-missing: no Service wep in namespace default; there is web'],
  ],
  [
    'leads other hosts, and hosts without paths, to the default backend',
    'defaultBackend: { service: { name: web, port: { number: 80 } } }, rules: [{ host: a.example.com }]',
    [
      'a.example.com :80 by ingress-controller: default/web:80 → 8080',
      '* :80 by ingress-controller: default/web:80 → 8080',
    ],
    [],
  ],
  [
    'sees a host without paths and without a default backend',
    `rules: [{ host: a.example.com }, { host: b.example.com, http: { paths: [${path('/', 'web')}] } }]`,
    [
      'a.example.com :80 by ingress-controller: nothing',
      'b.example.com / (Prefix) :80 by ingress-controller: default/web:80 → 8080',
    ],
    ['no-backend: the rule for a.example.com has no paths, and the Ingress has no default backend'],
  ],
  [
    'follows an ExternalName no further: the controller itself connects there',
    `rules: [{ http: { paths: [${path('/', 'out', 'number: 443')}] } }]`,
    ['* / (Prefix) :80 by ingress-controller: default/out:443 → elsewhere'],
    [],
  ],
  [
    'asks no pod for fixed answers and objects of other kinds',
    `rules: [{ http: { paths: [${path('/r', 'redirect', 'name: use-annotation')}, { path: /f, pathType: Prefix, backend: { resource: { apiGroup: a.example.com, kind: Bucket, name: files } } }] } }]`,
    [
      '* /r (Prefix) :80 by ingress-controller: action redirect',
      '* /f (Prefix) :80 by ingress-controller: Bucket default/files',
    ],
    [],
  ],
  [
    'serves hosts with TLS on 443 as well',
    `tls: [{ hosts: [a.example.com, "*.b.example.com"] }], rules: [${[
      'a.example.com',
      'c.example.com',
      'x.b.example.com',
      'y.x.b.example.com',
    ]
      .map((host) => `{ host: ${host}, http: { paths: [${path('/', 'web')}] } }`)
      .join(', ')}]`,
    [
      'a.example.com / (Prefix) :80,443 by ingress-controller: default/web:80 → 8080',
      'c.example.com / (Prefix) :80 by ingress-controller: default/web:80 → 8080',
      'x.b.example.com / (Prefix) :80,443 by ingress-controller: default/web:80 → 8080',
      'y.x.b.example.com / (Prefix) :80 by ingress-controller: default/web:80 → 8080',
    ],
    [],
  ],
  [
    'serves every host with TLS where the entry names none',
    `tls: [{ secretName: s }], rules: [{ host: a.example.com, http: { paths: [${path('/', 'web')}] } }]`,
    ['a.example.com / (Prefix) :80,443 by ingress-controller: default/web:80 → 8080'],
    [],
  ],
  [
    'asks for a TCP port',
    `rules: [{ http: { paths: [${path('/', 'dns', 'number: 53')}] } }]`,
    ['* / (Prefix) :80 by ingress-controller: default/dns:53 port-missing'],
    ['port-missing: Service default/dns has no TCP port 53; it has 53/UDP'],
  ],
];

describe('an Ingress', () => {
  const services =
    app('web') +
    service('out', 'type: ExternalName, externalName: api.example.com') +
    service('dns', 'selector: { app: web }, ports: [{ port: 53, protocol: UDP }]');

  it.each(BACKENDS)('%s', (_, spec, rules, problems) => {
    const found = routedOne(id, services + ingress('in', spec));
    expect(rulesText(found)).toEqual(rules);
    expect(problemsText(found)).toEqual(problems);
  });

  it('looks for Services in its own namespace alone', () => {
    const found = routedOne(
      'shop/in[Ingress]',
      app('web') + ingress('shop/in', `rules: [{ http: { paths: [${path('/', 'web')}] } }]`),
    );
    expect(problemsText(found)).toEqual(['service-missing: no Service web in namespace shop; there is one in default']);
  });

  it('points at the backend that leads nowhere', () => {
    const [rule] = routedOne(id, ingress('in', `rules: [{ http: { paths: [${path('/', 'web')}] } }]`)).rules;
    const problem = rule?.backends[0]?.problem;
    expect(problem && placed(problem)).toMatchObject({ location: { file: 'manifests.yaml', line: 5 } });
  });
});

const WEB = `rules: [{ http: { paths: [${path('/', 'web')}] } }]`;

const CLASSES: readonly (readonly [name: string, manifests: string, problems: readonly string[]])[] = [
  ['needs no class where the input holds none', ingress('in', WEB), []],
  ['may name one where the input holds none', ingress('in', `ingressClassName: own, ${WEB}`), []],
  ['gets the default class', ingressClass('a', NGINX, true) + ingressClass('b', NGINX) + ingress('in', WEB), []],
  [
    'is served by nobody where there are classes and none is the default',
    ingressClass('a', NGINX) + ingress('in', WEB),
    ['class-missing: it names no class, and no IngressClass is the default; there is a'],
  ],
  [
    'is refused where several are the default',
    ingressClass('a', NGINX, true) + ingressClass('b', NGINX, true) + ingress('in', WEB),
    ['class-missing: it names no class, and several are the default: a, b'],
  ],
  [
    'names a class that is not there beside others',
    ingressClass('inner', NGINX) + ingress('in', `ingressClassName: outer, ${WEB}`),
    ['class-missing: no IngressClass outer in the input; there is inner'],
  ],
  [
    'may name a class that everybody knows',
    ingressClass('inner', NGINX) + ingress('in', `ingressClassName: traefik, ${WEB}`),
    [],
  ],
  [
    'may name its class by the annotation',
    ingressClass('inner', NGINX) + ingress('in', WEB, 'annotations: { kubernetes.io/ingress.class: inner }'),
    [],
  ],
];

describe('the class of an Ingress', () => {
  it.each(CLASSES)('%s', (_, manifests, problems) => {
    const found = routedOne(id, app('web') + manifests);
    expect(problemsText(found)).toEqual(problems);
    // Whatever is wrong with the class, somebody may serve it after all.
    expect(found.rules[0]?.proxy).toBeDefined();
  });
});

const onHost = (host: string, ...paths: string[]): string =>
  `rules: [{ host: ${host}, http: { paths: [${paths.join(', ')}] } }]`;
const A = 'a.example.com';

const DUPLICATES: readonly (readonly [name: string, manifests: string, problems: readonly string[]])[] = [
  [
    'in two Ingresses: the later one is never asked',
    ingress('in', onHost(A, path('/x', 'web'))) + ingress('first', onHost(A, path('/x', 'web'))),
    ['duplicate: a.example.com /x (Prefix) is in default/first[Ingress] already'],
  ],
  [
    'in one Ingress',
    ingress('in', onHost(A, path('/x', 'web'), path('/x/', 'web'))),
    ['duplicate: a.example.com /x/ (Prefix) is in it already'],
  ],
  [
    'in two namespaces',
    app('a/web') + ingress('in', onHost(A, path('/x', 'web'))) + ingress('a/in', onHost(A, path('/x', 'web'))),
    ['duplicate: a.example.com /x (Prefix) is in a/in[Ingress] already'],
  ],
  [
    'is none with another type of path, for Exact beats Prefix',
    ingress('in', onHost(A, path('/x', 'web'), path('/x', 'web', 'number: 80', 'Exact'))),
    [],
  ],
  ['is none with a longer path, for it wins', ingress('in', onHost(A, path('/x', 'web'), path('/x/y', 'web'))), []],
  [
    'is none for another host',
    ingress('in', onHost(A, path('/x', 'web'))) + ingress('first', onHost('b.example.com', path('/x', 'web'))),
    [],
  ],
  [
    'is none under a wildcard, for the exact host wins',
    ingress('in', onHost(A, path('/x', 'web'))) + ingress('first', onHost('"*.example.com"', path('/x', 'web'))),
    [],
  ],
  [
    'is none in another class',
    ingress('in', `ingressClassName: nginx, ${onHost(A, path('/x', 'web'))}`) +
      ingress('first', `ingressClassName: traefik, ${onHost(A, path('/x', 'web'))}`),
    [],
  ],
  [
    'is none where each Ingress has a load balancer of its own',
    ingress('in', `ingressClassName: alb, ${onHost(A, path('/x', 'web'))}`) +
      ingress('first', `ingressClassName: alb, ${onHost(A, path('/x', 'web'))}`),
    [],
  ],
];

describe('one host and path twice', () => {
  it.each(DUPLICATES)('%s', (_, manifests, problems) => {
    expect(problemsText(routedOne(id, app('web') + manifests))).toEqual(problems);
  });

  it('is meant where one of the two is a canary', () => {
    const { reachability } = analyzeText(
      app('web') + ingress('in', onHost(A, path('/x', 'web'))) + ingress('first', onHost(A, path('/x', 'web'))),
    );
    const { cluster } = reachability;
    const ingresses = cluster.ingresses.map((each) => ({ ...each, isCanary: each.ref.name === 'in' }));
    const found = routeAll({ ...cluster, ingresses }, buildCatalog(cluster, reachability));
    expect(found.flatMap(problemsText)).toEqual([]);
  });

  it('shows the first one too', () => {
    const found = routedOne(
      id,
      app('web') + ingress('first', onHost(A, path('/', 'web'))),
      ingress('in', onHost(A, path('/', 'web'))),
    );
    expect(found.problems.map(placed)).toMatchObject([
      { related: [{ message: 'the first', location: { file: 'manifests.yaml' } }] },
    ]);
  });

  it('is told of every host without paths but where another Ingress has some for it', () => {
    const found = routedOne(
      id,
      app('web') + ingress('in', `rules: [{ host: ${A} }]`) + ingress('minion', onHost(A, path('/', 'web'))),
    );
    expect(problemsText(found)).toEqual([]);
  });
});
