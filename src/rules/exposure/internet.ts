import { intersection, union } from '../../model/intervals.ts';
import { ALL_PORTS, type PortSet } from '../../model/port-set.ts';
import { remember } from '../../model/remember.ts';
import type { Peer, Rule } from '../../policy/index.ts';
import type { WorkloadEndpoint } from '../../reach/index.ts';
import { columnReader } from '../../services/index.ts';
import type { Target } from '../define-rule.ts';
import { holdsInternet, INTERNET } from '../address-space.ts';
import type { PlacedRule } from '../policy-rules.ts';
import { fact, type RuleContext } from '../rule-context.ts';

/** Groups of addresses outside, by family, that hold public ones. */
const publicGroups = fact(({ reachability: { addresses, groupOf } }) =>
  INTERNET.map((space) => addresses.endpoints.filter(({ set }) => intersection(set, space).length > 0).map(groupOf)),
);

const inAnyFamily = (families: readonly (readonly number[])[], portsAt: (group: number) => PortSet): PortSet =>
  families
    .map((groups) => groups.map(portsAt).reduce<PortSet>((all, one) => intersection(all, one), ALL_PORTS))
    .reduce<PortSet>((all, one) => union(all, one), []);

/** The ports of a pod that every public address of a family reaches. */
export const openToInternet = fact((context): ((pod: WorkloadEndpoint) => PortSet) => {
  const { reachability } = context;
  const columnOf = columnReader(reachability);
  const ofGroup = remember((group: number): PortSet => {
    const [member] = reachability.groups[group]?.members ?? [];
    if (member === undefined) return [];
    const column = columnOf(member);
    return inAnyFamily(publicGroups(context), (source) => reachability.portsOf(column.at(source)));
  });
  return (pod) => ofGroup(reachability.groupOf(pod));
});

/** The ports that a pod reaches on every public address of a family. */
export const openFromPod = fact((context): ((pod: WorkloadEndpoint) => PortSet) => {
  const { reachability } = context;
  const columnOf = columnReader(reachability);
  const addressAt = new Map(
    reachability.addresses.endpoints.map((endpoint) => [reachability.groupOf(endpoint), endpoint]),
  );
  const ofGroup = remember((group: number): PortSet =>
    inAnyFamily(publicGroups(context), (place) => {
      const destination = addressAt.get(place);
      return destination === undefined ? [] : reachability.portsOf(columnOf(destination).at(group));
    }),
  );
  return (pod) => ofGroup(reachability.groupOf(pod));
});

/** A peer list of one entry a peer: that of the Kubernetes kind, whose peers are compiled one by one. */
const peersPath = (direction: PlacedRule['direction']): string => (direction === 'ingress' ? 'from' : 'to');

/** The peer that a rule is told by; the rule itself where it names nobody. */
export function peerTarget({ policy, rule, direction }: PlacedRule, isMeant: (peer: Peer) => boolean): Target {
  const { origin, ref } = policy;
  const index = peersOf(rule).findIndex(isMeant);
  if (index < 0 || ref.kind !== 'NetworkPolicy') return { origin, path: rule.path };
  return { origin, path: [...rule.path, peersPath(direction), index] };
}

const peersOf = ({ peers }: Rule): readonly Peer[] => (peers === 'anyone' ? [] : peers);

/** A block that by itself holds every public address. */
export const isInternetBlock = (peer: Peer): boolean => peer.type === 'addresses' && holdsInternet(peer.block.set);

export const isIsolated = ({ reachability: { groups, groupOf } }: RuleContext, pod: WorkloadEndpoint): boolean =>
  groups[groupOf(pod)]?.isolated.ingress === true;
