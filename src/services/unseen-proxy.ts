import type { ProxyIdentity } from '../cluster/index.ts';
import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { once, remember } from '../model/remember.ts';
import type { Requirement } from '../model/selector.ts';
import { type Endpoint, isPolicedPod, isProxy, type Port, type Reachability, strangerReader } from '../reach/index.ts';
import { columnReader } from './columns.ts';
import type { Gate } from './port-gate.ts';
import type { Backend } from './service-view.ts';

/** Words in the names of what passes requests on, as people call it. */
const PROXY_WORDS: ReadonlySet<string> = new Set([
  'ingress',
  'gateway',
  'gw',
  'router',
  'proxy',
  'edge',
  'lb',
  'loadbalancer',
  'nginx',
  'traefik',
  'haproxy',
  'envoy',
  'contour',
  'kong',
  'istio',
]);

/** Whether one of the words stands by itself in a name. A pattern that says so costs more to make than all names to read. */
function soundsLikeProxy(name: string): boolean {
  let start = 0;
  for (let at = 0; at <= name.length; at += 1) {
    if (at < name.length && !'-._'.includes(name.charAt(at))) continue;
    if (PROXY_WORDS.has(name.slice(start, at))) return true;
    start = at + 1;
  }
  return false;
}

/** What a rule must say of pods so that the proxy may be one of them. */
type Scope = Parameters<NonNullable<Parameters<ReturnType<typeof strangerReader>>[2]>>[0];

/** A requirement speaks of something else when the proxy is known to have other values, and these name no proxy. */
const speaksOfOthers = (
  { key, operator, values }: Requirement,
  known: readonly ReadonlyMap<string, string>[],
): boolean => {
  if (operator !== 'In' || values.some(soundsLikeProxy)) return false;
  const own = known.flatMap((labels) => labels.get(key) ?? []);
  return own.length > 0 && !own.some((value) => values.includes(value));
};

function mayBeMeant({ namespaces, pods }: Scope, identities: readonly ProxyIdentity[]): boolean {
  // Pods beside the backend are the application's own.
  if (namespaces.type === 'name') return false;
  const named = identities.filter(({ namespace }) => namespace.labels.has(NAMESPACE_NAME_LABEL));
  const ofPods = identities.map(({ labels }) => labels);
  return (
    !namespaces.selector.requirements.some((each) =>
      speaksOfOthers(
        each,
        named.map(({ namespace }) => namespace.labels),
      ),
    ) && !pods.requirements.some((each) => speaksOfOthers(each, ofPods))
  );
}

/** Whether a way to a backend may be open for a proxy whose pods are not known. */
export type UnseenProxyReader = (
  proxies: readonly Endpoint[],
  backend: Backend,
  port: Port | undefined,
  isOpen: Gate,
) => boolean;

/**
 * A rule may be meant for a proxy whose pods are not known: it lets in pods that nobody of the input is, or addresses, or
 * pods of another namespace that by their name pass requests on. Then the way is not called closed.
 */
export function unseenProxyReader(reachability: Reachability): UnseenProxyReader {
  const columnOf = columnReader(reachability);
  const { endpoints, groupOf } = reachability;
  const admitsStrangers = once(() => strangerReader(reachability));
  const outside = endpoints.filter(({ type }) => type === 'external');
  // Namespaces have many pods, and pods of many namespaces the same few names.
  const sounds = remember(soundsLikeProxy);
  const proxyLike = endpoints.filter(
    (endpoint) => isPolicedPod(endpoint) && (sounds(endpoint.ref.name) || sounds(endpoint.namespace.name)),
  );
  return (proxies, { endpoint }, port, isOpen) => {
    if (endpoint.type !== 'workload' || port === undefined) return false;
    const column = columnOf(endpoint);
    const isLetIn = (source: Endpoint): boolean => isOpen(column.at(groupOf(source)));
    const isElsewhere = (source: Endpoint): boolean =>
      source.type === 'workload' && source.namespace.name !== endpoint.namespace.name;
    const identities = proxies.filter(isProxy).flatMap((proxy) => proxy.identities);
    return (
      outside.some(isLetIn) ||
      proxyLike.some((source) => isElsewhere(source) && isLetIn(source)) ||
      admitsStrangers()(endpoint, port, (scope) => mayBeMeant(scope, identities))
    );
  };
}
