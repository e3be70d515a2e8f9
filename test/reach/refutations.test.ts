import { describe, expect, it } from 'vitest';
import { analyzeText, ask, namespace, pod, policy, reach } from '../support/manifests.ts';
import { portsText } from '../../src/model/port-set.ts';

const ALL = 'all ports';
const NONE = 'no port';

type Row = readonly [name: string, manifests: string, from: string, to: string, ports: string];

/** A pod as `kubectl get -o yaml` shows it. */
const running = (name: string, labels: string, ips: readonly string[], spec = '', owner?: string): string => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: default
  labels: { ${labels} }
  ownerReferences: [${owner === undefined ? '' : `{ apiVersion: v1, kind: ${owner.split('/')[0] ?? ''}, name: ${owner.split('/')[1] ?? ''}, uid: u, controller: true }`}]
spec: { ${spec} containers: [{ name: main, image: none }] }
status: { phase: Running, podIPs: [${ips.map((ip) => `{ ip: "${ip}" }`).join(', ')}] }
`;

const node = (name: string, ip?: string, labels = ''): string => `---
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { ${labels} } }
status: { addresses: [${ip === undefined ? '' : `{ type: InternalIP, address: "${ip}" }`}] }
`;

const admin = (name: string, rules: string, tier = 'Admin', priority = 1): string => `---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: { tier: ${tier}, priority: ${priority}, subject: { namespaces: {} }, ${rules} }
`;

const anp = (name: string, rules: string): string => `---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ${name} }
spec: { priority: 5, subject: { namespaces: {} }, ${rules} }
`;

const banp = (rules: string): string => `---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec: { subject: { namespaces: {} }, ${rules} }
`;

const workload = (kind: string, name: string, spec = '', podSpec = ''): string => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: default }
spec:
  ${spec}
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { ${podSpec} containers: [{ name: main, image: none }] } }
`;

const AB = pod('a', 'app: a') + pod('b', 'app: b');
const FROM_ALL = 'from: [{namespaces: {}}]';
const TO_ALL = 'to: [{namespaces: {}}]';
const ports = (list: string): string => `, ports: [${list}]`;
const DENY_ALL = policy('deny', 'podSelector: {}');
const egressOf = (label: string, rules: string): string =>
  policy('out', `podSelector: {matchLabels: {${label}}}, policyTypes: [Egress], egress: [${rules}]`);

const PER_DESTINATION =
  pod('a', 'app: a') +
  pod('b', '', ports('{name: http, containerPort: 8080}')) +
  pod('c', '', ports('{name: http, containerPort: 9090}')) +
  pod('u', '', ports('{name: http, containerPort: 8080, protocol: UDP}')) +
  egressOf('app: a', '{ports: [{port: http}]}');
const OVERLAPPING =
  running('in', 'app: in', ['10.1.2.3']) +
  running('out', 'app: out', ['10.2.0.1']) +
  pod('z', 'app: z') +
  policy(
    'p',
    'podSelector: {matchLabels: {app: z}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.1.2.0/24]}}]}, {from: [{ipBlock: {cidr: 10.1.2.0/25}}], ports: [{port: 5}]}]',
  );
const DUAL_STACK =
  running('s', 'app: s', ['10.0.0.5', 'fd00::5']) +
  running('d', 'app: d', ['10.0.0.6', 'fd00::6']) +
  running('e', 'app: e', ['fd00::7']) +
  egressOf('app: s', '{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}');
const PLACED =
  running('h', '', ['192.168.0.1'], 'nodeName: n1, hostNetwork: true,') +
  running('far', '', ['10.0.0.2'], 'nodeName: n2,') +
  running('near', '', ['10.0.0.3'], 'nodeName: n1,') +
  policy('p', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.168.0.1/32}}], ports: [{port: 1}]}]');
