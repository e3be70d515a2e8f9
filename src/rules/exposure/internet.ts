import { intersection, union } from '../../model/intervals.ts';
import { ALL_PORTS, type PortSet } from '../../model/port-set.ts';
import { remember } from '../../model/remember.ts';
import type { Peer } from '../../policy/index.ts';
import type { WorkloadEndpoint } from '../../reach/index.ts';
import { columnReader } from '../../services/index.ts';
import type { Target } from '../define-rule.ts';
import { holdsInternet, internet } from '../address-space.ts';
import type { PlacedRule } from '../policy-rules.ts';
import { fact, type RuleContext } from '../rule-context.ts';

/** Groups of addresses outside, by family, that hold public ones. */
const publicGroups = fact(({ reachability: { addresses, groupOf } }) =>
  internet().map((space) => addresses.endpoints.filter(({ set }) => intersection(set, space).length > 0).map(groupOf)),
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

const LIST = { ingress: 'from', egress: 'to' } as const;

/** The peer that a rule is told by, its CIDR where it has one; the rule itself where it names nobody. */
export function peerTarget({ policy, rule, direction }: PlacedRule, isMeant: (peer: Peer) => boolean): Target {
  const { origin, ref } = policy;
  const peers = rule.peers === 'anyone' ? [] : rule.peers;
  const index = peers.findIndex(isMeant);
  // Only in the Kubernetes kind every entry of the list is one peer.
  if (index < 0 || ref.kind !== 'NetworkPolicy') return { origin, path: rule.path };
  const path = [...rule.path, LIST[direction], index];
  return { origin, path: peers[index]?.type === 'addresses' ? [...path, 'ipBlock', 'cidr'] : path };
}

/** A block that by itself holds every public address. */
export const isInternetBlock = (peer: Peer): boolean => peer.type === 'addresses' && holdsInternet(peer.block.set);

export const isIsolated = ({ reachability: { groups, groupOf } }: RuleContext, pod: WorkloadEndpoint): boolean =>
  groups[groupOf(pod)]?.isolated.ingress === true;
