import { contains } from '../../../model/intervals.ts';
import { parseAddress } from '../../../model/ip-set.ts';
import { NAMESPACE_NAME_LABEL } from '../../../model/labels.ts';
import { meets, type Requirement, type Selector } from '../../../model/selector.ts';
import type { Peer, PortMatch, Rule } from '../../../policy/index.ts';
import type { WorkloadEndpoint } from '../../../reach/index.ts';
import { mayHoldClusterAddress } from '../../address-space.ts';
import type { ClusterDns, DnsProtocol, DnsTarget } from './dns-targets.ts';

const DNS_PORTS: readonly number[] = [53, 5353];
const DNS_NAME = /dns|domain/;
const NODE_CACHE = parseAddress('169.254.20.10') ?? 0n;

/** A port that nobody opens but for names. */
const isDnsPort = (match: PortMatch): boolean =>
  match.type === 'named' ? DNS_NAME.test(match.name) : match.first === match.last && DNS_PORTS.includes(match.first);

/** The rule was written for names: it says so by its ports. */
export const isForDns = ({ ports }: Rule): boolean => ports !== 'any' && ports.some(isDnsPort);

const opens = (match: PortMatch, protocol: DnsProtocol, ports: readonly number[]): boolean => {
  if ((match.protocol ?? protocol) !== protocol) return false;
  if (match.type === 'named') return DNS_NAME.test(match.name);
  return ports.some((port) => match.first <= port && port <= match.last);
};

export const opensAnyOf = ({ ports }: Rule, protocol: DnsProtocol, asked: readonly number[]): boolean =>
  ports === 'any' || ports.some((match) => opens(match, protocol, asked));

/** A label that nobody told may be there; that it is not, is more likely for what is not written for names. */
const mayMeet = (requirement: Requirement, labels: ReadonlyMap<string, string>, isMeant: boolean): boolean =>
  meets(requirement, labels) || (isMeant && !labels.has(requirement.key));

/** A namespace that is called like names, such as `dns-system`. */
const isCalledDns = ({ key, operator, values }: Requirement): boolean =>
  key === NAMESPACE_NAME_LABEL && operator === 'In' && values.some((name) => name.includes('dns'));

const mayBeIn = (selector: Selector, { namespace }: WorkloadEndpoint, dns: ClusterDns, isMeant: boolean): boolean =>
  selector.requirements.every(
    (requirement) =>
      mayMeet(requirement, namespace.labels, isMeant && namespace.origin === undefined) ||
      (isMeant && dns.isGuessed && isCalledDns(requirement)),
  );

function mayBePeer(peer: Peer, { endpoint }: DnsTarget, dns: ClusterDns, isMeant: boolean): boolean {
  if (peer.type !== 'pods' || endpoint.type !== 'workload' || endpoint.hostNetwork) return false;
  const { namespaces, pods } = peer;
  const isInNamespace =
    namespaces.type === 'name'
      ? namespaces.name === endpoint.namespace.name
      : mayBeIn(namespaces.selector, endpoint, dns, isMeant);
  // Of pods of the input every label is known.
  return (
    isInNamespace &&
    pods.requirements.every((requirement) => mayMeet(requirement, endpoint.labels, isMeant && dns.isGuessed))
  );
}

/**
 * Whether a rule may let a pod ask for names in a cluster as many are, although the graph does not show it: by an address
 * in which a DNS pod or the cache of a node may lie, or by labels of a namespace or of pods that nobody told.
 */
export function mayAdmitDns(rule: Rule, protocol: DnsProtocol, dns: ClusterDns): boolean {
  const { peers } = rule;
  const isMeant = isForDns(rule);
  const targets = [...dns.targets, ...dns.common];
  const ports = targets.flatMap((target) => target.ports);
  if (peers === 'anyone') return dns.servers.length === 0 && opensAnyOf(rule, protocol, ports);
  const areAddressesKnown = dns.servers.some(({ endpoint }) => endpoint.addresses.length > 0);
  return peers.some((peer) => {
    if (peer.type === 'nodes') return opensAnyOf(rule, protocol, DNS_PORTS);
    if (peer.type === 'addresses') {
      const { set } = peer.block;
      const isPossible = areAddressesKnown ? contains(set, NODE_CACHE) : mayHoldClusterAddress(set);
      return isPossible && opensAnyOf(rule, protocol, [...DNS_PORTS, ...ports]);
    }
    return targets.some((target) => opensAnyOf(rule, protocol, target.ports) && mayBePeer(peer, target, dns, isMeant));
  });
}
