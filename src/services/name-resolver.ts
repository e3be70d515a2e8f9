import type { Cluster } from '../cluster/index.ts';
import { remember } from '../model/remember.ts';
import type { Location } from '../model/location.ts';
import type { Reachability } from '../reach/index.ts';
import { type Answer, dnsRecords, type Records } from './dns-records.ts';
import { NEARNESS } from './missing-service.ts';
import type { DnsRecord, Resolution } from './names.ts';
import { serviceNames } from './service-names.ts';
import { type Client, namesTried, resolverOf } from './search-list.ts';
import type { ServiceCatalog, ServiceView } from './service-view.ts';

/** Names as the pods of the cluster look them up. */
export interface NameResolver {
  /** The domain of the cluster's DNS: `cluster.local`. */
  readonly zone: string;
  resolve(name: string, client: Client): Resolution;
  /** The names that a Service brings, its own first. */
  namesOf(service: ServiceView): string[];
}

export interface NameResolverInput {
  readonly cluster: Cluster;
  readonly reachability: Reachability;
  readonly catalog: ServiceCatalog;
  /** The domain of the cluster's DNS: `cluster.local`. */
  readonly zone: string;
}

type Alias = Extract<Answer, { type: 'alias' }>;
type End = Omit<Resolution, 'name' | 'tried'>;

const at = (problemLocation: Location | undefined): Pick<Resolution, 'problemLocation'> =>
  problemLocation === undefined ? {} : { problemLocation };

const isThere = ({ type }: Answer): boolean => type === 'found' || type === 'alias';

/** Names that only a search list can complete. */
const isClusterForm = (name: string): boolean => !name.includes('.') || /\.(?:svc|pod)$/.test(name);

/** An alias leads to a full name: no search list applies to it, which is easily forgotten. */
function whyAliasFails({ service, to }: Alias, records: Records, zone: string): string | undefined {
  const namespace = service.resource.ref.namespace ?? '';
  const client: Client = { namespace, dnsPolicy: 'ClusterFirst', hostNetwork: false, searches: [] };
  const full = namesTried(to, client, zone).find((name) => name !== to && isThere(records(name)));
  if (full !== undefined) return `ExternalName ${service.id} leads to ${to}, which has to be written in full: ${full}`;
  return isClusterForm(to) ? `ExternalName ${service.id} leads to ${to}, which is no full name` : undefined;
}

/** Follows aliases to where they end: inside, outside, or nowhere. */
function follow(first: Alias, records: Records, zone: string): End {
  const followed: DnsRecord[] = [];
  const seen = new Set<string>();
  let alias = first;
  for (;;) {
    followed.push(alias.record);
    const place = at(alias.record.location);
    if (seen.has(alias.to))
      return { records: followed, problem: `ExternalName ${alias.service.id} leads in a circle`, ...place };
    seen.add(alias.to);
    const answer = records(alias.to);
    switch (answer.type) {
      case 'found':
        return { records: [...followed, answer.record], target: answer.target };
      case 'missing':
        return {
          records: followed,
          problem: `ExternalName ${alias.service.id} leads to ${alias.to}: ${answer.message}`,
          ...place,
        };
      case 'foreign': {
        const problem = whyAliasFails(alias, records, zone);
        return { records: followed, ...(problem === undefined ? { outside: alias.to } : { problem, ...place }) };
      }
      case 'alias':
        alias = answer;
    }
  }
}

/** A name that looks like one of the cluster, but below another domain or cut short. */
function wrongZone(name: string, records: Records, zone: string): string | undefined {
  const [before, after] = name.split(/\.svc\.(?=[^]+$)/);
  if (before === undefined || after === undefined || after === zone || after === 'clusterset.local') return undefined;
  const meant = `${before}.svc.${zone}`;
  return isThere(records(meant)) ? `${name} is not below ${zone}; there is ${meant}` : undefined;
}

type Miss = Extract<Answer, { type: 'missing' }>;

/** What becomes of a name to which nothing in the cluster answers: others are asked, unless it was meant for the cluster. */
function unanswered(tried: readonly string[], misses: readonly Miss[], records: Records, zone: string): End {
  const outside = tried.find((name) => records(name).type === 'foreign' && !isClusterForm(name));
  const [nearest] = [...misses].sort((a, b) => b.nearness - a.nearness);
  const otherZone = outside === undefined ? undefined : wrongZone(outside, records, zone);
  if (otherZone !== undefined) return { records: [], problem: otherZone };
  const problem = nearest?.message ?? `nothing in the cluster is called ${tried[0] ?? ''}`;
  if (outside === undefined) return { records: [], problem, ...at(nearest?.location) };
  if (nearest === undefined || nearest.nearness < NEARNESS.elsewhere) return { records: [], outside };
  // A domain of the pod's own search list may have what the cluster lacks, and so may the world.
  const isMeant = nearest.nearness >= NEARNESS.namespace && outside === tried.at(-1);
  return { records: [], problem, ...at(nearest.location), ...(isMeant ? {} : { outside }) };
}

const isInside = ({ target, records }: End): boolean => target !== undefined || records.length > 0;

/** The resolver of a node knows nothing of the cluster (semantics §1.15). */
function whyNodeFails({ hostNetwork, dnsPolicy }: Client, full: string): string {
  const where = hostNetwork ? `on the host network, dnsPolicy ${dnsPolicy}` : `dnsPolicy ${dnsPolicy}`;
  const better = hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst';
  return `${where} asks the resolver of the node, which does not know ${full}; dnsPolicy: ${better} asks the cluster's`;
}

/**
 * Looks names up as a client in the cluster does: the search list of its pod, the records of Services and pods, aliases.
 * Addresses are no names.
 */
export function nameResolver({ cluster, reachability, catalog, zone }: NameResolverInput): NameResolver {
  const records: Records = remember(dnsRecords(cluster, reachability, catalog, zone));

  const ask = (name: string, client: Client): Resolution => {
    const tried = namesTried(name, client, zone);
    const misses: Miss[] = [];
    for (const [index, full] of tried.entries()) {
      const answer = records(full);
      const until = tried.slice(0, index + 1);
      if (answer.type === 'found') return { name, tried: until, records: [answer.record], target: answer.target };
      if (answer.type === 'alias') return { name, tried: until, ...follow(answer, records, zone) };
      if (answer.type === 'missing') misses.push(answer);
    }
    return { name, tried, ...unanswered(tried, misses, records, zone) };
  };

  const resolve = (text: string, client: Client): Resolution => {
    const name = text.toLowerCase();
    const own = ask(name, client);
    const resolver = resolverOf(client);
    if (resolver === 'cluster' || (resolver === 'own' && isInside(own))) return own;
    const { tried } = own;
    const inCluster = ask(name, { ...client, dnsPolicy: 'ClusterFirstWithHostNet' });
    if (!isInside(inCluster)) return resolver === 'own' ? own : { ...inCluster, tried };
    const full = inCluster.tried.at(-1) ?? name;
    const problem =
      resolver === 'own' ? `dnsPolicy None searches no domain in which ${name} is ${full}` : whyNodeFails(client, full);
    return { name, tried, records: [], problem };
  };

  return {
    zone,
    resolve,
    namesOf: (service) => serviceNames(service, zone),
  };
}
