import { parseAddress } from '../../../model/ip-set.ts';
import { NAMESPACE_NAME_LABEL } from '../../../model/labels.ts';
import { portPoint } from '../../../model/port-set.ts';
import { remember } from '../../../model/remember.ts';
import {
  endpointName,
  type Endpoint,
  evaluateSide,
  identityEndpoint,
  unknownFaces,
  type WorkloadEndpoint,
} from '../../../reach/index.ts';
import { columnReader, type DnsServer, dnsServers, listText, portGates } from '../../../services/index.ts';
import { tiersOf } from '../../pods.ts';
import { fact, type RuleContext } from '../../rule-context.ts';
import { DEFAULT_SETTINGS, type OutsidePods } from '../../rule-settings.ts';

/** Names are asked over UDP; what does not fit comes over TCP. */
export type DnsProtocol = 'UDP' | 'TCP';

/** Pods that answer for the DNS of the cluster, as policies see them. */
export interface DnsTarget {
  readonly endpoint: Endpoint;
  readonly ports: readonly number[];
}

/** Where the DNS of the cluster is asked. */
export interface ClusterDns {
  /** Its pods, where the input holds them. */
  readonly servers: readonly DnsServer[];
  /** What its pods look like: those of the input, else those of the settings. */
  readonly targets: readonly DnsTarget[];
  /** What they may look like all the same, where nobody said: those of common set-ups. */
  readonly common: readonly DnsTarget[];
  /** Nobody said where it is: then what may be meant for it is taken to be. */
  readonly isGuessed: boolean;
  /** For people. */
  readonly name: string;
}

/** The cache that runs on every node of some clusters answers here. */
const NODE_CACHE = parseAddress('169.254.20.10') ?? 0n;

const DNS_PORT = 53;

const outside = (namespace: string, label: string, value: string, port: number): OutsidePods => ({
  namespace,
  namespaceLabels: new Map(),
  labels: new Map([[label, value]]),
  addresses: [],
  ports: [port],
});

/** Where common set-ups keep it besides the usual place. */
const COMMON: readonly OutsidePods[] = [
  outside('kube-system', 'k8s-app', 'coredns', DNS_PORT),
  outside('kube-system', 'k8s-app', 'node-local-dns', DNS_PORT),
  outside('openshift-dns', 'dns.operator.openshift.io/daemonset-dns', 'default', 5353),
];

function targetOf({ namespace: name, namespaceLabels, labels, ports }: OutsidePods, context: RuleContext): DnsTarget {
  const known = context.cluster.namespaces.get(name);
  const namespace = {
    ...known,
    name,
    labels: new Map([[NAMESPACE_NAME_LABEL, name], ...namespaceLabels, ...(known?.labels ?? [])]),
  };
  const identity = identityEndpoint(`${name}-dns`, { namespace, labels }, unknownFaces(context.cluster.podBlocks));
  return { endpoint: { ...identity, namespace }, ports: ports.length === 0 ? [DNS_PORT] : ports };
}

const outsideText = ({ namespace, labels }: OutsidePods): string =>
  `${[...labels].map(([key, value]) => `${key}=${value}`).join(',')} in ${namespace}`;

export const clusterDns = fact((context): ClusterDns => {
  const { overview, settings } = context;
  const servers = dnsServers(overview.catalog);
  if (servers.length > 0) {
    const targets = servers.map(({ endpoint, port }) => ({ endpoint, ports: [port] }));
    const name = listText([...new Set(servers.map(({ endpoint }) => endpointName(endpoint)))]);
    return { servers, targets, common: [], isGuessed: false, name };
  }
  const isGuessed = settings.dns === DEFAULT_SETTINGS.dns;
  const pods = settings.dns.filter(({ addresses }) => addresses.length === 0);
  const targets = pods.map((each) => targetOf(each, context));
  const common = (isGuessed ? COMMON : []).map((each) => targetOf(each, context));
  const name = listText((pods.length > 0 ? pods : settings.dns).map(outsideText));
  return { servers, targets, common, isGuessed, name };
});

/** Whether the graph itself lets a pod ask over a protocol. */
export const dnsReach = fact((context): ((pod: WorkloadEndpoint, protocol: DnsProtocol) => boolean) => {
  const { reachability, settings } = context;
  const { servers, targets } = clusterDns(context);
  const columnOf = columnReader(reachability);
  const gateOf = portGates(reachability);
  /** Tells of a group whether it reaches a port of an endpoint. */
  const doorTo = (to: Endpoint, protocol: DnsProtocol, port: number): ((group: number) => boolean) => {
    const column = columnOf(to);
    const isOpen = gateOf(portPoint(protocol, port));
    return (group) => isOpen(column.at(group));
  };
  const caches = [NODE_CACHE, ...settings.dns.flatMap(({ addresses }) => addresses)].flatMap(
    (address) => reachability.addresses.endpointAt(address) ?? [],
  );
  const doors = remember((protocol: DnsProtocol) => ({
    caches: caches.map((cache) => doorTo(cache, protocol, DNS_PORT)),
    servers: servers
      .filter((server) => server.protocol === protocol)
      .map(({ endpoint, port }) => doorTo(endpoint, protocol, port)),
  }));
  return (pod, protocol) => {
    const group = reachability.groupOf(pod);
    const known = doors(protocol);
    // That every address is open to a pod says nothing of a cache; a rule that opens this one does.
    const isIsolated = reachability.groups[group]?.isolated.egress === true;
    if (isIsolated && known.caches.some((isOpen) => isOpen(group))) return true;
    if (servers.length > 0) return known.servers.length === 0 || known.servers.some((isOpen) => isOpen(group));
    const own = tiersOf(context)(pod, 'egress');
    return targets.some(({ endpoint, ports }) =>
      ports.some((port) => evaluateSide(own, 'egress', pod, endpoint, { protocol, port }).allowed),
    );
  };
});
