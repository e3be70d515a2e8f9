import type { Workload } from '../../cluster/index.ts';
import type { Endpoint, WorkloadEndpoint } from '../../reach/index.ts';
import { entryProxies } from '../entry-proxies.ts';
import { clusterDns } from '../isolation/dns/dns-targets.ts';
import { fact } from '../rule-context.ts';

/** What the API server calls from outside the pods' network: webhooks and APIs that are added to its own. */
const CALLED_BY_API_SERVER = /webhook|admission|apiserver|api-server|apiservice|metrics-server|metrics-adapter/;

const isCalledByApiServer = ({ ref, ports, workload: { template } }: WorkloadEndpoint): boolean =>
  [ref.name, ...ports.flatMap(({ name }) => name ?? []), ...template.containers.map(({ name }) => name)].some((name) =>
    CALLED_BY_API_SERVER.test(name),
  );

const hasHostPort = ({ template }: Workload): boolean =>
  template.containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined));

/** Pods that something leads to from outside: a Service of that kind, a route, a port of the node. */
const ledTo = fact(({ overview }) => {
  const found = new Set<Endpoint>();
  for (const entry of overview.entryPoints) {
    const verdicts = entry.type === 'service' ? entry.ports : entry.rules.flatMap(({ backends }) => backends);
    for (const { open, closed } of verdicts) for (const { endpoint } of [...open, ...closed]) found.add(endpoint);
  }
  return found;
});

/**
 * Whether a pod is there for clients that are not pods: because something leads to it from outside, or because the API
 * server or the nodes ask it.
 */
export const needsOutside = fact((context): ((pod: WorkloadEndpoint) => boolean) => {
  const led = ledTo(context);
  const proxies = entryProxies(context);
  const dns = new Set<Endpoint>(clusterDns(context).servers.map(({ endpoint }) => endpoint));
  return (pod) =>
    led.has(pod) || proxies.has(pod.workload) || dns.has(pod) || hasHostPort(pod.workload) || isCalledByApiServer(pod);
});