const TIERS =
  AB +
  admin('one', `ingress: [{action: Pass, ${FROM_ALL}}, {action: Deny, ${FROM_ALL}}]`) +
  admin('two', `ingress: [{action: Deny, ${FROM_ALL}}]`, 'Admin', 2) +
  admin(
    'low',
    `ingress: [{action: Pass, ${FROM_ALL}, protocols: [{udp: {destinationPort: {range: {start: 1, end: 100}}}}]}]`,
    'Baseline',
    5,
  ) +
  admin('last', `ingress: [{action: Deny, ${FROM_ALL}}]`, 'Baseline', 6);
const ORDINALS = workload('StatefulSet', 'web', 'replicas: 2\n  ordinals: { start: 5 }') + pod('a', '');
const BY_INDEX = policy('p', 'podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "6"}}');
const HASHES =
  running('p1', 'app: web, pod-template-hash: h1', ['10.0.0.1'], '', 'ReplicaSet/web-1') +
  running('p2', 'app: web, pod-template-hash: h2', ['10.0.1.2'], '', 'ReplicaSet/web-1') +
  pod('a', 'app: a');
const BY_HASH = policy('p', 'podSelector: {matchLabels: {pod-template-hash: h2}}');
const PORT_PROTOCOLS =
  pod('t', 'app: t', ports('{name: http, containerPort: 80}')) +
  pod('u', 'app: t', ports('{name: http, containerPort: 80, protocol: UDP}')) +
  policy('p', 'podSelector: {}, ingress: [{ports: [{port: http}]}]');

