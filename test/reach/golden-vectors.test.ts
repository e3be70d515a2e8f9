import { describe, expect, it } from 'vitest';
import { analyzeText, namespace, pod, policy, reach } from '../support/manifests.ts';

const ALL = 'all ports';
const NONE = 'no port';

/** Table of the core semantics: each row one cluster, one question, one answer. */
const VECTORS: readonly (readonly [name: string, manifests: string, from: string, to: string, ports: string])[] = [
  ['allows everything without a policy', pod('a', '') + pod('b', ''), 'a', 'b', ALL],
  [
    'isolates ingress alone when policyTypes and egress are absent',
    pod('a', '') + pod('b', '') + policy('p', 'podSelector: {}, ingress: []'),
    'a',
    'b',
    NONE,
  ],
  [
    'does not isolate egress for an empty egress list without policyTypes',
    pod('a', 'x: z') + pod('b', '') + policy('p', 'podSelector: { matchLabels: { x: z } }, ingress: [], egress: []'),
    'a',
    'b',
    ALL,
  ],
  [
    'denies all egress, DNS included, for policyTypes Egress without rules',
    pod('a', 'x: z') + pod('b', '') + policy('p', 'podSelector: { matchLabels: { x: z } }, policyTypes: [Egress]'),
    'a',
    'b',
    NONE,
  ],
  [
    'leaves ingress free for policyTypes Egress',
    pod('a', 'x: z') + pod('b', '') + policy('p', 'podSelector: { matchLabels: { x: z } }, policyTypes: [Egress]'),
    'b',
    'a',
    ALL,
  ],
  [
    'ignores ingress rules that policyTypes leaves out',
    pod('a', '') +
      pod('b', '') +
      policy(
        'p',
        'podSelector: {}, policyTypes: [Egress], egress: [{}], ingress: [{from: [{podSelector: {matchLabels: {no: body}}}]}]',
      ),
    'a',
    'b',
    ALL,
  ],
  [
    'lets the rule {} allow everything',
    pod('a', '') + pod('b', '') + policy('p', 'podSelector: {}, ingress: [{}]'),
    'a',
    'b',
    ALL,
  ],
  [
    'opens TCP alone for ports [{}]',
    pod('a', '') + pod('b', '') + policy('p', 'podSelector: {}, ingress: [{ports: [{}]}]'),
    'a',
    'b',
    'TCP all ports',
  ],
  [
    'reads an empty from as everyone, outside too',
    pod('b', '') + policy('p', 'podSelector: {}, ingress: [{from: [], ports: [{port: 80}]}]'),
    '203.0.113.7',
    'b',
    'TCP 80',
  ],
  [
    'admits no address outside for namespaceSelector {}',
    pod('b', '') + policy('p', 'podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]'),
    '203.0.113.7',
    'b',
    NONE,
  ],
  [
    'keeps podSelector {} inside the own namespace',
    pod('a', '') + pod('other/c', '') + policy('p', 'podSelector: {}, ingress: [{from: [{podSelector: {}}]}]'),
    'other/c',
    'a',
    NONE,
  ],
  [
    'needs both selectors of one peer to match',
    namespace('team-b', 'team: b') +
      pod('team-b/x', 'app: x') +
      pod('a', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: x}}}]}]',
      ),
    'team-b/x',
    'a',
    NONE,
  ],
  [
    'lets either of two peers match',
    namespace('team-a', 'team: a') +
      pod('team-a/w', 'app: w') +
      pod('a', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {matchLabels: {app: x}}}]}]',
      ),
    'team-a/w',
    'a',
    ALL,
  ],
  [
    'finds a namespace by its implicit name label',
    pod('web/x', '') +
      pod('a', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}}]}]',
      ),
    'web/x',
    'a',
    ALL,
  ],
  [
    'matches NotIn where the label is absent',
    pod('a', '') +
      pod('b', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: env, operator: NotIn, values: [prod]}]}}]}]',
      ),
    'a',
    'b',
    ALL,
  ],
  [
    'resolves a named port on the destination pod',
    pod('a', '') +
      pod('b', '', ', ports: [{name: http, containerPort: 9090}]') +
      policy('p', 'podSelector: {}, ingress: [{ports: [{port: http}]}]'),
    'a',
    'b',
    'TCP 9090',
  ],
  [
    'denies a pod whose named port has another protocol',
    pod('a', '') +
      pod('b', '', ', ports: [{name: http, containerPort: 8080, protocol: UDP}]') +
      policy('p', 'podSelector: {}, ingress: [{ports: [{port: http}]}]'),
    'a',
    'b',
    NONE,
  ],
  [
    'opens a range with endPort, both ends included',
    pod('a', '') +
      pod('b', '') +
      policy('p', 'podSelector: {}, ingress: [{ports: [{port: 8000, endPort: 9000, protocol: SCTP}]}]'),
    'a',
    'b',
    'SCTP 8000-9000',
  ],
  [
    'lets a block that holds its whole family match pods of unknown address',
    pod('a', 'x: z') +
      pod('b', '') +
      policy(
        'p',
        'podSelector: {matchLabels: {x: z}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]',
      ),
    'a',
    'b',
    ALL,
  ],
  [
    'lets no narrower block match them',
    pod('a', 'x: z') +
      pod('b', '') +
      policy(
        'p',
        'podSelector: {matchLabels: {x: z}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]',
      ),
    'a',
    'b',
    NONE,
  ],
  [
    'gives the excepted range back when another rule allows it',
    pod('a', '') +
      policy(
        'p',
        'podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}, {to: [{ipBlock: {cidr: 10.1.0.0/16}}]}]',
      ),
    'a',
    '10.1.2.3',
    ALL,
  ],
  [
    'lets a bare pod always reach itself',
    pod('a', '') + policy('p', 'podSelector: {}, policyTypes: [Ingress, Egress]'),
    'a',
    'a',
    ALL,
  ],
  [
    'matches an empty label value only where the label is present',
    pod('a', 'app: ""') + pod('b', '') + policy('p', 'podSelector: {matchLabels: {app: ""}}'),
    'b',
    'a',
    NONE,
  ],
];

describe('the core semantics', () => {
  it.each(VECTORS)('%s', (_, manifests, from, to, ports) => {
    const analysis = analyzeText(manifests);
    expect(analysis.problems).toEqual([]);
    expect(reach(analysis, from, to)).toBe(ports);
  });
});

describe('pods of one controller', () => {
  const running = (name: string, ip: string): string => `---
apiVersion: v1
kind: Pod
metadata:
  { name: ${name}, namespace: a, labels: { app: web }, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, controller: true, uid: u }] }
spec: { containers: [{ name: main, image: none }] }
status: { phase: Running, podIP: ${ip} }
`;
  const analysis = analyzeText(
    running('web-1', '10.0.0.1'),
    running('web-2', '10.0.1.1'),
    running('web-3', '10.0.0.3'),
    policy('a/p', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}]'),
  );
  const [inside, outside] = ['a/web-1', 'a/web-2'];

  it('are one endpoint as long as policies see them alike', () => {
    expect(analysis.reachability.endpoints.filter(({ type }) => type === 'workload')).toHaveLength(2);
  });

  it('are told apart where a block holds the address of one alone', () => {
    expect(reach(analysis, inside, outside)).toBe(ALL);
    expect(reach(analysis, outside, inside)).toBe(NONE);
  });

  it('let a pod that stands alone reach itself', () => {
    expect(reach(analysis, outside, outside)).toBe(ALL);
  });
});
