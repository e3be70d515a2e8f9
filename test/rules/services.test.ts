import { describe, expect, it } from 'vitest';
import { type AnalyzeOptions, analyze } from '../../src/analyze.ts';
import type { Finding } from '../../src/findings/index.ts';
import { namespace, pod, policy } from '../support/manifests.ts';
import { app, gateway, grant, ingress, listener, path, route } from '../services/routing/support.ts';
import { service } from '../services/support.ts';

const findingsIn = (text: string, options: AnalyzeOptions = {}): Finding[] => {
  const { problems, findings } = analyze({ texts: [{ file: 'a.yaml', text }] }, options);
  expect(problems).toEqual([]);
  return findings.filter(({ rule }) => rule.startsWith('NG2'));
};

const told = ({ rule, severity, message }: Finding): string => `${rule} ${severity}: ${message}`;
const relatedTo = ({ related }: Finding): string[] =>
  related.map(({ message, location: { line, column } }) => `${line}:${column} ${message}`);

const toWeb = service('shop/web', 'selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }]');
const web = pod('shop/web', 'app: web', ', ports: [{ name: http, containerPort: 8080 }]');
const client = pod('shop/client', 'app: client');
const ingressOf = (name: string, rules: string): string =>
  policy(`shop/${name}`, `podSelector: { matchLabels: { app: ${name} } }, policyTypes: [Ingress], ingress: [${rules}]`);
const fromClient = 'from: [{ podSelector: { matchLabels: { app: client } } }]';

describe('a selector that matches nothing', () => {
  const selecting = (selector: string): string =>
    service('shop/s', `selector: { ${selector} }, ports: [{ port: 8080 }]`);

  it.each<[what: string, selector: string, near: string]>([
    ['a letter of the value', 'app: wbe', 'matches no pod of namespace shop; shop/web has app=web'],
    ['a letter of the key', 'ap: web', 'matches no pod of namespace shop; shop/web has app=web'],
    ['capitals', 'app: Web', 'matches no pod of namespace shop; shop/web has app=web'],
    ['a label too many', 'app: web, tier: front', 'matches no pod of namespace shop; shop/web lacks tier=front alone'],
    ['another namespace', 'app: far', 'matches no pod of namespace shop; lab/far has these labels, in namespace lab'],
    ['nothing near', 'app: payment', 'matches no pod of namespace shop'],
  ])('names the nearest miss: %s', (_, selector, near) => {
    const [found] = findingsIn(web + pod('lab/far', 'app: far') + selecting(selector));
    expect(found?.severity).toBe('error');
    expect(found?.message.endsWith(near)).toBe(true);
  });

  it('points at the label that nearly matched', () => {
    const [found] = findingsIn(web + selecting('app: wbe'));
    expect(found && relatedTo(found)).toEqual(['4:51 the labels of shop/web']);
  });

  it('is no mistake in a namespace that is kept elsewhere', () => {
    const settings = { isExternalNamespace: (name: string) => name === 'shop' };
    expect(findingsIn(selecting('app: wbe'), { settings })).toEqual([]);
  });
});

describe('one cause', () => {
  const toService = ingressOf('web', `{ ${fromClient}, ports: [{ port: 80 }] }`);

  it('gives one finding where the policy opens the port of the Service', () => {
    const route = ingress('shop/in', `ingressClassName: nginx, rules: [{ http: { paths: [${path('/', 'web')}] } }]`);
    expect(findingsIn(toWeb + web + client + toService + route).map(told)).toEqual([
      'NG207 error: NetworkPolicy shop/web opens TCP 80, the port of Service shop/web, but policies see the port that its pods listen on: 8080',
    ]);
  });

  it('gives one finding where nobody is let in, the ingress controller neither', () => {
    const route = ingress('shop/in', `ingressClassName: nginx, rules: [{ http: { paths: [${path('/', 'web')}] } }]`);
    const closed = findingsIn(toWeb + web + client + ingressOf('web', '') + route);
    expect(closed.map(told)).toEqual([
      'NG223 error: Ingress shop/in leads to shop/web:80, but policies close TCP 8080 of shop/web to the ingress controller',
    ]);
    expect(findingsIn(toWeb + web + client + ingressOf('web', '')).map(told)).toEqual([
      'NG206 error: nobody reaches port 80 (http) of Service shop/web: policies close TCP 8080 of shop/web to everybody',
    ]);
  });

  it('gives one finding for a Service without pods, however many ports it has and routes lead to it', () => {
    const text =
      service('shop/web', 'selector: { app: none }, ports: [{ name: a, port: 80 }, { name: b, port: 81 }]') +
      ingress('shop/in', `rules: [{ http: { paths: [${path('/', 'web')}] } }]`);
    expect(findingsIn(text).map(({ rule }) => rule)).toEqual(['NG201']);
  });

  it('is told once for several rules of a route, with the other places', () => {
    const found = findingsIn(
      app('shop/web') + ingress('shop/in', `rules: [{ http: { paths: [${path('/', 'wbe')}, ${path('/a', 'wbe')}] } }]`),
    );
    expect(found.map(told)).toEqual([
      'NG221 error: Ingress shop/in leads to shop/wbe:80, and there is no Service wbe in namespace shop; there is web',
    ]);
    expect(found.flatMap(relatedTo)).toHaveLength(1);
  });
});

