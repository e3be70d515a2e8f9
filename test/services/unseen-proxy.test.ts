import { describe, expect, it } from 'vitest';
import { analyzeText, pod, policy } from '../support/manifests.ts';
import { app, ingress } from './routing/support.ts';

const toWeb = (className: string): string =>
  ingress('in', `ingressClassName: ${className}, defaultBackend: { service: { name: web, port: { number: 80 } } }`);
const closed = policy('closed', 'podSelector: {}, policyTypes: [Ingress]');
const admit = (from: string): string => policy('admit', `podSelector: {}, ingress: [{ from: [${from}] }]`);
const byName = (name: string): string =>
  `{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }`;

const ROWS: readonly (readonly [from: string, more: string, status: string])[] = [
  // Usual installations.
  [byName('ingress-nginx'), '', 'reachable'],
  [
    '{ namespaceSelector: {}, podSelector: { matchLabels: { app.kubernetes.io/name: ingress-nginx } } }',
    '',
    'reachable',
  ],
  // Names that people give.
  [byName('ingress-nginx-external'), '', 'reachable'],
  [byName('platform-edge'), '', 'reachable'],
  ['{ namespaceSelector: { matchLabels: { purpose: ingress } } }', '', 'reachable'],
  // A controller on the host network is known by addresses.
  ['{ ipBlock: { cidr: 10.0.0.0/8 } }', '', 'reachable'],
  // One in the input that bears labels of its own.
  [byName('edge'), pod('edge/edge', 'role: front'), 'reachable'],
  // Somebody else.
  [byName('monitoring'), '', 'blocked'],
  [byName('tools'), pod('tools/debug', 'app: debug'), 'blocked'],
  ['{ podSelector: { matchLabels: { app: client } } }', '', 'blocked'],
  ['{ namespaceSelector: {}, podSelector: { matchLabels: { app.kubernetes.io/name: prometheus } } }', '', 'blocked'],
];

describe('an ingress controller that is not in the input, of class nginx', () => {
  it.each(ROWS)('with a rule from %s%s is %s', (from, more, status) => {
    const { overview } = analyzeText(app('web') + toWeb('nginx') + closed + admit(from) + more);
    const [entry] = overview.entryPoints;
    expect(entry?.type === 'route' && entry.rules[0]?.backends[0]?.status).toBe(status);
  });

  it('is told as an assumption', () => {
    const { assumptions } = analyzeText(app('web') + toWeb('nginx') + closed + admit(byName('ingress-nginx')));
    expect(assumptions.map(({ id }) => id)).toContain('proxy-unknown');
  });
});
