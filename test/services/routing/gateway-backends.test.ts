import { describe, expect, it } from 'vitest';
import { service } from '../support.ts';
import { app, gateway, grant, listener, placed, problemsText, route, routedOne, rulesText } from './support.ts';

const id = 'web/r[HTTPRoute]';
const gw = gateway('web/gw', listener('http'));
const inRules = (rules: string, name = 'web/r'): string => route(name, `parentRefs: [{ name: gw }], rules: [${rules}]`);
const to = (...refs: string[]): string => inRules(`{ backendRefs: [${refs.join(', ')}] }`);
const API = '{ name: api, namespace: app, port: 80 }';
const by = '* :80 by web/gw[Gateway]:';

/** Each row: an HTTPRoute in namespace web beside the Services web/web, web/new and app/api. */
const ROWS: readonly (readonly [
  name: string,
  manifests: string,
  rules: readonly string[],
  problems: readonly string[],
])[] = [
  [
    'stands in the own namespace by default, and its port is that of the Service',
    to('{ name: web, port: 80 }'),
    [`${by} web/web:80 → 8080`],
    [],
  ],
  [
    'has no such port',
    to('{ name: web, port: 8080 }'),
    [`${by} web/web:8080 port-missing`],
    [
      "port-missing: Service web/web has no port 8080; it has 80 (http); 8080 is the target port of 80, and a route names the Service's own port",
    ],
  ],
  [
    'is not there',
    to('{ name: wep, port: 80 }'),
    [`${by} web/wep:80 service-missing`],
    ['service-missing: no Service wep in namespace web; there is web'],
  ],
  [
    'is in a namespace that is not in the input, where its grant would be too',
    to('{ name: api, namespace: elsewhere, port: 80 }'),
    [`${by} elsewhere/api:80 service-elsewhere`],
    ['service-elsewhere: no namespace elsewhere in the input; there is a Service api in app'],
  ],
  [
    'needs a grant in another namespace',
    to(API),
    [`${by} app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'has its grant in its own namespace',
    to(API) + grant('app/g', 'web', '{ group: "", kind: Service }'),
    [`${by} app/api:80 → 8080`],
    [],
  ],
  [
    'is not granted by the namespace of the route',
    to(API) + grant('web/g', 'web', '{ group: "", kind: Service }'),
    [`${by} app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'is granted by name',
    to(API) + grant('app/g', 'web', '{ group: "", kind: Service, name: api }'),
    [`${by} app/api:80 → 8080`],
    [],
  ],
  [
    'is not granted by another name',
    to(API) + grant('app/g', 'web', '{ group: "", kind: Service, name: other }'),
    [`${by} app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'is not granted to another namespace',
    to(API) + grant('app/g', 'other', '{ group: "", kind: Service }'),
    [`${by} app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'is not granted to another kind of route',
    to(API) + grant('app/g', 'web', '{ group: "", kind: Service }', 'GRPCRoute'),
    [`${by} app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'is granted by one of several entries',
    to(API) + grant('app/g', 'web', '{ group: "", kind: Secret }, { group: "", kind: Service }'),
    [`${by} app/api:80 → 8080`],
    [],
  ],
  [
    'shares the requests by weight',
    to('{ name: web, port: 80, weight: 3 }', '{ name: new, port: 80 }'),
    [`${by} web/web:80 75% → 8080, web/new:80 25% → 8080`],
    [],
  ],
  [
    'gets nothing for weight 0, and may be missing then',
    to('{ name: web, port: 80 }', '{ name: next, port: 80, weight: 0 }'),
    [`${by} web/web:80 → 8080, web/next:80 0%`],
    [],
  ],
  [
    'is one of those that all have weight 0',
    to('{ name: web, port: 80, weight: 0 }', '{ name: new, port: 80, weight: 0 }'),
    [`${by} web/web:80 0% → 8080, web/new:80 0% → 8080`],
    ['no-backend: the rule gives every backend weight 0'],
  ],
  [
    'gets copies by a filter, under the same grants',
    inRules(
      `{ filters: [{ type: RequestMirror, requestMirror: { backendRef: ${API} } }], backendRefs: [{ name: web, port: 80 }] }`,
    ),
    [`${by} web/web:80 → 8080, mirror app/api:80 grant-missing`],
    ['grant-missing: no ReferenceGrant in namespace app lets HTTPRoutes of namespace web refer to Service api'],
  ],
  [
    'gets copies of the requests for one backend',
    inRules(
      '{ backendRefs: [{ name: web, port: 80, filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: new, port: 80 } } }] }] }',
    ),
    [`${by} web/web:80 → 8080, mirror web/new:80 → 8080`],
    [],
  ],
  [
    'may not be an ExternalName',
    service('web/out', 'type: ExternalName, externalName: api.example.com, ports: [{ port: 443 }]') +
      to('{ name: out, port: 443 }'),
    [`${by} web/out:443 backend-unsupported`],
    ['backend-unsupported: Service web/out is an ExternalName, which Gateways do not serve'],
  ],
  [
    'may be of a kind that only its controller knows',
    to('{ group: inference.networking.k8s.io, kind: InferencePool, name: llm, port: 80 }'),
    [`${by} InferencePool web/llm:80`],
    [],
  ],
  [
    'is not needed for a redirect',
    inRules('{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }'),
    [`${by} nothing`],
    [],
  ],
  [
    'is missing from a rule',
    inRules('{ name: one, matches: [{ path: { value: /a } }] }'),
    ['* /a :80 by web/gw[Gateway]: nothing'],
    ['no-backend: rule one has no backends'],
  ],
  [
    'is missing from a route without rules, which matches everything',
    route('web/r', 'parentRefs: [{ name: gw }]'),
    [`${by} nothing`],
    ['no-backend: the rule has no backends'],
  ],
];

describe('a backend of a Gateway API route', () => {
  it.each(ROWS)('%s', (_, manifests, rules, problems) => {
    const found = routedOne(id, app('web/web') + app('web/new') + app('app/api') + gw + manifests);
    expect(rulesText(found)).toEqual(rules);
    expect(problemsText(found)).toEqual(problems);
  });

  it('shows the grant that stands in the wrong namespace', () => {
    const found = routedOne(
      id,
      app('web/web') + app('app/api') + gw + to(API),
      grant('web/g', 'web', '{ group: "", kind: Service }'),
    );
    const problem = found.rules[0]?.backends[0]?.problem;
    expect(problem && placed(problem)).toMatchObject({
      related: [{ message: 'web/g must stand in namespace app to count', location: { file: 'manifests-1.yaml' } }],
    });
  });
});