const HOLDS: readonly Row[] = [
  ['egress resolves a name on b', PER_DESTINATION, 'a', 'b', 'TCP 8080'],
  ['egress resolves a name on c', PER_DESTINATION, 'a', 'c', 'TCP 9090'],
  ['egress: name of another protocol', PER_DESTINATION, 'a', 'u', NONE],
  ['egress: name towards the outside', PER_DESTINATION, 'a', '203.0.113.1', NONE],
  ['pods alike but for the protocol of a named port: TCP', PORT_PROTOCOLS, 'u', 't', 'TCP 80'],
  ['pods alike but for the protocol of a named port: UDP', PORT_PROTOCOLS, 't', 'u', NONE],
  ['a known address inside overlapping exceptions', OVERLAPPING, 'in', 'z', 'TCP 5'],
  ['a known address outside the exceptions', OVERLAPPING, 'out', 'z', ALL],
  ['an outside address inside the wider exception', OVERLAPPING, '10.1.3.1', 'z', NONE],
  ['dual stack: one family is enough', DUAL_STACK, 's', 'd', ALL],
  ['dual stack: the other family is not', DUAL_STACK, 's', 'e', NONE],
  ['dual stack: outside of the other family', DUAL_STACK, 's', '2001:db8::1', NONE],
  ['host network: block of the node address', PLACED, 'h', 'far', 'TCP 1'],
  ['host network: its own node', PLACED, 'h', 'near', ALL],
  ['host network: no ingress policy', PLACED, 'near', 'h', ALL],
  ['Pass in both admin tiers', TIERS, 'a', 'b', 'UDP 1-100'],
  ['cluster policies say nothing of the outside on ingress', TIERS, '203.0.113.1', 'b', ALL],
  [
    'baseline unused where a NetworkPolicy selects',
    AB + banp(`ingress: [{action: Deny, ${FROM_ALL}}]`) + policy('p', 'podSelector: {}, ingress: [{}]'),
    'a',
    'b',
    ALL,
  ],
  [
    'baseline used in the other direction',
    AB + banp(`egress: [{action: Deny, ${TO_ALL}}]`) + policy('p', 'podSelector: {}, ingress: [{}]'),
    'a',
    'b',
    NONE,
  ],
  [
    'networks 0.0.0.0/0 denies pods too',
    AB + admin('x', 'egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]'),
    'a',
    'b',
    NONE,
  ],
  [
    'networks 0.0.0.0/0 leaves IPv6 open',
    AB + admin('x', 'egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]'),
    'a',
    '2001:db8::1',
    ALL,
  ],
  [
    'Deny with an unknown peer denies everyone',
    AB + admin('x', 'egress: [{action: Deny, to: [{later: {}}]}]'),
    'a',
    '203.0.113.1',
    NONE,
  ],
  [
    'Pass with an unknown peer denies everyone',
    AB + admin('x', 'egress: [{action: Pass, to: [{later: {}}]}]'),
    'a',
    'b',
    NONE,
  ],
  [
    'Accept with an unknown peer alone matches nobody',
    AB + admin('x', `egress: [{action: Accept, to: [{later: {}}]}, {action: Deny, ${TO_ALL}}]`),
    'a',
    'b',
    NONE,
  ],
  [
    'priority before name',
    AB +
      admin('z', `ingress: [{action: Accept, ${FROM_ALL}}]`) +
      admin('a', `ingress: [{action: Deny, ${FROM_ALL}}]`, 'Admin', 2),
    'a',
    'b',
    ALL,
  ],
  [
    'equal priority by name',
    AB + admin('z', `ingress: [{action: Accept, ${FROM_ALL}}]`) + admin('a', `ingress: [{action: Deny, ${FROM_ALL}}]`),
    'a',
    'b',
    NONE,
  ],
  [
    'one selector in an allowing and a denying nodes rule',
    running('a', 'app: a', ['10.0.0.1'], 'nodeName: n1,') +
      running('b', 'app: b', ['10.0.0.2'], 'nodeName: n1,') +
      node('n1', '192.168.0.1', 'r: m') +
      admin(
        'x',
        'egress: [{action: Accept, to: [{nodes: {matchLabels: {r: m}}}], protocols: [{tcp: {destinationPort: {number: 80}}}]}, {action: Deny, to: [{nodes: {matchLabels: {r: m}}}]}]',
      ),
    'a',
    'b',
    ALL,
  ],
  [
    'nodes rules tell nodes apart',
    pod('a', '') +
      node('n1', '192.168.0.1', 'r: m') +
      node('n2', '192.168.0.2') +
      admin('x', 'egress: [{action: Deny, to: [{nodes: {matchLabels: {r: m}}}]}]'),
    'a',
    'n2',
    ALL,
  ],
  ['ordinals: the one that a policy names by index', ORDINALS + BY_INDEX, 'a', 'web-6', NONE],
  [
    'ordinals: the index below the start is no pod',
    ORDINALS + policy('p', 'podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "0"}}'),
    'a',
    'web',
    ALL,
  ],
  [
    'ordinals: the index behind the last is no pod',
    ORDINALS + policy('p', 'podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "7"}}'),
    'a',
    'web',
    ALL,
  ],
  [
    'ordinals: all of one named replica',
    workload('StatefulSet', 'one', 'replicas: 1') +
      pod('a', '') +
      policy('p', 'podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: one-0}}'),
    'a',
    'one',
    NONE,
  ],
  ['pods split by a run-time label: the one named', HASHES + BY_HASH, 'a', 'p2', NONE],
  ['pods split by a run-time label: the other', HASHES + BY_HASH, 'a', 'p1', ALL],
  [
    'pods asked for the existence of a run-time label',
    running('p1', 'app: web, pod-template-hash: h1', ['10.0.0.1'], '', 'ReplicaSet/r') +
      running('p2', 'app: web', ['10.0.0.2'], '', 'ReplicaSet/r') +
      pod('a', '') +
      policy('p', 'podSelector: {matchExpressions: [{key: pod-template-hash, operator: Exists}]}'),
    'a',
    'p2',
    ALL,
  ],
  [
    'pods split by address: in the block',
    HASHES + egressOf('app: a', '{to: [{ipBlock: {cidr: 10.0.1.0/24}}]}'),
    'a',
    'p2',
    ALL,
  ],
  [
    'pods split by address: not in it',
    HASHES + egressOf('app: a', '{to: [{ipBlock: {cidr: 10.0.1.0/24}}]}'),
    'a',
    'p1',
    NONE,
  ],
  [
    'a known IPv6 address beside an unknown one',
    running('v6', 'app: w', ['fd00::7']) +
      pod('q', 'app: w') +
      pod('a', 'app: a') +
      egressOf('app: a', '{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}'),
    'a',
    'v6',
    NONE,
  ],
  [
    'pods of one family each, alike otherwise',
    running('s', 'app: s', ['10.0.0.5', 'fd00::5']) +
      running('v4', 'app: d', ['10.0.0.9']) +
      running('v6', 'app: d', ['fd00::9']) +
      policy('p', 'podSelector: {matchLabels: {app: d}}, ingress: [{from: [{ipBlock: {cidr: "fd00::5/128"}}]}]'),
    's',
    'v6',
    ALL,
  ],
  [
    'an invalid later duplicate has no effect',
    AB + DENY_ALL + policy('deny', 'podSelector: {}, ingress: [{from: [{}]}]'),
    'a',
    'b',
    NONE,
  ],
  ['the last duplicate wins', AB + DENY_ALL + policy('deny', 'podSelector: {}, ingress: [{}]'), 'a', 'b', ALL],
  [
    'the name label cannot be overridden',
    namespace('o', 'kubernetes.io/metadata.name: evil') +
      pod('o/x', '') +
      pod('a', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: o}}}]}]',
      ),
    'o/x',
    'a',
    ALL,
  ],
  [
    'pods split by a known and an unknown address',
    running('p1', 'app: w', ['10.0.0.1'], '', 'ReplicaSet/r') +
      running('p2', 'app: w', [], '', 'ReplicaSet/r') +
      pod('a', 'app: a') +
      egressOf('app: a', '{to: [{ipBlock: {cidr: "::/0"}}]}'),
    'a',
    'p1',
    NONE,
  ],
  [
    'allowing nodes rules tell pods apart by their node',
    pod('a', '') +
      running('m', 'app: w', ['10.0.0.1'], 'nodeName: n1,') +
      running('w', 'app: w', ['10.0.0.2'], 'nodeName: n2,') +
      node('n1', '192.168.0.1', 'r: m') +
      node('n2', '192.168.0.2') +
      admin('x', `egress: [{action: Accept, to: [{nodes: {matchLabels: {r: m}}}]}, {action: Deny, ${TO_ALL}}]`),
    'a',
    'w',
    NONE,
  ],
  [
    'dual stack without a block meets either family',
    running('s', 'app: s', ['10.0.0.5', 'fd00::5']) +
      running('d', 'app: d', ['10.0.0.9', 'fd00::9']) +
      policy('p', 'podSelector: {matchLabels: {app: d}}, ingress: [{from: [{ipBlock: {cidr: "fd00::5/128"}}]}]'),
    's',
    'd',
    ALL,
  ],
  [
    'dual stack: out by IPv4 alone, in by IPv6 alone, never meet',
    running('s', 'app: s', ['10.0.0.5', 'fd00::5']) +
      running('d', 'app: d', ['10.0.0.9', 'fd00::9']) +
      egressOf('app: s', '{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}') +
      policy('p', 'podSelector: {matchLabels: {app: d}}, ingress: [{from: [{ipBlock: {cidr: "::/0"}}]}]'),
    's',
    'd',
    NONE,
  ],
  [
    'both selectors of a peer: namespace matches, pod does not',
    namespace('o', 'team: a') +
      pod('o/x', 'app: x') +
      pod('a', '') +
      policy(
        'p',
        'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: w}}}]}]',
      ),
    'o/x',
    'a',
    NONE,
  ],
  [
    'an admin subject by pod labels',
    AB +
      admin('x', `ingress: [{action: Deny, ${FROM_ALL}}]`).replace(
        '{ namespaces: {} }',
        '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: a } } } }',
      ),
    'a',
    'b',
    ALL,
  ],
  [
    'host network on a known node has that address alone',
    running('h', '', [], 'nodeName: n2, hostNetwork: true,') +
      pod('a', 'app: a') +
      node('n1', '192.168.0.1') +
      node('n2', '192.168.0.2') +
      egressOf('app: a', '{to: [{ipBlock: {cidr: 192.168.0.1/32}}]}'),
    'a',
    'h',
    NONE,
  ],
  [
    'one replica of unknown node may share it',
    running('h', '', [], 'nodeName: n2, hostNetwork: true,') +
      running('p1', 'app: w', [], 'nodeName: n1,', 'ReplicaSet/r') +
      running('p2', 'app: w', [], '', 'ReplicaSet/r') +
      DENY_ALL,
    'h',
    'ReplicaSet/r',
    ALL,
  ],
  [
    'a port name means nothing on the host network',
    pod('h', '', ports('{name: http, containerPort: 80}')).replace('spec: {', 'spec: { hostNetwork: true,') +
      pod('a', 'app: a') +
      egressOf('app: a', '{ports: [{port: http}]}'),
    'a',
    'h',
    NONE,
  ],
  [
    'pods of one controller with other named ports',
    pod('p1', 'app: w', ports('{name: http, containerPort: 80}')).replace(
      'labels:',
      'ownerReferences: [{ apiVersion: v1, kind: ReplicaSet, name: r, uid: u, controller: true }], labels:',
    ) +
      pod('p2', 'app: w', ports('{name: http, containerPort: 81}')).replace(
        'labels:',
        'ownerReferences: [{ apiVersion: v1, kind: ReplicaSet, name: r, uid: u, controller: true }], labels:',
      ) +
      pod('a', '') +
      policy('p', 'podSelector: {}, ingress: [{ports: [{port: http}]}]'),
    'a',
    'p2',
    'TCP 81',
  ],
  [
    'a Job is found by its name label',
    '---\napiVersion: batch/v1\nkind: Job\nmetadata: { name: once, namespace: default }\nspec: { template: { spec: { containers: [{ name: main, image: none }] } } }\n' +
      pod('a', '') +
      policy('p', 'podSelector: {matchLabels: {batch.kubernetes.io/job-name: once}}'),
    'a',
    'once',
    NONE,
  ],
  [
    'pods of a Deployment by way of its ReplicaSet',
    workload('Deployment', 'web') +
      workload('ReplicaSet', 'web-1').replace(
        'namespace: default }',
        'namespace: default, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: u, controller: true }] }',
      ) +
      running('web-1-x', 'app: web', ['10.0.0.1'], '', 'ReplicaSet/web-1') +
      pod('a', 'app: a') +
      egressOf('app: a', '{to: [{ipBlock: {cidr: 10.0.0.1/32}}]}'),
    'a',
    'Deployment/web',
    ALL,
  ],
  [
    'an allowing nodes rule opens a workload by one of its pods',
    pod('a', '') +
      running('p1', 'app: w', [], 'nodeName: n2,', 'ReplicaSet/r') +
      running('p2', 'app: w', [], 'nodeName: n1,', 'ReplicaSet/r') +
      node('n1', '192.168.0.1', 'r: m') +
      node('n2', '192.168.0.2') +
      admin('x', `egress: [{action: Accept, to: [{nodes: {matchLabels: {r: m}}}]}, {action: Deny, ${TO_ALL}}]`),
    'a',
    'ReplicaSet/r',
    ALL,
  ],
];

