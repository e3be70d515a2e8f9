import { groupBy } from '../../model/group-by.ts';
import { difference, intersection, union } from '../../model/intervals.ts';
import { ALL_PORTS, type PortSet, portsText } from '../../model/port-set.ts';
import type { Action, Direction, Policy, Tier } from '../../policy/index.ts';
import { endpointName, matchesPeer, type Seat, type WorkloadEndpoint } from '../../reach/index.ts';
import { defineRule } from '../define-rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { openedPorts } from '../opened-ports.ts';
import { type SubjectClass, subjectClasses } from './subject-classes.ts';
import { peersOf } from './peer-width.ts';
import { seats } from './seats.ts';
import { DIRECTIONS, policyName } from './written-scopes.ts';

type Decisions = ReadonlyMap<Action, PortSet>;

interface Disagreement {
  readonly first: Policy;
  readonly second: Policy;
  readonly direction: Direction;
  readonly pod: WorkloadEndpoint;
  readonly other: Seat;
  readonly ports: PortSet;
  readonly actions: readonly [Action, Action];
}

const DONE: Readonly<Record<Action, string>> = { allow: 'allows', deny: 'denies', pass: 'passes on' };

/** Pairs of one tier whose order Kubernetes leaves open. */
function* unorderedPairs({ policies }: Tier): Generator<[Policy, Policy]> {
  const ordered = policies.filter(({ ingress, egress }) => ingress?.isolates !== true && egress?.isolates !== true);
  for (const equals of groupBy(ordered, ({ order }) => order).values())
    for (const [place, first] of equals.entries()) for (const second of equals.slice(place + 1)) yield [first, second];
}

function decisionReader(
  context: RuleContext,
): (policies: readonly Policy[], d: Direction, pod: WorkloadEndpoint, other: Seat) => Decisions {
  const portsOf = openedPorts(context);
  return (policies, direction, pod, other) => {
    const decisions = new Map<Action, PortSet>();
    let open: PortSet = ALL_PORTS;
    const destination = direction === 'ingress' ? pod : other.endpoint;
    for (const rule of policies.flatMap((policy) => policy[direction]?.rules ?? [])) {
      const isMeant = peersOf(rule).some((peer) => peer === 'anyone' || matchesPeer(peer, other.endpoint, other.face));
      if (!isMeant) continue;
      const taken = intersection(open, portsOf(rule, destination));
      open = difference(open, taken);
      decisions.set(rule.action, union(decisions.get(rule.action) ?? [], taken));
    }
    return decisions;
  };
}

/** What a first decision leaves of another. */
const without = (decisions: Decisions, taken: Decisions): Decisions =>
  new Map(
    [...decisions].map(([action, ports]) => [
      action,
      [...taken.values()].reduce<PortSet>((left, earlier) => difference(left, earlier), ports),
    ]),
  );

/** Ports on which two decisions are not the same. */
function clash(first: Decisions, second: Decisions): Pick<Disagreement, 'ports' | 'actions'> | undefined {
  for (const [a, own] of first)
    for (const [b, other] of second) {
      const ports = a === b ? [] : intersection(own, other);
      if (ports.length > 0) return { ports, actions: [a, b] };
    }
  return undefined;
}

const actionsOf = (policy: Policy, direction: Direction): Action[] =>
  (policy[direction]?.rules ?? []).map(({ action }) => action);

function* disagreements(tier: Tier, context: RuleContext): Generator<Disagreement> {
  const found = seats(context);
  const decide = decisionReader(context);
  const pairs = [...unorderedPairs(tier)];
  for (const direction of pairs.length === 0 ? [] : DIRECTIONS) {
    const classes = subjectClasses(context)[direction](tier);
    const disagreeOn = (first: Policy, second: Policy, { pod, policies }: SubjectClass): Disagreement | undefined => {
      const earlier = policies.filter(({ order }) => order < first.order);
      const meant = new Set((first[direction]?.rules ?? []).flatMap((rule) => peersOf(rule).flatMap(found.of)));
      for (const other of meant) {
        const taken = decide(earlier, direction, pod, other);
        const found = clash(
          without(decide([first], direction, pod, other), taken),
          decide([second], direction, pod, other),
        );
        if (found !== undefined) return { first, second, direction, pod, other, ...found };
      }
      return undefined;
    };
    for (const [first, second] of pairs) {
      if (new Set([...actionsOf(first, direction), ...actionsOf(second, direction)]).size < 2) continue;
      for (const subject of classes.get(first) ?? []) {
        const disagreement = subject.policies.includes(second) ? disagreeOn(first, second, subject) : undefined;
        if (disagreement === undefined) continue;
        yield disagreement;
        break;
      }
    }
  }
}

/** A connection in the direction that it is made. */
function connectionText({ direction, pod, other, ports }: Disagreement): string {
  const [from, to] = direction === 'ingress' ? [other.endpoint, pod] : [pod, other.endpoint];
  return `${endpointName(from)} to ${endpointName(to)}, ${portsText(ports)}`;
}

export const samePriorityOverlap = defineRule({
  id: 'NG311',
  name: 'same-priority-overlap',
  severity: 'warning',
  summary: 'Two admin policies of the same priority disagree on a connection: which of them holds is not defined.',
  messages: {
    overlap:
      '{second} {does} what {first} {did}, {connection}, and both have priority {priority}: which of them holds is not defined',
  },
  *check(context: RuleContext) {
    for (const tier of context.tiers)
      for (const disagreement of disagreements(tier, context)) {
        const { first, second, direction, actions } = disagreement;
        yield {
          message: 'overlap',
          data: {
            first: policyName(first.ref),
            second: policyName(second.ref),
            did: DONE[actions[0]],
            does: DONE[actions[1]],
            connection: connectionText(disagreement),
            priority: second.order,
          },
          object: second.ref,
          at: { origin: second.origin, path: ['spec', 'priority'] },
          related: [{ origin: first.origin, path: ['spec', 'priority'], message: policyName(first.ref) }],
          key: `${direction} ${first.ref.name}`,
        };
      }
  },
});
