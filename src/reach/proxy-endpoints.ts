import type { Proxy, ProxyIdentity, Workload } from '../cluster/index.ts';
import type { Origin } from '../model/location.ts';
import type { Face, ProxyEndpoint, WorkloadEndpoint } from './endpoint.ts';
import { UNKNOWN_FACE } from './faces.ts';

/** Nothing of the input says where such a pod comes from. */
const nowhere = { file: '', line: 1, column: 1 };
const NOWHERE: Origin = { file: '', locate: () => nowhere, locateValue: () => nowhere, locateText: () => nowhere };

/** A pod that may be the proxy's, as an endpoint that policies can match. */
export function identityEndpoint(
  id: string,
  { namespace, labels }: ProxyIdentity,
  faces: readonly Face[],
): WorkloadEndpoint {
  const ref = { kind: 'Pod', namespace: namespace.name, name: id };
  const pod = { ref, namespace, labels, ports: [], hostNetwork: false, origin: NOWHERE, labelsPath: [], replicas: 1 };
  const template = { containers: [], dnsPolicy: 'ClusterFirst', dnsSearches: [], enableServiceLinks: true } as const;
  const workload: Workload = {
    ...pod,
    serviceAccountName: 'default',
    pods: [],
    template: { ...template, labels, ports: [], hostNetwork: false, serviceAccountName: 'default' },
  };
  return {
    ...pod,
    type: 'workload',
    id,
    isSinglePod: false,
    isRunning: false,
    addresses: [],
    faces,
    workload,
  };
}

/** The proxies whose pods are not in the input; the others are workloads like any. */
export const proxyEndpoints = (proxies: readonly Proxy[], podFaces: readonly Face[]): ProxyEndpoint[] =>
  proxies
    .filter(({ workloads, identities }) => workloads.length === 0 && identities.length > 0)
    .map(({ id, type, identities }) => ({
      type,
      id,
      addresses: [],
      faces: [UNKNOWN_FACE],
      identities: identities.map((identity) => identityEndpoint(id, identity, podFaces)),
    }));
