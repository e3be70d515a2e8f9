import type { Cluster, Mention, Workload } from '../cluster/index.ts';
import { groupBy } from '../model/group-by.ts';
import { parseAddress } from '../model/ip-set.ts';
import type { Location } from '../model/location.ts';
import { once, remember } from '../model/remember.ts';
import type { Endpoint, Reachability, WorkloadEndpoint } from '../reach/index.ts';
import { dnsReader } from './dns-servers.ts';
import type { Resolution } from './names.ts';
import { clientOf, resolverOf } from './search-list.ts';
import type { ServiceCatalog, ServiceView } from './service-view.ts';
import type { ToldHost } from './told-host.ts';
import { toldHostsReader } from './told-hosts.ts';
import type { WantedConnection } from './wanted.ts';
import { type Sources, type Verdict, wantedJudge } from './wanted-verdict.ts';

export interface WantedInput {
  readonly cluster: Cluster;
  readonly reachability: Reachability;
  readonly catalog: ServiceCatalog;
  readonly resolve: (name: string, client: WorkloadEndpoint) => Resolution;
}

/** What has an address: a Service, by any address at which it answers, or an endpoint. */
type Holder = { readonly service: ServiceView } | { readonly endpoint: Endpoint };

function addressHolders({ services }: ServiceCatalog, { endpoints }: Reachability): ReadonlyMap<bigint, Holder> {
  const holders = new Map<bigint, Holder>();
  for (const endpoint of endpoints) for (const address of endpoint.addresses) holders.set(address, { endpoint });
  for (const service of services) {
    const { clusterIPs, externalIPs, loadBalancerIPs } = service.resource;
    for (const address of [...clusterIPs, ...externalIPs, ...loadBalancerIPs]) holders.set(address, { service });
  }
  return holders;
}

/** The endpoints of each workload, those with settings alone; in the order of their ids. */
function sourcesOf({ endpoints }: Reachability): Map<Workload, WorkloadEndpoint[]> {
  const pods = endpoints.filter((endpoint): endpoint is WorkloadEndpoint => endpoint.type === 'workload');
  return groupBy(pods, ({ workload }) => workload);
}

const BLIND: Partial<Record<Verdict['status'], 'blocked' | 'outside-blocked'>> = {
  allowed: 'blocked',
  'partly-blocked': 'blocked',
  blocked: 'blocked',
  outside: 'outside-blocked',
  'outside-blocked': 'outside-blocked',
};

/** A name that cannot be looked up leads nowhere, whatever stands behind it. */
function withoutDns(verdict: Verdict, message: string): Verdict {
  const status = BLIND[verdict.status];
  if (status === undefined) return verdict;
  return { ...verdict, status, open: [], closed: [...verdict.open, ...verdict.closed], problem: message };
}

/** Every cluster has the API server's Service, though manifests seldom hold it. */
const API_SERVER = /^kubernetes(?:\.default(?:\.svc(?:\..+)?)?)?$/;

/** Numbers of images and times are below it, ports that somebody mistyped are mostly above. */
const LAST_TAG = 1023;

/** Whether the configuration means a connection at all: `postgres:16` may be an image. */
function isMeant({ isExplicit, host, port = 0 }: ToldHost, { target }: Resolution, { status }: Verdict): boolean {
  if (target === undefined) return isExplicit && !API_SERVER.test(host);
  if (isExplicit || status !== 'no-such-port' || port > LAST_TAG || target.type === 'address') return true;
  return target.service.ports.some((view) => view.port?.port === port);
}

const keyOf = ({ host, port, protocol }: WantedConnection): string => `${host} ${port ?? ''} ${protocol}`;

/**
 * The connections that the configuration of each workload asks for, and what becomes of them: in the order of the workloads'
 * ids, and for each in the order in which its containers say it, their own settings before those of ConfigMaps. The same
 * host and port counts once. Places are worked out when they are read.
 */
export function wantedConnections({ cluster, reachability, catalog, resolve }: WantedInput): WantedConnection[] {
  const toldHosts = toldHostsReader(cluster, catalog);
  const judge = wantedJudge(reachability);
  const holders = once(() => addressHolders(catalog, reachability));
  const isDnsClosed = dnsReader(catalog, reachability);
  const dnsOf = remember((client: WorkloadEndpoint) => isDnsClosed(client)?.message);
  // Many workloads share a ConfigMap, and finding a place in it means reading it once more.
  const places = new Map<Mention, Location>();

  const placeOf = ({ origin, mention }: ToldHost): Location => {
    const place = places.get(mention) ?? origin.locateText(mention.path, mention.text);
    places.set(mention, place);
    return place;
  };

  const resolveAddress = (host: string, address: bigint): Resolution => {
    const base = { name: host, tried: [], records: [] };
    const holder = holders().get(address);
    if (holder === undefined) return { ...base, outside: host };
    if ('service' in holder) return { ...base, target: { type: 'service', service: holder.service } };
    return { ...base, target: { type: 'address', address, endpoint: holder.endpoint } };
  };

  const resolveTold = ({ host, service }: ToldHost, client: WorkloadEndpoint): Resolution => {
    if (service !== undefined) return { name: host, tried: [], records: [], target: { type: 'service', service } };
    const address = parseAddress(host);
    return address === undefined ? resolve(host, client) : resolveAddress(host, address);
  };

  const connectionOf = (sources: Sources, told: ToldHost): WantedConnection | undefined => {
    const [from] = sources;
    const resolution = resolveTold(told, from);
    const verdict = judge(sources, told, resolution);
    if (!isMeant(told, resolution, verdict)) return undefined;
    const isLookedUp = resolution.tried.length > 0 && resolverOf(clientOf(from)) === 'cluster';
    const blind = isLookedUp ? dnsOf(from) : undefined;
    return {
      from,
      host: told.host,
      ...(told.scheme === undefined ? {} : { scheme: told.scheme }),
      source: told.source,
      resolution,
      ...(blind === undefined ? verdict : withoutDns(verdict, blind)),
      get location() {
        return placeOf(told);
      },
    };
  };

  const wanted: WantedConnection[] = [];
  for (const [workload, [first, ...others]] of sourcesOf(reachability)) {
    if (first === undefined) continue;
    const seen = new Set<string>();
    for (const told of toldHosts(workload)) {
      const connection = connectionOf([first, ...others], told);
      if (connection === undefined || seen.has(keyOf(connection))) continue;
      seen.add(keyOf(connection));
      wanted.push(connection);
    }
  }
  return wanted;
}
