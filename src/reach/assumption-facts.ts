import { groupBy } from '../model/group-by.ts';
import { difference } from '../model/intervals.ts';
import type { IpBlock } from '../model/ip-set.ts';
import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { meets } from '../model/selector.ts';
import type { Direction, Policy, Rule, Tier } from '../policy/index.ts';
import {
  type Endpoint,
  isNodeTraffic,
  isPolicedPod,
  isProxy,
  mayShareNode,
  type WorkloadEndpoint,
} from './endpoint.ts';
import { inPodScope } from './matching.ts';
import { policyView, type PolicyView } from './policy-view.ts';
import { ALL } from './port-table.ts';
import type { Reachability } from './reachability.ts';

/** What the checks for assumptions look at. */
export interface Facts {
  readonly endpoints: readonly Endpoint[];
  readonly tiers: readonly Tier[];
  readonly policies: readonly Policy[];
  readonly view: PolicyView;
  readonly isIsolated: (endpoint: Endpoint, direction: Direction) => boolean;
  /** Isolated, or under a rule that denies. */
  readonly isRestricted: (endpoint: Endpoint, direction: Direction) => boolean;
  /** What has an address that is not known, and that some block may hold or not. */
  readonly isAddressOpen: (endpoint: Endpoint) => boolean;
  /** A pod that may not do everything on a node that may be its own. */
  readonly isClosedToNodes: (endpoint: Endpoint) => boolean;
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** Whether a block says something else of one address in these ranges than of another: nobody said them, or it cuts through. */
function areRangesOpen(ranges: readonly IpBlock[], blocks: readonly IpBlock[]): boolean {
  if (ranges.length === 0) return true;
  return blocks.some(({ family, set }) => {
    const own = ranges.filter((range) => range.family === family);
    const left = own.map((range) => difference(range.set, set));
    const isAllHeld = left.every((rest) => rest.length === 0);
    const isNoneHeld = left.every((rest, index) => rest.join() === own[index]?.set.join());
    return !isAllHeld && !isNoneHeld;
  });
}

export function factsOf(reachability: Reachability): Facts {
  const { endpoints, tiers, groups, groupOf, reachFrom } = reachability;
  const policies = tiers.flatMap((tier) => tier.policies);
  const isIsolated = (endpoint: Endpoint, direction: Direction): boolean =>
    groups[groupOf(endpoint)]?.isolated[direction] === true;
  const denying = (direction: Direction): Policy[] =>
    policies.filter((policy) => policy[direction]?.rules.some(({ action }) => action === 'deny'));
  const denies = { ingress: denying('ingress'), egress: denying('egress') };
  const isRestricted = (endpoint: Endpoint, direction: Direction): boolean =>
    isIsolated(endpoint, direction) || denies[direction].some(({ subject }) => inPodScope(subject, endpoint));
  const nodes = endpoints.filter(isNodeTraffic);
  const closedNodes = new Map<number, readonly Endpoint[]>();
  const isClosedToNodes = (endpoint: Endpoint): boolean => {
    if (nodes.length === 0 || !isPolicedPod(endpoint)) return false;
    const group = groupOf(endpoint);
    const reached = closedNodes.has(group) ? undefined : reachFrom(group);
    const closed = closedNodes.get(group) ?? nodes.filter((node) => reached?.[groupOf(node)] !== ALL);
    closedNodes.set(group, closed);
    return closed.some((node) => mayShareNode(endpoint, node));
  };
  const view = policyView(tiers);
  const areOpen = {
    pods: areRangesOpen(reachability.cluster.podBlocks, view.blocks),
    nodes: areRangesOpen(reachability.cluster.nodeBlocks, view.blocks),
  };
  const isAddressOpen = (endpoint: Endpoint): boolean =>
    endpoint.type !== 'external' &&
    !isProxy(endpoint) &&
    areOpen[isNodeTraffic(endpoint) ? 'nodes' : 'pods'] &&
    endpoint.faces.some(({ address }) => address === undefined);
  return { endpoints, tiers, policies, view, isIsolated, isRestricted, isAddressOpen, isClosedToNodes };
}

export const subjectsOf = ({ endpoints }: Facts, policies: readonly Policy[]): Endpoint[] =>
  policies.length === 0
    ? []
    : endpoints.filter((endpoint) => policies.some(({ subject }) => inPodScope(subject, endpoint)));

/** Whether any of these policies selects anything. */
export const hasSubject = ({ endpoints }: Facts, policies: readonly Policy[]): boolean =>
  policies.some(({ subject }) => endpoints.some((endpoint) => inPodScope(subject, endpoint)));

/** The policies that have such a rule. */
export const withRule = ({ policies }: Facts, isMeant: (rule: Rule, direction: Direction) => boolean): Policy[] =>
  policies.filter((policy) =>
    DIRECTIONS.some((direction) => policy[direction]?.rules.some((rule) => isMeant(rule, direction)) === true),
  );

/** A rule on addresses that does not hold for every address there is. */
export function dependsOnFamilyOrRange({ peers }: Rule): boolean {
  if (peers === 'anyone') return false;
  const blocks = peers.flatMap((peer) => (peer.type === 'addresses' ? peer.block : []));
  const families = new Set(blocks.filter(({ wholeFamily }) => wholeFamily).map(({ family }) => family));
  return blocks.length > 0 && families.size < 2;
}

/** Whether a namespace of this name could match a selector by labels that are not known. */
export function namespaceSelectorsOnLabels({ namespaceSelectors }: PolicyView): (name: string) => boolean {
  const byNameRule = namespaceSelectors
    .filter(({ requirements }) => requirements.some(({ key }) => key !== NAMESPACE_NAME_LABEL))
    .map(({ requirements }) => requirements.filter(({ key }) => key === NAMESPACE_NAME_LABEL));
  return (name) => {
    const labels = new Map([[NAMESPACE_NAME_LABEL, name]]);
    return byNameRule.some((requirements) => requirements.every((requirement) => meets(requirement, labels)));
  };
}

/** The kinds whose controllers set a label that a template does not show. */
const SET_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['pod-template-hash', ['Deployment', 'ReplicaSet']],
  ['rollouts-pod-template-hash', ['Rollout']],
  ['controller-revision-hash', ['StatefulSet', 'DaemonSet']],
  ['pod-template-generation', ['DaemonSet']],
  ['batch.kubernetes.io/job-name', ['CronJob']],
  ['job-name', ['CronJob']],
  ['batch.kubernetes.io/controller-uid', ['Job', 'CronJob']],
  ['controller-uid', ['Job', 'CronJob']],
  ['batch.kubernetes.io/job-completion-index', ['Job', 'CronJob']],
]);