/** What semantics or design demand and netgraph did not yet say when this table was written. */
const REFUTED: readonly Row[] = [
  [
    'pods of one workload, one family each: reached by the family that is open',
    running('s', 'app: s', ['10.0.0.5', 'fd00::5']) +
      running('d0', 'app: d', ['10.0.0.9'], '', 'ReplicaSet/d') +
      running('d1', 'app: d', ['fd00::9'], '', 'ReplicaSet/d') +
      policy('p', 'podSelector: {matchLabels: {app: d}}, ingress: [{from: [{ipBlock: {cidr: "fd00::5/128"}}]}]'),
    's',
    'ReplicaSet/d',
    ALL,
  ],
  [
    'host network: its own known address, where its Node object has none',
    running('h', '', ['192.168.0.9'], 'nodeName: n1, hostNetwork: true,') +
      running('b', 'app: b', ['10.0.0.2'], 'nodeName: n2,') +
      node('n1') +
      node('n2') +
      policy('p', 'podSelector: {matchLabels: {app: b}}, ingress: [{from: [{ipBlock: {cidr: 192.168.0.9/32}}]}]'),
    'h',
    'b',
    ALL,
  ],
  [
    'host network: its own known address, not those of all nodes',
    running('h', '', ['192.168.0.9'], 'hostNetwork: true,') +
      pod('a', 'app: a') +
      node('n1', '192.168.0.1') +
      node('n2', '192.168.0.9') +
      egressOf('app: a', '{to: [{ipBlock: {cidr: 192.168.0.1/32}}]}'),
    'a',
    'h',
    NONE,
  ],
  [
    'nodes {} holds every pod on the host network, without Node objects too',
    workload('DaemonSet', 'agent', '', 'hostNetwork: true,') +
      pod('a', '') +
      admin(
        'x',
        'egress: [{action: Accept, to: [{nodes: {}}]}, {action: Deny, to: [{networks: [0.0.0.0/0, "::/0"]}]}]',
      ),
    'a',
    'agent',
    ALL,
  ],
  [
    'a node is not the node of every pod in its group',
    running('b', '', ['10.0.0.2'], 'nodeName: n1,') + node('n1', '192.168.0.1') + node('n2', '192.168.0.2') + DENY_ALL,
    'n2',
    'b',
    NONE,
  ],
  [
    'one ordinal is one pod, which reaches itself',
    workload('StatefulSet', 'web', 'replicas: 2') +
      policy('p', 'podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: web-0}}'),
    'web-0',
    'web-0',
    ALL,
  ],
  [
    'a virtual machine is one pod, which reaches itself',
    '---\napiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: { name: vm, namespace: default, labels: { app: vm } }\nspec: { domain: { devices: {} } }\n' +
      DENY_ALL,
    'vm',
    'vm',
    ALL,
  ],
  [
    'pods that a Pod controls are replicas of one another',
    running('e1', 'app: e', [], '', 'Pod/driver') + running('e2', 'app: e', [], '', 'Pod/driver') + DENY_ALL,
    'Pod/driver',
    'Pod/driver',
    NONE,
  ],
  [
    'Accept with an unknown peer matches nobody, whatever its other peers',
    AB +
      admin('x', `egress: [{action: Accept, to: [{later: {}}, {namespaces: {}}]}]`) +
      policy('p', 'podSelector: {}, policyTypes: [Egress]'),
    'a',
    'b',
    NONE,
  ],
];

