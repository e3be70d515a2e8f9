import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyResource,
  NetworkPolicyRule,
} from '../../cluster/index.ts';
import { extended } from '../../model/extended.ts';
import { MAX_PORT } from '../../model/protocol.ts';
import { EVERYTHING } from '../../model/selector.ts';
import type { Direction, Peer, Policy, PolicyRules, PortMatch, Rule } from '../rule.ts';

/** The peer truth table of semantics §1.6. */
function compilePeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  ownNamespace: string,
): Peer | undefined {
  if (ipBlock !== undefined) return { type: 'addresses', block: ipBlock };
  if (namespaceSelector !== undefined)
    return {
      type: 'pods',
      namespaces: { type: 'labels', selector: namespaceSelector },
      pods: podSelector ?? EVERYTHING,
    };
  if (podSelector === undefined) return undefined;
  return { type: 'pods', namespaces: { type: 'name', name: ownNamespace }, pods: podSelector };
}

function compilePeers(peers: readonly NetworkPolicyPeer[], ownNamespace: string): Rule['peers'] {
  if (peers.length === 0) return 'anyone';
  let compiled: Peer[] = [];
  for (const peer of peers) {
    const found = compilePeer(peer, ownNamespace);
    if (found !== undefined) compiled = extended(compiled, found);
  }
  return compiled;
}

/** No port means every port of the protocol, and only of that one: `ports: [{}]` opens TCP alone (semantics §1.4). */
function compilePort({ protocol, port, endPort }: NetworkPolicyPort): PortMatch {
  if (typeof port === 'string') return { type: 'named', name: port, protocol };
  if (port === undefined) return { type: 'range', protocol, first: 1, last: MAX_PORT };
  return { type: 'range', protocol, first: port, last: endPort ?? port };
}

function compileRule(rule: NetworkPolicyRule, direction: Direction, index: number, ownNamespace: string): Rule {
  return {
    action: 'allow',
    peers: compilePeers(rule.peers, ownNamespace),
    ports: rule.ports.length === 0 ? 'any' : rule.ports.map(compilePort),
    path: ['spec', direction, index],
  };
}

/** Ingress unless said otherwise; egress too where egress rules are given (semantics §1.4). */
function affects({ policyTypes, egress }: NetworkPolicyResource, direction: Direction): boolean {
  if (policyTypes.length > 0) return policyTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || egress.length > 0;
}

function compileDirection(resource: NetworkPolicyResource, direction: Direction): PolicyRules | undefined {
  if (!affects(resource, direction)) return undefined;
  const namespace = resource.ref.namespace ?? '';
  return {
    isolates: true,
    rules: resource[direction].map((rule, index) => compileRule(rule, direction, index, namespace)),
  };
}

/** NetworkPolicy v1: it isolates what it selects, every rule allows, and order does not matter (semantics §1.5). */
export function compileNetworkPolicy(resource: NetworkPolicyResource): Policy {
  const ingress = compileDirection(resource, 'ingress');
  const egress = compileDirection(resource, 'egress');
  return {
    ref: resource.ref,
    origin: resource.origin,
    subject: { namespaces: { type: 'name', name: resource.ref.namespace ?? '' }, pods: resource.podSelector },
    order: 0,
    ...(ingress && { ingress }),
    ...(egress && { egress }),
  };
}
