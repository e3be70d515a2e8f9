import { describe, expect, it } from 'vitest';
import type { Port, QueryAnswer } from '../../src/reach/index.ts';
import { PLAIN, queryJson, queryText } from '../../src/report/index.ts';
import { analyzeText, ask, pod, policy } from '../support/manifests.ts';
import { text } from './support.ts';

const analysis = analyzeText(
  pod('shop/web', 'app: web') +
    pod('shop/db', 'app: db') +
    pod('shop/host', 'app: host').replace('containers:', 'hostNetwork: true, containers:') +
    pod('tools/debug', 'app: debug') +
    policy('shop/default-deny', 'podSelector: {}, policyTypes: [Ingress]') +
    policy(
      'shop/allow-web',
      'podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]',
    ),
);

const answer = (from: string, to: string, port?: number): QueryAnswer =>
  ask(analysis, from, to, port === undefined ? undefined : ({ protocol: 'TCP', port } satisfies Port));

const told = (...answers: QueryAnswer[]): string => text(queryText(answers, [], PLAIN));

describe('the answer for people', () => {
  it('names the rule that allows and its place', () => {
    expect(told(answer('shop/web', 'shop/db', 5432))).toBe(`ALLOWED  shop/web → shop/db on TCP 5432

  Egress from shop/web: allowed
    No policy selects it for egress.
  Ingress to shop/db: allowed
    Allowed by rule spec.ingress[0] of shop/allow-web[NetworkPolicy] (manifests.yaml:30:58).
    Also selected by:
      shop/default-deny[NetworkPolicy] (manifests.yaml:22:1)
`);
  });

  it('names the policies that isolate, and what came nearest', () => {
    expect(told(answer('tools/debug', 'shop/db', 5432))).toBe(`DENIED  tools/debug → shop/db on TCP 5432

  Egress from tools/debug: allowed
    No policy selects it for egress.
  Ingress to shop/db: denied
    Isolated, and no rule of these policies lets tools/debug in:
      shop/allow-web[NetworkPolicy] (manifests.yaml:27:1)
      shop/default-deny[NetworkPolicy] (manifests.yaml:22:1)
    Nearest: allow-web admits pods of namespace shop; tools/debug is in tools (manifests.yaml:30:58)
`);
  });

  it('explains each stretch of ports when none is asked for', () => {
    const lines = told(answer('shop/web', 'shop/db')).split('\n');
    expect(lines[0]).toBe('ALLOWED  shop/web → shop/db on TCP 5432, and on no other port');
    expect(lines).toContain('TCP 5432: allowed');
    expect(lines).toContain('Every other port: denied');
  });

  it.each([
    ['tools/debug', 'tools/debug', 'A pod always reaches itself.'],
    ['shop/host', 'shop/db', 'A node always reaches the pods that run on it, and this may be its node.'],
    ['shop/web', 'shop/host', 'No policy can select it: it is on the host network.'],
    ['shop/web', '192.0.2.1', 'No policy can select it: it is outside the cluster.'],
  ])('says why %s reaches %s', (from, to, reason) => {
    const written = told(answer(from, to));
    expect(written).toMatch(/^ALLOWED {2}.* on all ports$/m);
    expect(written).toContain(reason);
  });

  it('gives several answers one after the other', () => {
    const verdicts = told(answer('shop/web', 'shop/db', 5432), answer('tools/debug', 'shop/db', 5432)).match(
      /^[A-Z]+ /gm,
    );
    expect(verdicts).toEqual(['ALLOWED ', 'DENIED ']);
  });

  it('names rules of admin policies that pass and deny', () => {
    const admin = (name: string, priority: number, action: string): string => `---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ${name} }
spec:
  priority: ${priority}
  subject: { namespaces: {} }
  ingress: [{ name: the-${name}, action: ${action}, from: [{ namespaces: {} }] }]
`;
    const baseline = admin('default', 0, 'Deny')
      .replace('AdminNetworkPolicy', 'BaselineAdminNetworkPolicy')
      .replace('  priority: 0\n', '');
    const written = told(
      ask(analyzeText(pod('a', '') + pod('b', '') + admin('first', 1, 'Pass') + baseline), 'a', 'b'),
    );
    expect(written).toContain('DENIED  a → b on any port');
    expect(written).not.toContain('Also selected by');
    expect(written).toContain(
      'Passed on by rule "the-first", spec.ingress[0] of first[AdminNetworkPolicy] (manifests.yaml:',
    );
    expect(written).toContain(
      'Denied by rule "the-default", spec.ingress[0] of default[BaselineAdminNetworkPolicy] (manifests.yaml:',
    );
  });
});

describe('the answer as JSON', () => {
  it('carries verdict, ports and reasons', () => {
    const json: unknown = JSON.parse(text(queryJson([answer('tools/debug', 'shop/db', 5432)], [])));
    expect(json).toMatchObject({
      schemaVersion: 1,
      allowed: false,
      answers: [
        {
          from: { id: 'tools/debug[Pod]', text: 'tools/debug' },
          to: { id: 'shop/db[Pod]' },
          port: { protocol: 'TCP', port: 5432 },
          ports: {},
          explanations: [
            {
              ports: { TCP: '5432' },
              egress: { allowed: true, reason: { type: 'default' } },
              ingress: {
                allowed: false,
                reason: {
                  type: 'isolated',
                  policies: [
                    { policy: 'shop/allow-web[NetworkPolicy]' },
                    { policy: 'shop/default-deny[NetworkPolicy]' },
                  ],
                },
              },
              nearest: [{ direction: 'ingress', policy: 'shop/allow-web[NetworkPolicy]' }],
            },
          ],
        },
      ],
    });
  });
});