const SAME_NAME = [
  [
    anp('default', `ingress: [{action: Allow, ${FROM_ALL}, ports: [{portNumber: {port: 80}}]}]`) +
      banp(`ingress: [{action: Deny, ${FROM_ALL}}]`),
    'TCP 80',
  ],
  [
    anp('default', `ingress: [{action: Deny, ${FROM_ALL}, ports: [{portRange: {start: 80, end: 90}}]}]`) +
      banp(`ingress: [{action: Allow, ${FROM_ALL}}]`),
    'TCP 1-79,91-65535; UDP all ports; SCTP all ports',
  ],
] as const;

describe('verdicts that somebody tried to refute', () => {
  it.each(HOLDS)('%s', (_, manifests, from, to, expected) => {
    const analysis = analyzeText(manifests);
    expect(reach(analysis, from, to)).toBe(expected);
    expect(portsText(ask(analysis, from, to).ports)).toBe(expected);
  });

  it('leaves the pods of a StatefulSet that no policy names as they are', () => {
    const { reachability } = analyzeText(
      workload('StatefulSet', 'web', 'replicas: 2') +
        pod('a', '') +
        policy('p', 'podSelector: {matchLabels: {apps.kubernetes.io/pod-index: "0"}}'),
    );
    const isolated = reachability.groups.flatMap(({ members, isolated: { ingress } }) =>
      ingress ? members.map(({ id }) => id) : [],
    );
    expect(isolated).toEqual(['default/web[StatefulSet]:web-0']);
  });

  it('has the two address families apart without any block', () => {
    const external = analyzeText(pod('a', '')).reachability.endpoints.filter(({ type }) => type === 'external');
    expect(external).toMatchObject([{ cidrs: ['0.0.0.0/0'] }, { cidrs: ['::/0'] }]);
  });
});

