import { difference, overlaps } from '../../model/intervals.ts';
import { remember, rememberLatest, rememberWeakly } from '../../model/remember.ts';
import type { Direction, Peer, Policy, Rule } from '../../policy/index.ts';
import { isPolicedPod, matchesPeer, portsOn, type Seat } from '../../reach/index.ts';
import { hasNamedPort, openedPorts } from '../opened-ports.ts';
import type { RuleContext } from '../rule-context.ts';
import { isNarrowerPeer, isNarrowerScope, mayShareNamespace, peersOf } from './peer-width.ts';
import { seats, type Seats } from './seats.ts';
import { Sifted } from './sifted.ts';
import type { PlacedRule, SubjectClass } from './subject-classes.ts';

/** Is what a rule says for one class of subjects said by others too? */
export interface CoverQuestion extends PlacedRule {
  readonly direction: Direction;
  readonly subject: SubjectClass;
  /** All rules of this class and direction, and which of them may cover it. */
  readonly others: readonly PlacedRule[];
  readonly counts: (other: PlacedRule) => boolean;
  /** Those that were of use, added as they are found; tried first, so that they stay few. */
  readonly used: Map<Rule, PlacedRule>;
}

type Candidates = Pick<readonly PlacedRule[] | Sifted<PlacedRule>, 'some'>;

export interface CoverReader {
  /** Whether all that a rule says is covered, for everybody whom it is for: by one rule, or by several together. */
  readonly covers: (question: CoverQuestion) => boolean;
  /** Whether the others leave something of the rule's ports to one whom this peer of it, as it is or changed, is for. */
  readonly leaves: (question: CoverQuestion, peer: Peer | 'anyone', seat: Seat) => boolean;
}

/** Of the rules in use so many are held against all of a peer at once: a few most often hold nearly everybody, and more take memory. */
const MOST_AT_ONCE = 8;

/**
 * Answers by the graph, and leaves three things to the author: a rule that means nobody in the input is never covered; one
 * whose words are wider, for its subject or its peers, is not covered by narrower ones, which only happen to hold the same
 * pods today; and a block of addresses covers no pods that a rule selects, because some network plugins never match them so.
 */
export function coverReader(context: RuleContext): CoverReader {
  const found = seats(context);
  const { namespaces } = context.cluster;
  const portsOf = openedPorts(context);

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

  /** What is asked of a policy for one class of its subjects after the other. */
  const ofPolicy = rememberLatest((policy: Policy) => ({
    /** Less pods by its words, though it may select the same today. */
    isWiderThan: remember(
      (other: Policy) => other !== policy && isNarrowerScope(other.subject, policy.subject, namespaces),
    ),
    /** Those of the seats of a peer that a rule does not hold. */
    unheld: remember((peer: Peer | 'anyone') =>
      remember((cover: Rule) => new Set(found.of(peer).filter((seat) => !holds(cover, peer, seat)))),
    ),
  }));

  const rulesOf = rememberWeakly(
    (others: readonly PlacedRule[]): ReadonlySet<Rule> => new Set(others.map(({ rule }) => rule)),
  );

  const leavesOf = (question: CoverQuestion, candidates: Candidates, peer: Peer | 'anyone', seat: Seat): boolean => {
    const { direction, policy, rule, subject, others, counts, used } = question;
    const destination = direction === 'ingress' ? subject.pod : seat.endpoint;
    let left = portsOf(rule, destination);
    if (left.length === 0) return false;
    const take = (other: PlacedRule): boolean => {
      const ports = portsOf(other.rule, destination);
      if (!overlaps(left, ports) || !holds(other.rule, peer, seat) || ofPolicy(policy).isWiderThan(other.policy))
        return false;
      used.set(other.rule, other);
      left = difference(left, ports);
      return left.length === 0;
    };
    for (const other of used.values())
      if (rulesOf(others).has(other.rule) && counts(other) && take(other)) return false;
    return !candidates.some((other) => counts(other) && take(other));
  };

  /** Whether another rule says all of the rule's ports by itself, whomever they are for. */
  const saysAllPorts = ({ direction, policy, rule, subject, others, counts }: CoverQuestion, other: PlacedRule) => {
    if (direction === 'egress' && (hasNamedPort(rule) || hasNamedPort(other.rule))) return false;
    if (!rulesOf(others).has(other.rule) || !counts(other) || ofPolicy(policy).isWiderThan(other.policy)) return false;
    return difference(portsOf(rule, subject.pod), portsOf(other.rule, subject.pod)).length === 0;
  };

  /** Whether nothing is left for anybody of a peer. Whom a rule in use holds, with all ports, need not be asked about one by one. */
  const areAllCovered = (question: CoverQuestion, candidates: Candidates, peer: Peer | 'anyone'): boolean => {
    const meant = found.of(peer);
    if (meant.length === 0) return false;
    let rest = meant;
    const { policy, used } = question;
    let seen = 0;
    for (let at = 0; ; at += 1) {
      let place = 0;
      for (const other of used.values()) {
        if (place === MOST_AT_ONCE) break;
        place += 1;
        if (place <= seen || !saysAllPorts(question, other)) continue;
        const open = ofPolicy(policy).unheld(peer)(other.rule);
        // What has been asked about is covered, and is so when asked again.
        rest = rest === meant ? [...open] : rest.filter((seat) => open.has(seat));
        at = 0;
      }
      seen = place;
      const seat = rest[at];
      if (seat === undefined) return true;
      if (leavesOf(question, candidates, peer, seat)) return false;
    }
  };

  /** Whether the two have a port in common, as far as that can be told without a look at pods. */
  const mayHelp = ({ direction, rule, subject }: CoverQuestion, other: PlacedRule): boolean => {
    const isOpen = direction === 'egress' && (hasNamedPort(rule) || hasNamedPort(other.rule));
    return isOpen || overlaps(portsOf(rule, subject.pod), portsOf(other.rule, subject.pod));
  };

  const covers = (question: CoverQuestion): boolean => {
    // The rule itself is one of them.
    if (question.others.length < 2) return false;
    const peers = peersOf(question.rule);
    const candidates = new Sifted(question.others, (other) => question.counts(other) && mayHelp(question, other));
    if (peers.length === 0 || !peers.every((peer) => candidates.some(({ rule }) => mayHold(rule, peer)))) return false;
    return peers.every((peer) => areAllCovered(question, candidates, peer)) && isResolved(question, found);
  };
  return { covers, leaves: (question, peer, seat) => leavesOf(question, question.others, peer, seat) };
}

/** Whether a rule can hold everybody of a peer, as far as peers tell: a block always holds addresses outside. */
function mayHold({ peers }: Rule, peer: Peer | 'anyone'): boolean {
  if (peers === 'anyone') return true;
  if (peer === 'anyone') return false;
  if (peer.type === 'nodes') return true;
  if (peer.type === 'pods') return peers.some((own) => own.type === 'pods' && mayShareNamespace(own, peer));
  return peers.some((own) => own.type === 'addresses' && overlaps(own.block.set, peer.block.set));
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
