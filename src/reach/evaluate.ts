import { contains } from '../model/intervals.ts';
import { portPoint } from '../model/port-set.ts';
import type { Protocol } from '../model/protocol.ts';
import { once } from '../model/remember.ts';
import type { Direction, Policy, PolicyRules, Rule, Tier } from '../policy/index.ts';
import {
  type Endpoint,
  type Face,
  isNodeTraffic,
  isPolicedPod,
  isProxy,
  mayShareNode,
  meetingFaces,
} from './endpoint.ts';
import { inPodScope, matchesPeer, portsOn } from './matching.ts';

/** One question: may a connection be made from here to there on this port? */
export interface Port {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A rule that had a say, and the policy and tier it stands in. */
export interface DecidingRule {
  readonly tier: Tier;
  readonly policy: Policy;
  readonly rule: Rule;
}

/** Why a direction came out as it did. */
export type Reason =
  /** Source and destination are the same pod. */
  | { readonly type: 'same-pod' }
  /** The endpoint of this direction is no pod with an address of its own: no policy can select it. */
  | { readonly type: 'not-policed' }
  /** A node always reaches the pods that run on it. */
  | { readonly type: 'own-node' }
  | ({ readonly type: 'rule' } & DecidingRule)
  /** Isolated by these policies, and none of their rules matched. */
  | { readonly type: 'isolated'; readonly tier: Tier; readonly policies: readonly Policy[] }
  /** No tier decided: Kubernetes allows by default. */
  | { readonly type: 'default' };

export interface DirectionVerdict {
  readonly direction: Direction;
  readonly allowed: boolean;
  readonly reason: Reason;
  /** Every policy that selects the endpoint in this direction, in the order of evaluation. */
  readonly selectedBy: readonly Policy[];
  /** Rules that matched and passed the question on to the next tier. */
  readonly passes: readonly DecidingRule[];
}

export interface Verdict {
  readonly allowed: boolean;
  readonly egress: DirectionVerdict;
  readonly ingress: DirectionVerdict;
}

/** An endpoint seen by one of its addresses. */
export interface Seat {
  readonly endpoint: Endpoint;
  readonly face: Face;
}

const matchesRule = (rule: Rule, other: Seat, destination: Endpoint, { protocol, port }: Port): boolean =>
  (rule.ports === 'any' ||
    rule.ports.some((match) => contains(portsOn(match, destination), portPoint(protocol, port)))) &&
  (rule.peers === 'anyone' || rule.peers.some((peer) => matchesPeer(peer, other.endpoint, other.face)));

/** The policies of a tier that select the endpoint and have rules for the direction, in order. */
export const selecting = (tier: Tier, endpoint: Endpoint, direction: Direction): [Policy, PolicyRules][] =>
  tier.policies.flatMap((policy): [Policy, PolicyRules][] => {
    const rules = policy[direction];
    return rules !== undefined && inPodScope(policy.subject, endpoint) ? [[policy, rules]] : [];
  });

/** Walks the tiers for the endpoint that this direction polices (docs/architecture.md, "One rule form"). */
function walkTiers(tiers: readonly Tier[], direction: Direction, own: Seat, other: Seat, port: Port): DirectionVerdict {
  const destination = direction === 'egress' ? other.endpoint : own.endpoint;
  const passes: DecidingRule[] = [];
  const selections = tiers.map((tier) => ({ tier, policies: selecting(tier, own.endpoint, direction) }));
  const selectedBy = selections.flatMap(({ policies }) => policies.map(([policy]) => policy));
  const verdict = (allowed: boolean, reason: Reason): DirectionVerdict => ({
    direction,
    allowed,
    reason,
    selectedBy,
    passes,
  });

  if (!isPolicedPod(own.endpoint)) return verdict(true, { type: 'not-policed' });
  nextTier: for (const { tier, policies } of selections) {
    for (const [policy, { rules }] of policies) {
      for (const rule of rules) {
        if (!matchesRule(rule, other, destination, port)) continue;
        if (rule.action !== 'pass') return verdict(rule.action === 'allow', { type: 'rule', tier, policy, rule });
        passes.push({ tier, policy, rule });
        continue nextTier;
      }
    }
    const isolating = policies.filter(([, { isolates }]) => isolates).map(([policy]) => policy);
    if (isolating.length > 0) return verdict(false, { type: 'isolated', tier, policies: isolating });
  }
  return verdict(true, { type: 'default' });
}

const exempt = (direction: Direction, type: 'same-pod' | 'own-node'): DirectionVerdict => ({
  direction,
  allowed: true,
  reason: { type },
  selectedBy: [],
  passes: [],
});

function walkSeats(
  tiers: readonly Tier[],
  direction: Direction,
  source: Seat,
  destination: Seat,
  port: Port,
): DirectionVerdict {
  if (direction === 'egress') return walkTiers(tiers, 'egress', source, destination, port);
  return isNodeTraffic(source.endpoint) && mayShareNode(source.endpoint, destination.endpoint)
    ? exempt('ingress', 'own-node')
    : walkTiers(tiers, 'ingress', destination, source, port);
}

/** A direction is walked when somebody asks for it. */
function evaluateSeats(tiers: readonly Tier[], source: Seat, destination: Seat, port: Port): Verdict {
  const egress = once(() => walkSeats(tiers, 'egress', source, destination, port));
  const ingress = once(() => walkSeats(tiers, 'ingress', source, destination, port));
  return {
    get allowed() {
      return egress().allowed && ingress().allowed;
    },
    get egress() {
      return egress();
    },
    get ingress() {
      return ingress();
    },
  };
}

/** A pod always reaches itself (semantics §1.9). Replicas of a workload are different pods. */
export const isSamePod = (source: Endpoint, destination: Endpoint): boolean =>
  source.id === destination.id && source.type === 'workload' && source.isSinglePod;

const seatsOf = (endpoint: Endpoint): Seat[] =>
  isProxy(endpoint) ? endpoint.identities.flatMap(seatsOf) : endpoint.faces.map((face) => ({ endpoint, face }));

/** What becomes of a connection by the addresses of one family or another: one that is allowed decides. */
function decisive<V extends { readonly allowed: boolean }>(
  source: Endpoint,
  destination: Endpoint,
  verdictOf: (source: Seat, destination: Seat) => V,
): V {
  const verdicts = meetingFaces(seatsOf(source), seatsOf(destination)).map(([from, to]) => verdictOf(from, to));
  const [first] = verdicts;
  if (first === undefined) throw new Error(`${source.id} has no address to connect from`);
  return verdicts.length === 1 ? first : (verdicts.find(({ allowed }) => allowed) ?? first);
}

/**
 * The verdict for one question, found by walking every tier in plain steps: the answer to `netgraph query`, and what the
 * solver is held against.
 */
export function evaluate(tiers: readonly Tier[], source: Endpoint, destination: Endpoint, port: Port): Verdict {
  if (isSamePod(source, destination))
    return { allowed: true, egress: exempt('egress', 'same-pod'), ingress: exempt('ingress', 'same-pod') };
  return decisive(source, destination, (from, to) => evaluateSeats(tiers, from, to, port));
}

/** What one side decides, whatever the other one does. */
export function evaluateSide(
  tiers: readonly Tier[],
  direction: Direction,
  source: Endpoint,
  destination: Endpoint,
  port: Port,
): DirectionVerdict {
  if (isSamePod(source, destination)) return exempt(direction, 'same-pod');
  return decisive(source, destination, (from, to) => walkSeats(tiers, direction, from, to, port));
}
