import type { Path } from '../model/location.ts';
import { readPeer, readSubject, type PeerField } from './admin-peer.ts';
import { readPortV1alpha1, readPortV1alpha2, type AdminPortReader } from './admin-port.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { field, integer, items, nonEmptyText, present, text } from './read.ts';
import type { AdminPeer, AdminPolicyResource, AdminPort, AdminRule } from './resource.ts';

/** What the three kinds write differently (semantics §2.1, §2.2). */
interface Dialect {
  readonly tier?: AdminPolicyResource['tier'];
  readonly hasPriority: boolean;
  readonly egressPeers: readonly PeerField[];
  readonly portsKey: string;
  readonly readPort: AdminPortReader;
}

const INGRESS_PEERS: readonly PeerField[] = ['namespaces', 'pods'];
const EGRESS_PEERS: readonly PeerField[] = [...INGRESS_PEERS, 'nodes', 'networks', 'domainNames'];

const ACTIONS: ReadonlyMap<string, AdminRule['action']> = new Map([
  ['Allow', 'allow'],
  ['Accept', 'allow'],
  ['Deny', 'deny'],
  ['Pass', 'pass'],
]);

/** A name is looked up on pods; peers that are no pods have none. */
const hasNoPods = ({ type }: AdminPeer): boolean => type === 'nodes' || type === 'networks' || type === 'domain-names';

/** What a rule's parts may not be together; `path` is the rule's place (semantics §2.1). */
function checkTogether(
  rule: AdminRule,
  path: Path,
  { portsKey }: Dialect,
  peersKey: string,
  complaints: Complaints,
): void {
  const name = rule.peers.findIndex(({ type }) => type === 'domain-names');
  if (name >= 0 && rule.action !== 'allow')
    complaints.invalid([...path, peersKey, name, 'domainNames'], `must not stand in a rule that does not allow`);
  const port = rule.ports?.findIndex(({ type }) => type === 'named') ?? -1;
  if (port >= 0 && rule.peers.some(hasNoPods))
    complaints.invalid([...path, portsKey, port], 'must not be a named port beside nodes, networks or domainNames');
}

function readRule(value: unknown, peersKey: string, path: Path, dialect: Dialect, complaints: Complaints): AdminRule {
  const written = text(value, 'action');
  const peerFields = peersKey === 'from' ? INGRESS_PEERS : dialect.egressPeers;
  const peerValues = items(value, peersKey);
  if (written === undefined) complaints.missing([...path, 'action']);
  if (peerValues.length === 0) complaints.missing([...path, peersKey]);
  const ports: AdminPort[] = [];
  for (const [index, entry] of items(value, dialect.portsKey).entries()) {
    const port = dialect.readPort(entry, [...path, dialect.portsKey, index], complaints);
    if (port !== undefined) ports.push(port);
  }
  const rule: AdminRule = {
    ...present({ name: nonEmptyText(value, 'name') }),
    action: ACTIONS.get(written ?? '') ?? 'deny',
    peers: peerValues.map((peer, index) => readPeer(peer, peerFields, [...path, peersKey, index], complaints)),
    ...(ports.length === 0 ? {} : { ports }),
  };
  checkTogether(rule, path, dialect, peersKey, complaints);
  return rule;
}

/** `priority` and `tier` are required where the kind has them. */
function readRank(
  spec: unknown,
  dialect: Dialect,
  complaints: Complaints,
): Pick<AdminPolicyResource, 'tier' | 'priority'> {
  const priority = integer(spec, 'priority');
  const tier = text(spec, 'tier');
  if (dialect.hasPriority && priority === undefined) complaints.missing(['spec', 'priority']);
  if (dialect.tier === undefined && tier === undefined) complaints.missing(['spec', 'tier']);
  return { tier: dialect.tier ?? (tier === 'Baseline' ? 'baseline' : 'admin'), priority: priority ?? 0 };
}

const decoderOf =
  (dialect: Dialect): Decoder =>
  (object, base, complaints) => {
    const spec = field(object, 'spec');
    const rules = (direction: string, peersKey: string): AdminRule[] =>
      items(spec, direction).map((rule, index) =>
        readRule(rule, peersKey, ['spec', direction, index], dialect, complaints),
      );
    return [
      {
        type: 'admin-policy',
        ...readRank(spec, dialect, complaints),
        subject: readSubject(spec, complaints),
        ingress: rules('ingress', 'from'),
        egress: rules('egress', 'to'),
        ...base,
      },
    ];
  };

const V1ALPHA1 = { portsKey: 'ports', readPort: readPortV1alpha1 };

export const decodeAdminNetworkPolicy = decoderOf({
  ...V1ALPHA1,
  tier: 'admin',
  hasPriority: true,
  egressPeers: EGRESS_PEERS,
});

const decodeBaseline = decoderOf({
  ...V1ALPHA1,
  tier: 'baseline',
  hasPriority: false,
  egressPeers: EGRESS_PEERS.filter((name) => name !== 'domainNames'),
});

/** A cluster has one BaselineAdminNetworkPolicy: it must be named `default` (semantics §2.1). */
export const decodeBaselineAdminNetworkPolicy: Decoder = (object, base, complaints) => {
  if (base.ref.name !== 'default') complaints.invalid(['metadata', 'name'], 'must be default: a cluster has only one');
  return decodeBaseline(object, base, complaints);
};

export const decodeClusterNetworkPolicy = decoderOf({
  hasPriority: true,
  egressPeers: EGRESS_PEERS,
  portsKey: 'protocols',
  readPort: readPortV1alpha2,
});
