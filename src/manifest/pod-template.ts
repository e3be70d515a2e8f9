import type { ContainerPort } from '../model/container-port.ts';
import type { Complaints } from './complaints.ts';
import { readContainers, readPort } from './container.ts';
import type { Container } from './container-resource.ts';
import { settingsLater, settingsNow } from './container-settings.ts';
import { checkHostPorts } from './host-ports.ts';
import { readLabels } from './labels.ts';
import type { Whole } from './metadata.ts';
import { field, isTrue, items, nonEmptyText, present, text, textMap, texts } from './read.ts';
import type { PodTemplate } from './resource.ts';
import type { TemplatePlace } from './template-place.ts';

/** What a pod has whose manifest says nothing of it. */
export const PLAIN_POD = {
  containers: [],
  dnsPolicy: 'ClusterFirst',
  dnsSearches: [],
  enableServiceLinks: true,
} as const;

const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] as const;
const NO_PORTS: readonly ContainerPort[] = [];

/**
 * The ports on which a pod may listen by name (semantics §1.13): those of the containers in order, then those of the
 * sidecars. Init containers that end before the pod is ready contribute none.
 */
function listeningPorts(containers: readonly Container[]): readonly ContainerPort[] {
  const [first] = containers;
  if (containers.length === 1 && first?.role === 'main') return first.ports;
  const ports: ContainerPort[] = [];
  for (const container of containers) if (container.role !== 'init') ports.push(...container.ports);
  return ports.length === 0 ? NO_PORTS : ports;
}

function readSearches(podSpec: unknown): readonly string[] {
  const config = field(podSpec, 'dnsConfig');
  return config === undefined ? PLAIN_POD.dnsSearches : texts(config, 'searches');
}

const NAMING = ['hostname', 'subdomain', 'nodeName', 'nodeSelector', 'affinity'];
const NO_NAMING = {};
const NODE_AFFINITY = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'];

function isNamed(podSpec: unknown): boolean {
  for (const key of NAMING) if (field(podSpec, key) !== undefined) return true;
  return false;
}

/** Most pods say none of these. */
function readNaming(
  podSpec: unknown,
): Pick<PodTemplate, 'hostname' | 'subdomain' | 'nodeName' | 'nodeSelector' | 'hasNodeAffinity'> {
  if (!isNamed(podSpec)) return NO_NAMING;
  const nodeSelector = textMap(podSpec, 'nodeSelector');
  const required = NODE_AFFINITY.reduce(field, podSpec);
  return present({
    hostname: nonEmptyText(podSpec, 'hostname'),
    subdomain: nonEmptyText(podSpec, 'subdomain'),
    nodeName: nonEmptyText(podSpec, 'nodeName'),
    nodeSelector: nodeSelector.size === 0 ? undefined : nodeSelector,
    hasNodeAffinity: required === undefined ? undefined : (true as const),
  });
}

/**
 * A pod, or the template of pods: `value` holds `metadata` and `spec`, and stands at `place` of the `whole` object. Without one, the
 * settings of its containers have been read with it.
 */
export function readPodTemplate(
  value: unknown,
  place: TemplatePlace,
  complaints: Complaints,
  whole: Whole | undefined,
): PodTemplate {
  const spec = field(value, 'spec');
  const labels = readLabels(field(value, 'metadata'), 'labels', place.metadata, complaints);
  const containers = readContainers(
    spec,
    place,
    whole === undefined ? settingsNow(spec) : settingsLater(whole, place.spec),
    complaints,
  );
  const hostNetwork = isTrue(spec, 'hostNetwork');
  checkHostPorts(containers, hostNetwork, complaints);
  const dnsPolicy = text(spec, 'dnsPolicy');
  return {
    labels,
    ports: listeningPorts(containers),
    hostNetwork,
    serviceAccountName: nonEmptyText(spec, 'serviceAccountName') ?? nonEmptyText(spec, 'serviceAccount') ?? 'default',
    containers,
    dnsPolicy: DNS_POLICIES.find((policy) => policy === dnsPolicy) ?? PLAIN_POD.dnsPolicy,
    dnsSearches: readSearches(spec),
    enableServiceLinks: field(spec, 'enableServiceLinks') !== false,
    ...readNaming(spec),
  };
}

/** A KubeVirt machine as a pod: it listens on the ports that its interfaces declare, behind the pod's address. */
export function readMachineTemplate(
  value: unknown,
  { path, metadata }: TemplatePlace,
  complaints: Complaints,
): PodTemplate {
  const devicesPath = ['spec', 'domain', 'devices'];
  const devices = devicesPath.reduce(field, value);
  const ports: ContainerPort[] = [];
  for (const [index, card] of items(devices, 'interfaces').entries()) {
    for (const [portIndex, declared] of items(card, 'ports').entries()) {
      const place = [...path, ...devicesPath, 'interfaces', index, 'ports', portIndex];
      const port = readPort(declared, 'port', place, complaints);
      if (port !== undefined) ports.push(port);
    }
  }
  return {
    labels: readLabels(field(value, 'metadata'), 'labels', metadata, complaints),
    ports,
    hostNetwork: false,
    serviceAccountName: 'default',
    ...PLAIN_POD,
  };
}
