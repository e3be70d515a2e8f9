import { describe, expect, it } from 'vitest';
import { pod } from '../../support/manifests.ts';
import { service } from '../support.ts';
import { app, object, problemsText, routed, routedOne, rulesText } from './support.ts';

const id = 'default/r[Route]';
const osRoute = (spec: string, name = 'r'): string => object('route.openshift.io/v1', 'Route', name, spec);
const WEB = 'to: { kind: Service, name: web }';
const TWO =
  pod('two', 'app: two', ', ports: [{ containerPort: 8080 }, { containerPort: 9090 }]') +
  service(
    'two',
    'selector: { app: two }, ports: [{ name: http, port: 80, targetPort: 8080 }, { name: metrics, port: 81, targetPort: 9090 }, { name: log, port: 514, protocol: UDP }]',
  );
const by = 'by ingress-controller:';

const ROWS: readonly (readonly [name: string, spec: string, rules: readonly string[], problems: readonly string[]])[] =
  [
    [
      'leads to every TCP port of its Service',
      'host: a.example.com, to: { kind: Service, name: two }',
      [`a.example.com :80 ${by} default/two:http 50% → 8080, default/two:metrics 50% → 9090`],
      [],
    ],
    [
      'names the port of the Service',
      'host: a.example.com, path: /x, to: { kind: Service, name: two }, port: { targetPort: metrics }',
      [`a.example.com /x (Prefix) :80 ${by} default/two:metrics → 9090`],
      [],
    ],
    [
      'numbers the port of the pods, not of the Service',
      `host: a.example.com, ${WEB}, port: { targetPort: 8080 }`,
      [`a.example.com :80 ${by} default/web:http → 8080`],
      [],
    ],
    [
      'has no use for the number of the Service port',
      `host: a.example.com, ${WEB}, port: { targetPort: 80 }`,
      [`a.example.com :80 ${by} default/web:80 port-missing`],
      ['port-missing: Service default/web has no port with the name or target port 80; it has http (target port 8080)'],
    ],
    [
      'is served on 443 with TLS',
      `host: a.example.com, ${WEB}, tls: { termination: edge }`,
      [`a.example.com :443 ${by} default/web:http → 8080`],
      [],
    ],
    [
      'shares the requests by weight',
      `host: a.example.com, to: { kind: Service, name: web, weight: 3 }, alternateBackends: [{ kind: Service, name: two, weight: 1 }], port: { targetPort: http }`,
      [`a.example.com :80 ${by} default/web:http 75% → 8080, default/two:http 25% → 8080`],
      [],
    ],
    [
      'names a Service that is not there',
      'host: a.example.com, to: { kind: Service, name: wab }',
      [`a.example.com :80 ${by} default/wab service-missing`],
      ['service-missing: no Service wab in namespace default; there is web'],
    ],
    [
      'gives its only Service weight 0',
      'host: a.example.com, to: { kind: Service, name: web, weight: 0 }',
      [`a.example.com :80 ${by} default/web:http 0% → 8080`],
      ['no-backend: every backend has weight 0'],
    ],
    ['leaves its host to the router', WEB, [`* :80 ${by} default/web:http → 8080`], []],
  ];

describe('an OpenShift Route', () => {
  it.each(ROWS)('%s', (_, spec, rules, problems) => {
    const found = routedOne(id, app('web') + TWO + osRoute(spec));
    expect(rulesText(found)).toEqual(rules);
    expect(problemsText(found)).toEqual(problems);
  });

  it('is not admitted for a host and path that another has', () => {
    const found = routedOne(
      id,
      app('web') + osRoute(`host: a.example.com, ${WEB}`) + osRoute(`host: a.example.com, ${WEB}`, 'earlier'),
    );
    expect(problemsText(found)).toEqual(['duplicate: a.example.com is in default/earlier[Route] already']);
  });
});

describe('all routes', () => {
  it('come in the order of their ids, whatever their kinds', () => {
    const all = routed(
      app('web') +
        osRoute(WEB, 'b') +
        object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'a', '') +
        object(
          'networking.k8s.io/v1',
          'Ingress',
          'c',
          'defaultBackend: { service: { name: web, port: { number: 80 } } }',
        ),
    );
    expect(all.map((each) => each.id)).toEqual(['default/a[HTTPRoute]', 'default/b[Route]', 'default/c[Ingress]']);
  });
});
