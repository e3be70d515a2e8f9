import type { Resource, ServicePort } from '../../src/manifest/resource.ts';
import { PROTOCOLS } from '../../src/model/protocol.ts';
import { NAMESPACES, origin, PORT_NAMES, PORTS, randomLabels } from './random-cluster.ts';
import type { Random } from './random.ts';

const randomPort = (random: Random, index: number): ServicePort => {
  const port = random.pick(PORTS);
  return {
    index,
    name: `p${index}`,
    protocol: random.pick(PROTOCOLS),
    port,
    targetPort: random.chance(0.4) ? random.pick(PORT_NAMES) : random.chance(0.5) ? port : random.pick(PORTS),
    ...(random.chance(0.3) ? { nodePort: 30000 + index } : {}),
  };
};

/** One label of some pod, most of the time: what several pods have in common. */
function randomHome(random: Random, others: readonly Resource[]): { namespace: string; selector: Map<string, string> } {
  const other = random.pick(others);
  const labels = other.type === 'pod' || other.type === 'workload' ? [...other.template.labels] : [];
  const namespace = other.ref.namespace;
  if (namespace === undefined || labels.length === 0 || random.chance(0.2))
    return { namespace: random.pick(NAMESPACES), selector: randomLabels(random) };
  return { namespace, selector: new Map([random.pick(labels)]) };
}

/** A Service of any type that selects by one label of these others, or by random ones. */
export function randomService(random: Random, name: string, others: readonly Resource[]): Resource {
  const serviceType = random.pick(['ClusterIP', 'ClusterIP', 'NodePort', 'LoadBalancer'] as const);
  const { namespace, selector } = randomHome(random, others);
  return {
    type: 'service',
    apiVersion: 'v1',
    origin: origin(`${name}.yaml`),
    ref: { kind: 'Service', namespace, name },
    serviceType,
    headless: serviceType === 'ClusterIP' && random.chance(0.2),
    ports: Array.from({ length: 1 + random.below(2) }, (_, index) => randomPort(random, index)),
    clusterIPs: [],
    externalIPs: [],
    loadBalancerIPs: [],
    sourceRanges: [],
    isInternal: false,
    allocatesNodePorts: random.chance(0.7),
    externalTrafficPolicy: random.pick(['Cluster', 'Local']),
    internalTrafficPolicy: 'Cluster',
    publishNotReadyAddresses: false,
    sessionAffinity: 'None',
    ipFamilies: [],
    ...(selector.size === 0 ? {} : { selector }),
  };
}
