import type { Location } from '../model/location.ts';
import { addressText } from '../model/ip-set.ts';
import {
  type Asked,
  endpointName,
  query,
  type QueryAnswer,
  type Reachability,
  type WorkloadEndpoint,
} from '../reach/index.ts';
import { dnsReader } from './dns-servers.ts';
import type { Resolution } from './names.ts';
import type { NameResolver } from './name-resolver.ts';
import { clientOf, resolverOf } from './search-list.ts';
import type { ServiceCatalog } from './service-view.ts';
import { translations } from './translate.ts';
import type { AskedPort, Break, Hop, Translation } from './translation.ts';
import type { WantedStatus } from './wanted.ts';

/** One backend and what policies say to a connection. */
export interface HopAnswer extends Hop {
  readonly answer: QueryAnswer;
  /** Where a container declares the port; absent where none does. */
  readonly declaredAt?: Location;
}

/** One port of what the name leads to, down to its backends. */
export interface PortPath extends Translation {
  readonly hops: readonly HopAnswer[];
  readonly status: WantedStatus;
}

/** The whole way of a connection: name, record, Service, port, backends, verdicts; as far as it goes. */
export interface ResolvedPath {
  readonly from: WorkloadEndpoint;
  readonly host: string;
  readonly asked: AskedPort;
  readonly resolution: Resolution;
  /** Empty where the name does not lead into the cluster. */
  readonly ports: readonly PortPath[];
  /** Where the name leads out of the cluster: the answer for each group of addresses there. */
  readonly outside: readonly QueryAnswer[];
  /** Where the way ends before any port is asked for. */
  readonly problem?: { readonly message: string; readonly location?: Location };
  readonly status: WantedStatus;
}

/** What a client asks for, and who answers. */
export interface PathQuestion {
  readonly reachability: Reachability;
  readonly catalog: ServiceCatalog;
  readonly resolver: NameResolver;
  readonly from: WorkloadEndpoint;
  readonly host: string;
  readonly asked: AskedPort;
}

/** A backend as people call it: the pods, or an address outside. */
export const hopText = ({ backend: { endpoint, address } }: Hop): string =>
  endpoint.type === 'external' && address !== undefined ? addressText(address) : endpointName(endpoint);

export const asAsked = (endpoint: WorkloadEndpoint): Asked => ({ text: endpointName(endpoint), endpoint });

function declaredAt({ backend: { endpoint }, port }: Hop): Location | undefined {
  if (endpoint.type !== 'workload' || port === undefined) return undefined;
  for (const { role, path, ports } of endpoint.workload.template.containers) {
    const index = ports.findIndex((own) => own.port === port.port && own.protocol === port.protocol);
    if (role !== 'init' && index >= 0) return endpoint.origin.locate([...path, 'ports', index]);
  }
  return undefined;
}

const STATUS_OF: Readonly<Record<Break['type'], WantedStatus>> = {
  'no-such-port': 'no-such-port',
  'not-translated': 'no-such-port',
  'no-backends': 'blocked',
};

function portStatus({ problem, silent }: Translation, hops: readonly HopAnswer[]): WantedStatus {
  if (problem !== undefined) return STATUS_OF[problem.type];
  const open = hops.filter(({ answer }) => answer.allowed).length;
  if (open === 0) return 'blocked';
  return open < hops.length || silent.length > 0 ? 'partly-blocked' : 'allowed';
}

/** The best that can be said of all ports together: `allowed` only where each of them is. */
function joined(ports: readonly PortPath[]): WantedStatus {
  const [first, ...others] = new Set(ports.map(({ status }) => status));
  if (first === undefined) return 'blocked';
  if (others.length === 0) return first;
  return ports.some(({ status }) => status === 'allowed' || status === 'partly-blocked') ? 'partly-blocked' : 'blocked';
}

/** Where the pod says whom it asks for names, if that is what stands in the way. */
function dnsPolicyPlace(from: WorkloadEndpoint): Location | undefined {
  if (resolverOf(clientOf(from)) === 'cluster') return undefined;
  return from.origin.locate([...from.labelsPath.slice(0, -2), 'spec', 'dnsPolicy']);
}

function outsideAnswers({ reachability, from, asked }: PathQuestion): QueryAnswer[] {
  const { port, protocol = 'TCP' } = asked;
  return reachability.addresses.endpoints.map((endpoint) => {
    const to = { text: endpointName(endpoint), endpoint };
    return query(reachability, asAsked(from), to, typeof port === 'number' ? { protocol, port } : undefined);
  });
}

/** Follows a connection from the name that a workload asks for to the pods that would answer, and says where it ends. */
export function resolvePath(question: PathQuestion): ResolvedPath {
  const { reachability, catalog, resolver, from, host, asked } = question;
  const resolution = resolver.resolve(host, clientOf(from));
  const base = { from, host, asked, resolution, ports: [], outside: [] };
  const { target, outside, problem } = resolution;
  const isAnswered = target !== undefined || outside !== undefined;
  const blocked =
    isAnswered && resolverOf(clientOf(from)) === 'cluster' ? dnsReader(catalog, reachability)(from) : undefined;
  if (blocked !== undefined) return { ...base, problem: blocked, status: 'blocked' };
  if (target !== undefined) {
    const ports = translations(target, asked, reachability).map((translation): PortPath => {
      const hops = translation.hops.map((hop): HopAnswer => {
        const to = { text: hopText(hop), endpoint: hop.backend.endpoint };
        const place = declaredAt(hop);
        const answer = query(reachability, asAsked(from), to, hop.port);
        return { ...hop, answer, ...(place === undefined ? {} : { declaredAt: place }) };
      });
      return { ...translation, hops, status: portStatus(translation, hops) };
    });
    return { ...base, ports, status: joined(ports) };
  }
  if (outside !== undefined) {
    if (typeof asked.port === 'string') {
      const message = `${outside} is outside the cluster, where port ${asked.port} needs its number`;
      return { ...base, problem: { message }, status: 'no-such-port' };
    }
    const answers = outsideAnswers(question);
    return {
      ...base,
      outside: answers,
      status: answers.some(({ allowed }) => allowed) ? 'outside' : 'outside-blocked',
    };
  }
  const location = resolution.problemLocation ?? dnsPolicyPlace(from);
  const message = problem ?? `nothing in the cluster is called ${host}`;
  return {
    ...base,
    problem: { message, ...(location === undefined ? {} : { location }) },
    status: 'no-such-name',
  };
}
