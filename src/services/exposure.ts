import type { ServicePort, ServiceResource } from '../cluster/index.ts';
import { intersection } from '../model/intervals.ts';
import type { Endpoint } from '../reach/index.ts';

/** A way from outside the cluster to a port of a Service, other than by routes. */
export interface Exposure {
  readonly way: 'load-balancer' | 'node-port' | 'external-ip';
  /** Where clients connect; absent: a node port that Kubernetes will choose. */
  readonly port?: number;
  /** By an address of a node: policies then see that node, not the client (semantics §1.14). */
  readonly isByNode: boolean;
}

/** The ways that lead to a port from outside, as the type of the Service says (semantics §1.12). */
export function exposuresOf(service: ServiceResource, { port, nodePort }: ServicePort): Exposure[] {
  const { serviceType, externalIPs, allocatesNodePorts, externalTrafficPolicy } = service;
  if (serviceType === 'ExternalName' || service.headless) return [];
  const isByNode = externalTrafficPolicy === 'Cluster';
  const exposures: Exposure[] = [];
  if (serviceType === 'LoadBalancer') exposures.push({ way: 'load-balancer', port, isByNode });
  if (serviceType === 'NodePort' || (serviceType === 'LoadBalancer' && allocatesNodePorts))
    exposures.push({ way: 'node-port', isByNode, ...(nodePort === undefined ? {} : { port: nodePort }) });
  if (externalIPs.length > 0) exposures.push({ way: 'external-ip', port, isByNode });
  return exposures;
}

/** Whether clients at such addresses may use the way: a load balancer may be told whom it serves (semantics §1.12). */
export const admittedBy = ({ sourceRanges }: ServiceResource, { way }: Exposure, client: Endpoint): boolean =>
  way !== 'load-balancer' ||
  sourceRanges.length === 0 ||
  (client.type === 'external' && sourceRanges.some(({ set }) => intersection(client.set, set).length > 0));
