import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import type { Decoder } from './decoder.ts';
import { EXTERNAL_NAME } from './host-syntax.ts';
import { readLabels } from './labels.ts';
import { field, isTrue, items, nonEmptyText, text } from './read.ts';
import type { ServicePort, ServiceResource, TrafficPolicy } from './resource.ts';
import {
  isHeadless,
  isInternal,
  readClusterIPs,
  readExternalIPs,
  readLoadBalancerIPs,
  readSourceRanges,
} from './service-addresses.ts';
import { readServicePorts } from './service-ports.ts';

type ServiceType = ServiceResource['serviceType'];
type Families = ServiceResource['ipFamilies'];

const TYPES: readonly ServiceType[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];
const CLUSTER_ADDRESS_FIELDS = ['clusterIP', 'clusterIPs', 'ipFamilies'];
const NO_FAMILIES: Families = [];
const NOT_READY_ANNOTATION = 'service.alpha.kubernetes.io/tolerate-unready-endpoints';

const isSet = (value: unknown, key: string): boolean => {
  const found = field(value, key);
  return found !== undefined && found !== '' && !(Array.isArray(found) && found.length === 0);
};

/** Only a name: it needs one, and has no address in the cluster. */
function checkExternalName(spec: unknown, complaints: Complaints): void {
  const name = nonEmptyText(spec, 'externalName');
  if (name === undefined) complaints.missing(['spec', 'externalName']);
  checkSyntax(name, EXTERNAL_NAME, ['spec'], 'externalName', complaints);
  for (const key of CLUSTER_ADDRESS_FIELDS)
    if (isSet(spec, key)) complaints.invalid(['spec', key], 'must not be set where the type is ExternalName');
}

/** Demands of the type on the whole Service. */
function checkType(type: ServiceType, spec: unknown, ports: readonly ServicePort[], complaints: Complaints): void {
  if (type === 'ExternalName') {
    checkExternalName(spec, complaints);
    return;
  }
  const headless = isHeadless(spec);
  if (type !== 'ClusterIP') {
    if (headless) complaints.invalid(['spec', 'clusterIP'], `must not be None where the type is ${type}`);
  } else {
    const port = ports.find(({ nodePort }) => nodePort !== undefined);
    if (port !== undefined)
      complaints.invalid(['spec', 'ports', port.index, 'nodePort'], 'must not be set where the type is ClusterIP');
  }
  if (items(spec, 'ports').length === 0 && !headless) complaints.missing(['spec', 'ports']);
}

const trafficPolicy = (spec: unknown, key: string): TrafficPolicy =>
  text(spec, key) === 'Local' ? 'Local' : 'Cluster';

/** A Service that may have two families gets the second from the cluster, whichever of them it names. */
function readFamilies(spec: unknown): Families {
  const written = items(spec, 'ipFamilies');
  const policy = text(spec, 'ipFamilyPolicy');
  if (policy === 'PreferDualStack' || policy === 'RequireDualStack') return written[0] === 'IPv6' ? [6, 4] : [4, 6];
  return written.length === 0 ? NO_FAMILIES : written.map((family) => (family === 'IPv6' ? 6 : 4));
}

/** The field, or the annotation that came before it. */
const publishesNotReady = (object: unknown, spec: unknown): boolean =>
  isTrue(spec, 'publishNotReadyAddresses') ||
  text(field(field(object, 'metadata'), 'annotations'), NOT_READY_ANNOTATION) === 'true';

/** Case means nothing in DNS, and the trailing dot only that no search list applies. */
function readExternalName(spec: unknown): { externalName?: string } {
  const name = nonEmptyText(spec, 'externalName')?.toLowerCase();
  if (name === undefined) return {};
  return { externalName: name.endsWith('.') ? name.slice(0, -1) : name };
}

/** A Service that the API server accepts (semantics §1.12). An ExternalName is a name only: its selector is ignored. */
export const decodeService: Decoder = (object, base, complaints) => {
  const spec = field(object, 'spec');
  const written = text(spec, 'type');
  const serviceType = TYPES.find((type) => type === written) ?? 'ClusterIP';
  const isExternalName = serviceType === 'ExternalName';
  const ports = readServicePorts(spec, complaints);
  checkType(serviceType, spec, ports, complaints);
  const selector = readLabels(spec, 'selector', ['spec'], complaints);
  return [
    {
      type: 'service',
      serviceType,
      headless: !isExternalName && isHeadless(spec),
      ports,
      clusterIPs: readClusterIPs(spec, complaints),
      externalIPs: readExternalIPs(spec, complaints),
      loadBalancerIPs: readLoadBalancerIPs(object, spec),
      sourceRanges: readSourceRanges(object, spec, serviceType, complaints),
      isInternal: isInternal(object, spec),
      allocatesNodePorts: field(spec, 'allocateLoadBalancerNodePorts') !== false,
      externalTrafficPolicy: trafficPolicy(spec, 'externalTrafficPolicy'),
      internalTrafficPolicy: trafficPolicy(spec, 'internalTrafficPolicy'),
      publishNotReadyAddresses: publishesNotReady(object, spec),
      sessionAffinity: text(spec, 'sessionAffinity') === 'ClientIP' ? 'ClientIP' : 'None',
      ipFamilies: readFamilies(spec),
      ...(isExternalName ? readExternalName(spec) : selector.size === 0 ? {} : { selector }),
      ...base,
    },
  ];
};
