import type { Cluster } from '../cluster/index.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import { compileAdminPolicy } from './dialects/admin.ts';
import { compileNetworkPolicy } from './dialects/kubernetes.ts';
import type { Policy, Tier } from './rule.ts';

const sorted = (policies: readonly Policy[]): Policy[] =>
  policies
    .map((policy) => ({ policy, id: objectId(policy.ref) }))
    .sort(
      byKeys(
        ({ policy }) => policy.order,
        ({ id }) => id,
      ),
    )
    .map(({ policy }) => policy);

/** Mostly they are in order already. */
function inOrder(policies: readonly Policy[]): readonly Policy[] {
  let lastOrder = -Infinity;
  let lastId = '';
  for (const { ref, order } of policies) {
    const id = objectId(ref);
    if (order < lastOrder || (order === lastOrder && id < lastId)) return sorted(policies);
    lastOrder = order;
    lastId = id;
  }
  return policies;
}

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
