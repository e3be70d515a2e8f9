import type { Cluster } from '../../cluster/index.ts';
import { groupBy } from '../../model/group-by.ts';
import { difference, intersection, union } from '../../model/intervals.ts';
import { ALL_PORTS, type PortSet } from '../../model/port-set.ts';
import type { Direction, Peer, Policy, Rule, Tier } from '../../policy/index.ts';
import {
  type Endpoint,
  isPolicedPod,
  matchesPeer,
  portsOn,
  type Seat,
  type WorkloadEndpoint,
} from '../../reach/index.ts';
import { isNarrowerPeer, peersOf } from './peer-width.ts';
import type { Seats } from './seats.ts';

/** A rule and the policy that it stands in. */
export interface PlacedRule {
  readonly policy: Policy;
  readonly rule: Rule;
}

/** Pods that the same policies of a tier select in one direction, and that read the names of ports alike. */
export interface SubjectClass {
  readonly pod: WorkloadEndpoint;
  /** In the order of the tier. */
  readonly policies: readonly Policy[];
}

const hasNamedPort = ({ ports }: Rule): boolean => ports !== 'any' && ports.some(({ type }) => type === 'named');

const portsKey = ({ ports }: WorkloadEndpoint): string =>
  ports.map(({ name = '', protocol, port }) => `${name} ${protocol} ${port}`).join();

/** For each policy of a tier, its subjects in one direction: a class once, however many pods are in it. */
export function subjectClasses({ policies }: Tier, direction: Direction, { pods }: Seats): Map<Policy, SubjectClass[]> {
  const concerned = policies.filter((policy) => policy[direction] !== undefined);
  const selecting = new Map<WorkloadEndpoint, number[]>();
  for (const [place, { subject }] of concerned.entries())
    for (const pod of pods.find(subject)) {
      const places = selecting.get(pod);
      if (places === undefined) selecting.set(pod, [place]);
      else places.push(place);
    }
  const isNamed = concerned.map((policy) => direction === 'ingress' && policy[direction]?.rules.some(hasNamedPort));
  const classes = groupBy(selecting, ([pod, places]) =>
    places.some((place) => isNamed[place]) ? `${places.join()} ${portsKey(pod)}` : places.join(),
  );
  const found = new Map<Policy, SubjectClass[]>(concerned.map((policy) => [policy, []]));
  for (const [first] of classes.values()) {
    if (first === undefined) continue;
    const [pod, places] = first;
    const own = { pod, policies: places.flatMap((place) => concerned[place] ?? []) };
    for (const policy of own.policies) found.get(policy)?.push(own);
  }
  return found;
}

/** What a rule opens, or decides, on a destination. */
export function portReader(): (rule: Rule, destination: Endpoint) => PortSet {
  const fixed = new Map<Rule, PortSet>();
  const resolve = ({ ports }: Rule, destination: Endpoint): PortSet =>
    ports === 'any'
      ? ALL_PORTS
      : ports.map((match) => portsOn(match, destination)).reduce<PortSet>((all, one) => union(all, one), []);
  return (rule, destination) => {
    const known = fixed.get(rule);
    if (known !== undefined) return known;
    const found = resolve(rule, destination);
    if (!hasNamedPort(rule)) fixed.set(rule, found);
    return found;
  };
}

/** Is what a rule says for one class of subjects said by others too? */
export interface CoverQuestion {
  readonly direction: Direction;
  readonly rule: Rule;
  readonly subject: SubjectClass;
  /** The rules that may cover it, all of this class and direction. */
  readonly others: readonly PlacedRule[];
  /** Those that were of use, added as they are found; tried first, so that they stay few. */
  readonly used: Map<Rule, PlacedRule>;
}

export interface CoverReader {
  /** Whether all that a rule says is covered, for everybody whom it is for: by one rule, or by several together. */
  readonly covers: (question: CoverQuestion) => boolean;
  /** Whether the others leave something of the rule's ports to one whom this peer of it, as it is or changed, is for. */
  readonly leaves: (question: CoverQuestion, peer: Peer | 'anyone', seat: Seat) => boolean;
}

/**
 * Answers by the graph, and leaves three things to the author: a rule that means nobody in the input is never covered; one
 * that is wider by its words is not covered by narrower ones, which only happen to hold the same pods today; and a block of
 * addresses covers no pods that a rule selects, because some network plugins never match pods by address.
 */
export function coverReader(seats: Seats, { namespaces }: Cluster): CoverReader {
  const portsOf = portReader();

  const holds = (cover: Rule, peer: Peer | 'anyone', { endpoint, face }: Seat): boolean => {
    if (cover.peers === 'anyone') return true;
    const isSelectedPod = isPolicedPod(endpoint) && (peer === 'anyone' || peer.type === 'pods');
    return cover.peers.some(
      (own) =>
        (own.type === 'pods' || !isSelectedPod) &&
        matchesPeer(own, endpoint, face) &&
        !isNarrowerPeer(own, peer, namespaces),
    );
  };

  const leaves: CoverReader['leaves'] = ({ direction, rule, subject, others, used }, peer, seat) => {
    const destination = direction === 'ingress' ? subject.pod : seat.endpoint;
    let left = portsOf(rule, destination);
    const take = (other: PlacedRule): boolean => {
      const taken = intersection(left, portsOf(other.rule, destination));
      if (taken.length === 0 || !holds(other.rule, peer, seat)) return left.length === 0;
      used.set(other.rule, other);
      left = difference(left, taken);
      return left.length === 0;
    };
    const isDone = used.size > 0 && others.some((other) => used.has(other.rule) && take(other));
    return !isDone && !others.some(take) && left.length > 0;
  };

  const covers = (question: CoverQuestion): boolean => {
    const peers = peersOf(question.rule);
    if (question.others.length === 0 || peers.length === 0 || !isResolved(question, seats)) return false;
    return peers.every((peer) => {
      const meant = seats.of(peer);
      return meant.length > 0 && !meant.some((seat) => leaves(question, peer, seat));
    });
  };
  return { covers, leaves };
}

/** Every name of a port means something somewhere: otherwise the rule waits for pods that are not here. */
function isResolved({ rule, direction, subject }: CoverQuestion, seats: Seats): boolean {
  if (!hasNamedPort(rule) || rule.ports === 'any') return true;
  const destinations =
    direction === 'ingress'
      ? [subject.pod]
      : peersOf(rule).flatMap((peer) => seats.of(peer).map(({ endpoint }) => endpoint));
  return rule.ports.every(
    (match) => match.type === 'range' || destinations.some((endpoint) => portsOn(match, endpoint).length > 0),
  );
}
