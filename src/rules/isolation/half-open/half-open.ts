import type { Workload } from '../../../cluster/index.ts';
import { union } from '../../../model/intervals.ts';
import { portRanges, type PortSet } from '../../../model/port-set.ts';
import type { Selector } from '../../../model/selector.ts';
import type { PodScope, Rule } from '../../../policy/index.ts';
import { type DirectionVerdict, inPodScope, type WorkloadEndpoint } from '../../../reach/index.ts';
import { openedPorts } from '../../opened-ports.ts';
import { openedOn, overlap, type PlacedRule } from '../../policy-rules.ts';
import { policedPods } from '../../pods.ts';
import { fact, type RuleContext } from '../../rule-context.ts';
import { sideVerdicts } from '../../side-verdicts.ts';
import { clusterDns } from '../dns/dns-targets.ts';
import { silentReplicas } from '../replicas-cannot-talk.ts';
import { alikeReader, type Pair, uselessPairs } from './pairs.ts';
import { allowedBy, mayBeOpen } from './unsure.ts';

/** Pods that a rule names, and that the other side does not let through. */
export interface HalfOpen {
  /** Of the peer, in the list of the rule. */
  readonly index: number;
  readonly own: readonly WorkloadEndpoint[];
  readonly others: readonly WorkloadEndpoint[];
  /** Why the other side says no. */
  readonly verdict: DirectionVerdict;
  /** What the rule opens. */
  readonly ports: PortSet;
  /** What the other side opens instead; empty where it opens nothing. */
  readonly otherPorts: PortSet;
}

const alike = fact(({ reachability }) => alikeReader(reachability));

const OTHER = { ingress: 'egress', egress: 'ingress' } as const;

/** `app in (api, worker)` names two: each of them has to get through. */
function namedApart(selector: Selector): Selector[] {
  const { requirements } = selector;
  const list = requirements.find(({ operator, values }) => operator === 'In' && values.length > 1);
  if (list === undefined) return [selector];
  const others = requirements.filter((requirement) => requirement !== list);
  return list.values.map((value) => ({ requirements: [...others, { ...list, values: [value] }] }));
}

/** Connections that other rules speak of. */
const spokenOf = fact((context) => ({
  replicas: new Set<Workload>(silentReplicas(context).map(({ workload }) => workload)),
  dns: new Set<unknown>(clusterDns(context).servers.map(({ endpoint }) => endpoint)),
}));

function isOfInterest({ source, destination }: Pair, { replicas, dns }: ReturnType<typeof spokenOf>): boolean {
  if (dns.has(destination)) return false;
  if (source === destination && (source.isSinglePod || source.replicas < 2)) return false;
  return !(source.workload === destination.workload && replicas.has(source.workload));
}

/** What the rules of the other side open for this pod by name. */
const openedFor = (
  rules: readonly Rule[],
  pod: WorkloadEndpoint,
  destination: WorkloadEndpoint,
): { readonly ports: PortSet; readonly isNamed: boolean } => {
  const naming = rules.filter(
    ({ peers }) => peers === 'anyone' || peers.some((peer) => peer.type === 'pods' && inPodScope(peer, pod)),
  );
  const isNaming = ({ peers }: Rule): boolean =>
    peers !== 'anyone' &&
    peers.some((peer) => peer.type === 'pods' && peer.pods.requirements.length > 0 && inPodScope(peer, pod));
  return {
    ports: naming.map((rule) => openedOn(rule, destination)).reduce<PortSet>((all, one) => union(all, one), []),
    isNamed: naming.some(isNaming),
  };
};

/** What one peer of a rule is closed to; undefined where anything gets through, or may. */
function closedPeer(
  { direction, policy, rule }: PlacedRule,
  scope: PodScope,
  context: RuleContext,
): Omit<HalfOpen, 'index'> | undefined {
  const find = policedPods(context);
  const own = find(policy.subject);
  const others = find(scope);
  const { between, groupOf, portsOf } = context.reachability;
  const opened = openedPorts(context);
  const spoken = spokenOf(context);
  const isTold = (pair: Pair): boolean => isOfInterest(pair, spoken);
  const question = { direction, own, others, alike: alike(context), isOfInterest: isTold };
  const pairs = uselessPairs(question, ({ source, destination }) => {
    const ports = opened(rule, destination);
    // A name that the pod does not have opens nothing, and is reported as such.
    if (portRanges(ports).length === 0) return true;
    return overlap(portsOf(between(groupOf(source), groupOf(destination))), ports);
  });
  const [first] = pairs ?? [];
  if (pairs === undefined || first === undefined) return undefined;
  /** The pod that the rule names, and the one that it is for. */
  const sidesOf = (pair: Pair): readonly [pod: WorkloadEndpoint, other: WorkloadEndpoint] =>
    direction === 'ingress' ? [pair.source, pair.destination] : [pair.destination, pair.source];
  const isUnsure = pairs.some((pair) => {
    const [pod, other] = sidesOf(pair);
    const ports = opened(rule, pair.destination);
    return mayBeOpen({ pod, direction: OTHER[direction], other, destination: pair.destination, ports }, context);
  });
  if (isUnsure) return undefined;

  const { source, destination } = first;
  const ports = opened(rule, destination);
  const [sample] = portRanges(ports);
  if (sample === undefined) return undefined;
  const port = { protocol: sample.protocol, port: sample.first };
  const { egress, ingress } = sideVerdicts(source, destination, port, context);
  const [mine, theirs] = direction === 'ingress' ? [ingress, egress] : [egress, ingress];
  if (!mine.allowed || theirs.allowed) return undefined;
  const [pod, other] = sidesOf(first);
  const instead = openedFor(allowedBy(pod, OTHER[direction], context), other, destination);
  // Two rules that name each other and not the same ports are one mistake: it is told at the way out.
  if (direction === 'ingress' && instead.isNamed) return undefined;
  return { own, others, verdict: theirs, ports, otherPorts: instead.ports };
}

/** The peers of a rule, named by labels of pods, that the other side keeps out altogether. */
export function* halfOpenPeers(placed: PlacedRule, context: RuleContext): Generator<HalfOpen> {
  const { peers } = placed.rule;
  if (peers === 'anyone') return;
  for (const [index, peer] of peers.entries()) {
    if (peer.type !== 'pods' || peer.pods.requirements.length === 0) continue;
    for (const pods of namedApart(peer.pods)) {
      const closed = closedPeer(placed, { namespaces: peer.namespaces, pods }, context);
      if (closed !== undefined) yield { index, ...closed };
    }
  }
}
