import { ipBlock, isCidr, isStrictlyInside, type IpBlock } from '../model/ip-set.ts';
import type { Path } from '../model/location.ts';
import { isProtocol } from '../model/protocol.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { KnownValues } from './known-values.ts';
import { shown } from './path-text.ts';
import { field, integer, items, present, text, texts } from './read.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyResource, NetworkPolicyRule } from './resource.ts';
import { readSelector } from './selector.ts';
import { PORT_NAME } from './syntax.ts';

/** `endPort` closes a range that a numeric `port` opens: it needs one, and may not lie below it (semantics §1.4). */
function readPort(value: unknown, path: Path, complaints: Complaints): NetworkPolicyPort {
  const protocol = text(value, 'protocol') ?? 'TCP';
  const name = text(value, 'port');
  const number = integer(value, 'port');
  const endPort = integer(value, 'endPort');
  checkSyntax(name, PORT_NAME, path, 'port', complaints);
  if (endPort !== undefined && number === undefined)
    complaints.invalid([...path, 'endPort'], 'must not be set without a numeric port');
  if (endPort !== undefined && number !== undefined && endPort < number)
    complaints.invalid([...path, 'endPort'], `must not be below port, ${endPort} < ${number}`);
  return { protocol: isProtocol(protocol) ? protocol : 'TCP', ...present({ port: name ?? number, endPort }) };
}

/** Each `except` must lie strictly inside `cidr`: equal is rejected too (semantics §1.4). */
function readIpBlock(value: unknown, path: Path, complaints: Complaints): IpBlock | undefined {
  const cidr = text(value, 'cidr');
  const except = texts(value, 'except');
  if (cidr === undefined) {
    complaints.missing([...path, 'cidr']);
    return undefined;
  }
  if (!isCidr(cidr)) complaints.invalid([...path, 'cidr'], `must be a CIDR like 10.0.0.0/8, not ${shown(cidr)}`);
  for (const [index, inner] of except.entries()) {
    const place = [...path, 'except', index];
    if (!isCidr(inner)) complaints.invalid(place, `must be a CIDR like 10.1.0.0/16, not ${shown(inner)}`);
    else if (isCidr(cidr) && !isStrictlyInside(inner, cidr))
      complaints.invalid(place, `must lie strictly inside ${cidr}, not ${shown(inner)}`);
  }
  return ipBlock(cidr, except);
}

/** A peer names pods, namespaces, both together, or a block of addresses and nothing else (semantics §1.6). */
function readPeer(value: unknown, path: Path, complaints: Complaints): NetworkPolicyPeer {
  const selectorAt = (key: string) => {
    const found = field(value, key);
    return found === undefined ? undefined : readSelector(found, [...path, key], complaints);
  };
  const podSelector = selectorAt('podSelector');
  const namespaceSelector = selectorAt('namespaceSelector');
  const block = field(value, 'ipBlock');
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (block === undefined) {
    if (!selects) complaints.invalid(path, 'must have a podSelector, a namespaceSelector or an ipBlock');
    return present({ podSelector, namespaceSelector });
  }
  if (selects) complaints.invalid([...path, 'ipBlock'], 'must not stand beside a podSelector or namespaceSelector');
  return present({ ipBlock: readIpBlock(block, [...path, 'ipBlock'], complaints) });
}

type Rules = readonly NetworkPolicyRule[];

const NO_RULES: Rules = [];
const KNOWN_RULES = { ingress: new KnownValues<Rules>(), egress: new KnownValues<Rules>() };
const PEERS = { ingress: 'from', egress: 'to' };

function readRules(spec: unknown, direction: 'ingress' | 'egress', complaints: Complaints): Rules {
  const written = items(spec, direction);
  if (written.length === 0) return NO_RULES;
  const peerKey = PEERS[direction];
  return KNOWN_RULES[direction].decode(written, complaints, () =>
    written.map((rule, index) => {
      const path = ['spec', direction, index];
      return {
        peers: items(rule, peerKey).map((peer, i) => readPeer(peer, [...path, peerKey, i], complaints)),
        ports: items(rule, 'ports').map((port, i) => readPort(port, [...path, 'ports', i], complaints)),
      };
    }),
  );
}

const SELECTOR_PATH = ['spec', 'podSelector'];

type PolicyTypes = NetworkPolicyResource['policyTypes'];

const NO_TYPE: PolicyTypes = [];
const INGRESS: PolicyTypes = ['Ingress'];
const EGRESS: PolicyTypes = ['Egress'];
const BOTH: PolicyTypes = ['Ingress', 'Egress'];

/** The directions named; lists that say the same are one. */
function readPolicyTypes(spec: unknown): PolicyTypes {
  const written = items(spec, 'policyTypes');
  if (written.includes('Ingress')) return written.includes('Egress') ? BOTH : INGRESS;
  return written.includes('Egress') ? EGRESS : NO_TYPE;
}

/** NetworkPolicy v1 as written (semantics §1.4). A missing spec is an empty one: it isolates the whole namespace. */
export const decodeNetworkPolicy: Decoder = (object, base, complaints): NetworkPolicyResource[] => {
  const spec = field(object, 'spec');
  return [
    {
      type: 'network-policy',
      podSelector: readSelector(field(spec, 'podSelector'), SELECTOR_PATH, complaints),
      policyTypes: readPolicyTypes(spec),
      ingress: readRules(spec, 'ingress', complaints),
      egress: readRules(spec, 'egress', complaints),
      ...base,
    },
  ];
};