/** A label that the pods of this workload may carry, and that its template does not tell. */
export const isUnknownOn = (key: string, { ref, labels }: WorkloadEndpoint): boolean =>
  SET_BY.get(key)?.includes(ref.kind) === true && !labels.has(key);

/** Pairs of admin policies whose order Kubernetes leaves open, and which do not say the same in some direction. */
export function equalPriorities({ tiers }: Facts): [Policy, Policy][] {
  const disagree = (first: Policy, second: Policy): boolean =>
    DIRECTIONS.some((direction) => {
      const [a, b] = [first[direction], second[direction]];
      return (
        a !== undefined && b !== undefined && new Set([...a.rules, ...b.rules].map(({ action }) => action)).size > 1
      );
    });
  const ordered = tiers.flatMap(({ policies }) => {
    const unordered = policies.filter(({ ingress, egress }) => ingress?.isolates !== true && egress?.isolates !== true);
    return [...groupBy(unordered, ({ order }) => order).values()];
  });
  return ordered.flatMap((equals) =>
    equals.flatMap((first, i) =>
      equals
        .slice(i + 1)
        .filter((second) => disagree(first, second))
        .map((second): [Policy, Policy] => [first, second]),
    ),
  );
}

/** Selected by an isolating policy in one direction only, while the baseline has rules for the other one. */
export function decidedByBaseline({ endpoints, tiers, isIsolated }: Facts): Endpoint[] {
  const baseline = tiers.at(-1)?.policies ?? [];
  if (baseline.length === 0) return [];
  return endpoints.filter((endpoint) =>
    DIRECTIONS.some((direction, i) => {
      const other = DIRECTIONS[1 - i] ?? direction;
      if (isIsolated(endpoint, direction) || !isIsolated(endpoint, other)) return false;
      return baseline.some((policy) => policy[direction] !== undefined && inPodScope(policy.subject, endpoint));
    }),
  );
}
