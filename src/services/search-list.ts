import type { PodTemplate } from '../cluster/index.ts';
import type { WorkloadEndpoint } from '../reach/index.ts';

/** What of a pod decides how it looks up names. */
export interface Client {
  readonly namespace: string;
  readonly dnsPolicy: PodTemplate['dnsPolicy'];
  readonly hostNetwork: boolean;
  /** `dnsConfig.searches`. */
  readonly searches: readonly string[];
}

export function clientOf({ namespace, hostNetwork, workload }: WorkloadEndpoint): Client {
  const { dnsPolicy, dnsSearches } = workload.template;
  return { namespace: namespace.name, dnsPolicy, hostNetwork, searches: dnsSearches };
}

/**
 * Whom a pod asks: the DNS of the cluster, the resolver of its node, or servers of its own. On the host network plain
 * `ClusterFirst` means the node (semantics §1.15).
 */
export function resolverOf({ dnsPolicy, hostNetwork }: Client): 'cluster' | 'node' | 'own' {
  if (dnsPolicy === 'None') return 'own';
  return dnsPolicy === 'Default' || (dnsPolicy === 'ClusterFirst' && hostNetwork) ? 'node' : 'cluster';
}

/** A name with fewer dots goes through the search list first. */
const NDOTS = 5;

const withoutDot = (name: string): string => name.replace(/\.$/, '');

function searchList(client: Client, zone: string): string[] {
  const own = client.searches.map((domain) => withoutDot(domain.toLowerCase())).filter((domain) => domain !== '');
  return resolverOf(client) === 'cluster' ? [`${client.namespace}.svc.${zone}`, `svc.${zone}`, zone, ...own] : own;
}

/** The full names that a client tries for a name, in order, none of them with a dot at the end. */
export function namesTried(name: string, client: Client, zone: string): string[] {
  const lower = name.toLowerCase();
  if (lower.endsWith('.')) return [withoutDot(lower)];
  const searched = searchList(client, zone).map((domain) => `${lower}.${domain}`);
  const isFull = lower.split('.').length > NDOTS;
  return [...new Set(isFull ? [lower, ...searched] : [...searched, lower])];
}
