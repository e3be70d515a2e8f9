import type { Cluster } from '../cluster/index.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import { compileAdminPolicy } from './dialects/admin.ts';
import { compileNetworkPolicy } from './dialects/kubernetes.ts';
import type { Policy, Tier } from './rule.ts';

const inOrder = (policies: readonly Policy[]): Policy[] =>
  policies
    .map((policy) => ({ policy, id: objectId(policy.ref) }))
    .sort(
      byKeys(
        ({ policy }) => policy.order,
        ({ id }) => id,
      ),
    )
    .map(({ policy }) => policy);

/** Every policy of the cluster in the tiers of the Kubernetes API: admin, then NetworkPolicy, then baseline (§2.3). */
export function compilePolicies(cluster: Cluster): readonly Tier[] {
  const admin = cluster.adminPolicies.filter(({ tier }) => tier === 'admin');
  const baseline = cluster.adminPolicies.filter(({ tier }) => tier === 'baseline');
  return [
    { name: 'admin', policies: inOrder(admin.map(compileAdminPolicy)) },
    { name: 'NetworkPolicy', policies: inOrder(cluster.networkPolicies.map(compileNetworkPolicy)) },
    { name: 'baseline', policies: inOrder(baseline.map(compileAdminPolicy)) },
  ];
}
