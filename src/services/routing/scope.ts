import type { Cluster, IngressResource, OpenShiftRouteResource } from '../../cluster/index.ts';
import { ingressClassOf } from '../../cluster/route-class.ts';
import { objectId } from '../../model/object-ref.ts';

/** Who answers: routes of different controllers or classes do not meet. */
export function scopeOf(
  resource: IngressResource | OpenShiftRouteResource,
  { ingressClasses, proxyOf }: Cluster,
): string {
  const id = objectId(resource.ref);
  const proxy = proxyOf.get(id);
  // A cloud makes a load balancer for each Ingress, with an address of its own.
  const isOutside = proxy !== undefined && proxy.workloads.length + proxy.identities.length === 0;
  if (isOutside) return id;
  if (resource.type === 'openshift-route') return 'router';
  const choice = ingressClassOf(resource, ingressClasses);
  return `${choice.type === 'none' ? '' : choice.name} ${proxy?.id ?? ''}`;
}

/** Whether another Ingress of the same controller gives the host a path: controllers join rules of one host. */
export function servedHosts(cluster: Cluster): (ingress: IngressResource, host: string) => boolean {
  const served = new Set(
    cluster.ingresses.flatMap((ingress) => {
      const scope = scopeOf(ingress, cluster);
      return ingress.rules.filter(({ paths }) => paths.length > 0).map(({ host = '*' }) => `${scope}\n${host}`);
    }),
  );
  return (ingress, host) => served.has(`${scopeOf(ingress, cluster)}\n${host}`);
}
