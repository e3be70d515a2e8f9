import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import { matches, type Selector } from '../model/selector.ts';
import type { Cluster, Proxy, ProxyIdentity } from './cluster.ts';
import { gatewayProxies } from './gateway-proxies.ts';
import { INGRESS_CONTROLLER, ingressProxies } from './ingress-proxies.ts';
import { type PodFinder, podFinder } from './proxy-pods.ts';

export interface ProxyOptions {
  /** Pods that the user says are ingress controllers; they serve every Ingress and Route. */
  readonly ingressControllers?: readonly { readonly namespace: string; readonly selector: Selector }[];
}

type Found = Pick<
  Cluster,
  'namespaces' | 'workloads' | 'ingresses' | 'ingressClasses' | 'gatewayClasses' | 'gateways' | 'openShiftRoutes'
> &
  // Routes may name Gateways that are not in the input.
  Partial<Pick<Cluster, 'gatewayRoutes' | 'listenerSets'>>;

type NamedControllers = Required<ProxyOptions>['ingressControllers'];

interface Proxies {
  readonly proxies: readonly Proxy[];
  readonly proxyOf: ReadonlyMap<string, Proxy>;
}

/** A pod that a selector picks: it has the labels that the selector asks for by value. */
const pickedBy = ({ requirements }: Selector): ReadonlyMap<string, string> =>
  new Map(
    requirements.flatMap(({ key, operator, values }): [string, string][] =>
      operator === 'In' || operator === 'Exists' ? [[key, values[0] ?? '']] : [],
    ),
  );

/** The controllers that the user names stand for all. */
function namedController({ namespaces, workloads }: Found, named: NamedControllers): Proxy {
  const found = workloads.filter(({ namespace, labels }) =>
    named.some((each) => each.namespace === namespace.name && matches(each.selector, labels)),
  );
  const identities = named.map(({ namespace: name, selector }): ProxyIdentity => ({
    namespace: namespaces.get(name) ?? { name, labels: new Map([[NAMESPACE_NAME_LABEL, name]]) },
    labels: pickedBy(selector),
  }));
  return {
    id: INGRESS_CONTROLLER,
    type: 'ingress-controller',
    workloads: found,
    identities: found.length > 0 ? [] : identities,
  };
}

function controllersOf(cluster: Found, named: NamedControllers, podsOf: PodFinder): Map<string, Proxy> {
  const served = [...cluster.ingresses, ...cluster.openShiftRoutes];
  if (served.length === 0 || named.length === 0) return ingressProxies(cluster, podsOf);
  const proxy = namedController(cluster, named);
  return new Map(served.map(({ ref }) => [objectId(ref), proxy]));
}

/** Which pods stand between clients outside and the backends of routes, for each object that needs some. */
export function findProxies(cluster: Found, { ingressControllers = [] }: ProxyOptions): Proxies {
  const podsOf = podFinder(cluster.workloads);
  const proxyOf = new Map([...controllersOf(cluster, ingressControllers, podsOf), ...gatewayProxies(cluster, podsOf)]);
  const proxies = [...new Set(proxyOf.values())].sort(byKeys(({ id }) => id));
  return { proxies, proxyOf };
}
