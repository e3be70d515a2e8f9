/**
 * Policies that decide about traffic and that netgraph does not evaluate. What is left out on purpose: Calico's staged
 * policies, which enforce nothing, and MultiNetworkPolicy, which is about secondary networks (semantics §6).
 */
const NOT_MODELLED: ReadonlyMap<string, readonly string[]> = new Map([
  ['projectcalico.org', ['NetworkPolicy', 'GlobalNetworkPolicy', 'Tier']],
  ['crd.projectcalico.org', ['NetworkPolicy', 'GlobalNetworkPolicy', 'Tier']],
  ['cilium.io', ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy']],
  ['crd.antrea.io', ['NetworkPolicy', 'ClusterNetworkPolicy']],
  ['networking.k8s.aws', ['ClusterNetworkPolicy', 'ApplicationNetworkPolicy']],
  ['k8s.ovn.org', ['EgressFirewall']],
  ['network.openshift.io', ['EgressNetworkPolicy']],
  ['security.istio.io', ['AuthorizationPolicy']],
  // Versions that the readers do not know.
  ['networking.k8s.io', ['NetworkPolicy']],
  ['policy.networking.k8s.io', ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']],
]);

export const UNREAD_POLICY_KINDS: ReadonlySet<string> = new Set([...NOT_MODELLED.values()].flat());

/** Why a policy has no effect on the graph: the API server refuses it, or netgraph cannot evaluate it. */
export type UnreadPolicy = 'not-served' | 'not-modelled';

/** Undefined for what is no policy. Only asked about kinds that have no reader. */
export function unreadPolicy(apiVersion: string, kind: string): UnreadPolicy | undefined {
  const [group = ''] = apiVersion.split('/');
  if (group === 'extensions' && kind === 'NetworkPolicy') return 'not-served';
  return NOT_MODELLED.get(group)?.includes(kind) ? 'not-modelled' : undefined;
}