describe('verdicts that were refuted', () => {
  it.each(REFUTED)('%s', (_, manifests, from, to, expected) => {
    const analysis = analyzeText(manifests);
    expect(reach(analysis, from, to)).toBe(expected);
    expect(portsText(ask(analysis, from, to).ports)).toBe(expected);
  });

  it.each(SAME_NAME)('keeps rules of two policies of one name apart in a query (%#)', (policies, expected) => {
    const analysis = analyzeText(AB + policies);
    expect(reach(analysis, 'a', 'b')).toBe(expected);
    expect(portsText(ask(analysis, 'a', 'b').ports)).toBe(expected);
  });

  it('says of a rule that opens other ports what it opens, when no port is asked for', () => {
    const analysis = analyzeText(
      AB + policy('p', 'podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]'),
    );
    const messages = ask(analysis, 'a', 'b').explanations.flatMap(({ nearest }) =>
      nearest.map(({ message }) => message),
    );
    expect(messages.join()).not.toContain('another address');
  });
});

const HOST = workload('DaemonSet', 'agent', '', 'hostNetwork: true,');
const ids = (manifests: string): string[] => analyzeText(manifests).assumptions.map(({ id }) => id);

describe('assumptions, listed when they matter', () => {
  it.each([
    [
      'textbook: nothing is assumed',
      AB +
        policy('p', 'podSelector: {}, policyTypes: [Ingress, Egress]') +
        egressOf(
          'app: a',
          '{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}',
        ),
      [],
    ],
    ['a narrow block', AB + egressOf('app: a', '{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}'), ['pod-addresses-unknown']],
    ['host network without placement', HOST + AB + DENY_ALL, ['same-node']],
  ])('%s', (_, manifests, expected) => expect(ids(manifests)).toEqual(expected));
});