describe('nobody reaches a Service', () => {
  it('names the policies that isolate its pods', () => {
    const [found] = findingsIn(toWeb + web + client + ingressOf('web', ''));
    expect(found && relatedTo(found)).toEqual([
      expect.stringContaining('NetworkPolicy shop/web isolates shop/web for ingress') as unknown,
    ]);
  });

  it('is a warning where another port of it is open', () => {
    const two = service(
      'shop/web',
      'selector: { app: web }, ports: [{ name: a, port: 8080 }, { name: b, port: 9090 }]',
    );
    const text = two + web + client + ingressOf('web', `{ ${fromClient}, ports: [{ port: 8080 }] }`);
    expect(findingsIn(text).filter(({ rule }) => rule === 'NG206')).toMatchObject([{ severity: 'warning' }]);
  });

  it('is not said where namespaces elsewhere may bear the label that a rule asks for', () => {
    const closed = policy('front/deny', 'podSelector: {}, policyTypes: [Egress]');
    const inFront = namespace('front', 'tier: front') + pod('front/batch', 'app: batch') + closed;
    const text = toWeb + web + inFront;
    const admitting = (peer: string): string =>
      ingressOf('web', `{ from: [{ namespaceSelector: { matchLabels: { ${peer} } } }] }`);
    expect(findingsIn(text + admitting('tier: front'))).toEqual([]);
    expect(findingsIn(text + admitting('kubernetes.io/metadata.name: front')).map(({ rule }) => rule)).toEqual([
      'NG206',
    ]);
  });
});

describe('a route', () => {
  it('names the rule that nearly admits its controller', () => {
    const [found] = findingsIn(
      app('shop/web') +
        ingress('shop/in', `ingressClassName: nginx, rules: [{ http: { paths: [${path('/', 'web')}] } }]`) +
        ingressOf(
          'web',
          '{ from: [{ namespaceSelector: { matchLabels: { team: edge } }, podSelector: { matchLabels: { app: web } } }] }',
        ) +
        namespace('ops', 'team: edge') +
        pod('ops/web', 'app: web'),
    );
    expect(found?.rule).toBe('NG223');
    expect(found && relatedTo(found).join()).toContain(
      'web admits namespaces with team=edge; ingress-nginx has no label team',
    );
  });

  it('does not miss what is kept in a namespace elsewhere', () => {
    const text =
      gateway('shop/gw', listener('http')) +
      route(
        'shop/r',
        'parentRefs: [{ name: gw }], rules: [{ backendRefs: [{ name: api, namespace: data, port: 80 }] }]',
      );
    const settings = { isExternalNamespace: (name: string) => name === 'data' };
    expect(findingsIn(text).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['NG221 warning']);
    expect(findingsIn(text, { settings })).toEqual([]);
    const known = text + app('data/api');
    expect(findingsIn(known).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['NG225 error']);
    expect(findingsIn(known, { settings })).toEqual([]);
    expect(findingsIn(known + grant('data/g', 'shop', '{ group: "", kind: Service }'))).toEqual([]);
  });

  it('for clients in a mesh needs its Service', () => {
    const text = route(
      'shop/r',
      'parentRefs: [{ group: "", kind: Service, name: wbe, port: 80 }], rules: [{ backendRefs: [{ name: web, port: 80 }] }]',
    );
    expect(findingsIn(app('shop/web') + text).map(told)).toEqual([
      'NG221 error: HTTPRoute shop/r is for a Service, and there is no Service wbe in namespace shop; there is web',
    ]);
  });
});

it('tells a StatefulSet whose Service is kept elsewhere from one whose Service is missing', () => {
  const set = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec: { serviceName: db, selector: { matchLabels: { app: db } }, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db }] } } }
`;
  expect(findingsIn(set).map(({ rule }) => rule)).toEqual(['NG210']);
  expect(findingsIn(set, { settings: { isExternalNamespace: () => true } })).toEqual([]);
});
