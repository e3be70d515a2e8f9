import { contains, union } from '../model/intervals.ts';
import type { Labels } from '../model/labels.ts';
import type { Location } from '../model/location.ts';
import { portPoint, portsText, type PortSet } from '../model/port-set.ts';
import { meets, type Requirement, requirementText, type Selector } from '../model/selector.ts';
import type { Direction, Peer, Policy, Rule } from '../policy/index.ts';
import { type Endpoint, endpointName, isPolicedPod } from './endpoint.ts';
import type { DirectionVerdict, Port } from './evaluate.ts';
import { inNamespaceScope, matchesPeer, portsOn } from './matching.ts';

/** A rule that would have allowed the connection but for one thing. */
export interface NearMiss {
  readonly direction: Direction;
  readonly policy: Policy;
  readonly rule: Rule;
  /** Such as `allow-web admits app=web; shop/web has app=web-v2`. */
  readonly message: string;
  readonly location: Location;
}

const unmet = ({ requirements }: Selector, labels: Labels): Requirement[] =>
  requirements.filter((requirement) => !meets(requirement, labels));

const labelText = (labels: Labels, key: string): string => {
  const value = labels.get(key);
  return value === undefined ? `no label ${key}` : `${key}=${value}`;
};

const hasText = (labels: Labels, requirements: readonly Requirement[]): string =>
  [...new Set(requirements.map(({ key }) => labelText(labels, key)))].join(', ');

/** What keeps a peer from matching, and how much of it: fewer failing parts come nearer. */
interface Failure {
  readonly parts: number;
  readonly text: string;
}

const ADMITS_NOBODY: Failure = { parts: 9, text: 'admits nobody' };

function peerFailure(peer: Peer, endpoint: Endpoint): Failure {
  const name = endpointName(endpoint);
  if (peer.type === 'nodes') return { parts: 4, text: `admits nodes; ${name} is none of them` };
  if (peer.type === 'addresses') return { parts: 3, text: `admits ${peer.block.text}; ${name} is not in it` };
  if (endpoint.type === 'workload' && endpoint.hostNetwork)
    return { parts: 3, text: `admits pods; ${name} is on the host network, where selectors do not match` };
  if (!isPolicedPod(endpoint)) return { parts: 4, text: `admits pods; ${name} is none` };
  const { namespaces } = peer;
  const { namespace } = endpoint;
  const podMisses = unmet(peer.pods, endpoint.labels);
  const wanted = podMisses.map(requirementText).join(',');
  const podText = podMisses.length === 0 ? '' : `${wanted}; ${name} has ${hasText(endpoint.labels, podMisses)}`;
  if (inNamespaceScope(namespaces, namespace)) return { parts: podMisses.length, text: `admits ${podText}` };
  if (namespaces.type === 'name') {
    const text = `admits pods of namespace ${namespaces.name}; ${name} is in ${namespace.name}`;
    return { parts: podMisses.length + 1, text };
  }
  const misses = unmet(namespaces.selector, namespace.labels);
  const known = namespace.origin === undefined ? ' (no Namespace object in the input)' : '';
  return {
    parts: podMisses.length + misses.length,
    text: `admits namespaces with ${misses.map(requirementText).join(',')}; ${namespace.name} has ${hasText(namespace.labels, misses)}${known}${
      podText === '' ? '' : `; and ${podText}`
    }`,
  };
}

/** Why a rule does not open a port; without a port, what it opens at all. */
function portFailure(rule: Rule, destination: Endpoint, asked: Port | undefined): Failure | undefined {
  if (rule.ports === 'any') return undefined;
  const opened = rule.ports
    .map((match) => portsOn(match, destination))
    .reduce<PortSet>((all, one) => union(all, one), []);
  if (asked !== undefined && contains(opened, portPoint(asked.protocol, asked.port))) return undefined;
  const names = rule.ports.flatMap((match) => (match.type === 'named' ? match.name : []));
  if (opened.length === 0 && names.length > 0)
    return { parts: 1, text: `opens port ${names.join(', ')}, which ${endpointName(destination)} does not declare` };
  const text = asked === undefined ? 'alone' : `not ${asked.protocol} ${asked.port}`;
  return { parts: 1, text: `opens ${portsText(opened)}${asked === undefined ? ' ' : ', '}${text}` };
}

function ruleFailure(rule: Rule, other: Endpoint, destination: Endpoint, port: Port | undefined): Failure {
  const ports = portFailure(rule, destination, port);
  const { peers } = rule;
  if (peers === 'anyone' || other.faces.some((face) => peers.some((peer) => matchesPeer(peer, other, face))))
    return ports ?? { parts: 0, text: 'admits it by another address' };
  const nearestPeer = peers
    .map((peer) => peerFailure(peer, other))
    .reduce<Failure>((best, one) => (one.parts < best.parts ? one : best), ADMITS_NOBODY);
  return ports === undefined || port === undefined
    ? nearestPeer
    : { parts: nearestPeer.parts + ports.parts, text: `${nearestPeer.text}; and it ${ports.text}` };
}

const MOST = 3;

/**
 * For a denied direction: the allow rules of its isolating policies that came nearest. Without a port it is asked who
 * is admitted at all.
 */
export function nearMisses(verdict: DirectionVerdict, own: Endpoint, other: Endpoint, port?: Port): NearMiss[] {
  const { direction, reason } = verdict;
  if (reason.type !== 'isolated') return [];
  const destination = direction === 'ingress' ? own : other;
  const misses = reason.policies.flatMap((policy) =>
    (policy[direction]?.rules ?? []).map((rule) => ({
      failure: ruleFailure(rule, other, destination, port),
      miss: { direction, policy, rule, location: policy.origin.locate(rule.path) },
    })),
  );
  const least = Math.min(...misses.map(({ failure }) => failure.parts));
  return misses
    .filter(({ failure }) => failure.parts === least)
    .slice(0, MOST)
    .map(({ failure, miss }) => ({ ...miss, message: `${miss.policy.ref.name} ${failure.text}` }));
}
