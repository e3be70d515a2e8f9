import type {
  AdminPeer,
  AdminPort,
  AdminRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  Resource,
} from '../../src/manifest/resource.ts';
import { ipBlock, type IpBlock } from '../../src/model/ip-set.ts';
import { PROTOCOLS } from '../../src/model/protocol.ts';
import type { Requirement, Selector } from '../../src/model/selector.ts';
import type { Random } from './random.ts';
import { NAMESPACES, origin, PORT_NAMES, PORTS } from './random-cluster.ts';

const SELECTOR_KEYS = [
  'app',
  'tier',
  'constructor',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
];
const SELECTOR_VALUES = ['x', 'y', '', 'toString', 'w1-0', 'p6', '1'];
const BLOCKS: readonly (readonly [string, readonly string[]])[] = [
  ['0.0.0.0/0', []],
  ['0.0.0.0/0', ['10.0.0.0/8']],
  ['10.0.0.0/8', ['10.1.0.0/16', '10.2.2.0/24']],
  ['10.1.0.0/16', []],
  ['203.0.113.0/24', []],
  ['::/0', []],
  ['fd00::/16', ['fd00:1::/32']],
];

const randomBlock = (random: Random): IpBlock => {
  const [cidr, except] = random.pick(BLOCKS);
  return ipBlock(cidr, except) as IpBlock;
};

function randomRequirement(random: Random): Requirement {
  const operator = random.pick(['In', 'In', 'NotIn', 'Exists', 'DoesNotExist'] as const);
  const values = operator === 'In' || operator === 'NotIn' ? random.list(1, 2, () => random.pick(SELECTOR_VALUES)) : [];
  return { key: random.pick(SELECTOR_KEYS), operator, values };
}

const randomSelector = (random: Random): Selector => ({
  requirements: random.list(0, 2, () => randomRequirement(random)),
});

const randomNamespaceSelector = (random: Random): Selector =>
  random.chance(0.4)
    ? { requirements: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [random.pick(NAMESPACES)] }] }
    : randomSelector(random);

function randomPeer(random: Random): NetworkPolicyPeer {
  const shape = random.below(4);
  if (shape === 0) return { ipBlock: randomBlock(random) };
  if (shape === 1) return { podSelector: randomSelector(random) };
  if (shape === 2) return { namespaceSelector: randomNamespaceSelector(random) };
  return { namespaceSelector: randomNamespaceSelector(random), podSelector: randomSelector(random) };
}

function randomPort(random: Random): NetworkPolicyPort {
  const protocol = random.pick(PROTOCOLS);
  const shape = random.below(4);
  const port = random.pick(PORTS);
  if (shape === 0) return { protocol };
  if (shape === 1) return { protocol, port: random.pick(PORT_NAMES) };
  return shape === 2 ? { protocol, port } : { protocol, port, endPort: port + random.below(5000) };
}

export function randomNetworkPolicy(random: Random, name: string): Resource {
  const rules = (): { peers: NetworkPolicyPeer[]; ports: NetworkPolicyPort[] }[] =>
    random.list(0, 2, () => ({
      peers: random.list(0, 2, () => randomPeer(random)),
      ports: random.list(0, 2, () => randomPort(random)),
    }));
  return {
    type: 'network-policy',
    apiVersion: 'networking.k8s.io/v1',
    origin: origin(`${name}.yaml`),
    ref: { kind: 'NetworkPolicy', namespace: random.pick(NAMESPACES), name },
    podSelector: randomSelector(random),
    policyTypes: random.pick([[], ['Ingress'], ['Egress'], ['Ingress', 'Egress']] as const),
    ingress: rules(),
    egress: rules(),
  };
}

function randomAdminPeer(random: Random, direction: 'ingress' | 'egress'): AdminPeer {
  const shape = random.below(direction === 'ingress' ? 3 : 6);
  if (shape === 0) return { type: 'namespaces', namespaceSelector: randomNamespaceSelector(random) };
  if (shape === 1)
    return { type: 'pods', namespaceSelector: randomNamespaceSelector(random), podSelector: randomSelector(random) };
  if (shape === 2)
    return random.chance(0.1) ? { type: 'unknown' } : { type: 'namespaces', namespaceSelector: randomSelector(random) };
  if (shape === 3)
    return { type: 'nodes', nodeSelector: random.chance(0.5) ? { requirements: [] } : randomSelector(random) };
  if (shape === 4) return { type: 'networks', blocks: random.list(1, 2, () => randomBlock(random)) };
  return { type: 'domain-names', names: ['example.com'] };
}

function randomAdminPort(random: Random): AdminPort {
  if (random.chance(0.3)) return { type: 'named', name: random.pick(PORT_NAMES) };
  const first = random.pick(PORTS);
  return { type: 'range', protocol: random.pick(PROTOCOLS), first, last: first + random.below(3) * 1000 };
}

function randomAdminPolicy(random: Random, tier: 'admin' | 'baseline', name: string): Resource {
  const rules = (direction: 'ingress' | 'egress'): AdminRule[] =>
    random.list(0, 3, () => ({
      action: random.pick(['allow', 'deny', 'pass'] as const),
      peers: random.list(1, 2, () => randomAdminPeer(random, direction)),
      ...(random.chance(0.6) ? { ports: random.list(1, 2, () => randomAdminPort(random)) } : {}),
    }));
  return {
    type: 'admin-policy',
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    origin: origin(`${name}.yaml`),
    ref: { kind: 'ClusterNetworkPolicy', name },
    tier,
    priority: random.below(5),
    subject: random.chance(0.5)
      ? { type: 'namespaces', namespaceSelector: randomNamespaceSelector(random) }
      : { type: 'pods', namespaceSelector: randomNamespaceSelector(random), podSelector: randomSelector(random) },
    ingress: rules('ingress'),
    egress: rules('egress'),
  };
}

export const randomAdminPolicies = (random: Random): Resource[] => [
  ...random.list(0, 3, () => randomAdminPolicy(random, 'admin', `admin-${random.below(1e6)}`)),
  ...random.list(0, 2, () => randomAdminPolicy(random, 'baseline', `baseline-${random.below(1e6)}`)),
];
