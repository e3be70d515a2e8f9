import { objectId } from '../model/object-ref.ts';
import { once } from '../model/remember.ts';
import type { Cluster, Proxy } from './cluster.ts';
import { gatewayPresets, OWN_PODS } from './gateway-presets.ts';
import { identitiesOf, type PodFinder } from './proxy-pods.ts';
import type { PresetPods, ProxyPreset } from './proxy-presets.ts';
import { presetsOfClass } from './route-class.ts';

type Found = Pick<Cluster, 'namespaces' | 'gatewayClasses' | 'gateways'> &
  Partial<Pick<Cluster, 'gatewayRoutes' | 'listenerSets'>>;

interface GatewayName {
  readonly namespace: string;
  readonly name: string;
  /** Empty where it is not known. */
  readonly className: string;
}

const GROUP = 'gateway.networking.k8s.io';

/** Gateways of the input, and those of namespaces that are not in the input, which only routes name. */
function neededGateways({ namespaces, gateways, gatewayRoutes = [], listenerSets = [] }: Found): GatewayName[] {
  const elsewhere = [...gatewayRoutes.flatMap(({ parents }) => parents), ...listenerSets.map(({ parent }) => parent)]
    .filter(({ group, kind, namespace }) => group === GROUP && kind === 'Gateway' && !namespaces.has(namespace))
    .map(({ namespace, name }) => ({ namespace, name, className: '' }));
  return [
    ...elsewhere,
    ...gateways.map(({ ref, className }) => ({ namespace: ref.namespace ?? '', name: ref.name, className })),
  ];
}

/** The pods of a preset, for one Gateway. */
function podsFor({ namespace, name, className }: GatewayName): (pods: PresetPods) => PresetPods {
  const filled = (text: string): string =>
    text.replace(/\{(name|namespace|class)\}/g, (_, field) =>
      field === 'name' ? name : field === 'namespace' ? namespace : className,
    );
  const allFilled = (labels: PresetPods['labels']): PresetPods['labels'] =>
    Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, filled(value)]));
  return ({ moreLabels = {}, ...pods }) => ({
    ...pods,
    namespace: filled(pods.namespace),
    labels: allFilled(pods.labels),
    moreLabels: allFilled(moreLabels),
  });
}

/** Labels that name the Gateway prove that pods are its, whatever its class is. */
const namesGateway = ({ labels }: PresetPods): boolean => Object.values(labels).some((value) => value.includes('{'));

const ownPodsOfAll = once(() =>
  gatewayPresets()
    .flatMap(({ pods }) => pods)
    .filter(namesGateway),
);

const UNKNOWN: Pick<ProxyPreset, 'runs' | 'pods'> = { runs: 'pods', pods: [OWN_PODS] };

/** The data plane of each Gateway, by the id of the Gateway. */
export function gatewayProxies(cluster: Found, podsOf: PodFinder): Map<string, Proxy> {
  const controllers = new Map(cluster.gatewayClasses.map(({ ref, controller }) => [ref.name, controller]));
  return new Map(
    neededGateways(cluster).map((gateway): [string, Proxy] => {
      const { namespace, name, className } = gateway;
      const id = objectId({ kind: 'Gateway', namespace, name });
      const known = presetsOfClass(gatewayPresets(), className, controllers.get(className));
      const fill = podsFor(gateway);
      const presets = (known.length === 0 ? [UNKNOWN] : known).map(({ runs, pods }) => ({
        runs,
        pods: pods.map(fill),
      }));
      const own = podsOf(ownPodsOfAll().map(fill));
      const workloads = own.length > 0 ? own : podsOf(presets.flatMap(({ pods }) => pods));
      const identities = workloads.length > 0 ? [] : identitiesOf(presets, cluster.namespaces);
      return [id, { id, type: 'gateway', workloads, identities }];
    }),
  );
}