describe('assumptions that were wrong', () => {
  it.each([
    [
      'same-node is listed for a Node object and pods of unknown placement',
      pod('b', '') + node('n1', '192.168.0.1') + DENY_ALL,
      ['same-node'],
    ],
    [
      'both whole families leave nothing open',
      AB + egressOf('app: a', '{to: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: "::/0"}}]}'),
      [],
    ],
    [
      'a block of a policy that selects nobody',
      AB + egressOf('app: nobody', '{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}'),
      [],
    ],
    ['same-node without any isolated pod', HOST + AB + policy('other/p', 'podSelector: {}'), []],
    [
      'own-node-egress where egress is open anyway',
      HOST + AB + policy('p', 'podSelector: {}, policyTypes: [Egress], egress: [{}]'),
      [],
    ],
    [
      'equal priorities in different directions',
      AB + admin('x', `ingress: [{action: Accept, ${FROM_ALL}}]`) + admin('z', `egress: [{action: Deny, ${TO_ALL}}]`),
      [],
    ],
    [
      'a label that only StatefulSets have, beside a Deployment',
      workload('StatefulSet', 'web', 'replicas: 2') +
        workload('Deployment', 'dep') +
        policy('p', 'podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: web-0}}'),
      [],
    ],
    [
      'a namespace selector that also names its namespace',
      namespace('x', 'team: a') +
        pod('x/w', '') +
        pod('o/v', '') +
        policy(
          'x/p',
          'podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: x, team: a}}}]}]',
        ),
      [],
    ],
  ])('%s', (_, manifests, expected) => expect(ids(manifests)).toEqual(expected));
});
