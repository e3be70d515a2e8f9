import type { Cluster } from '../cluster/index.ts';
import { addressText, parseAddress } from '../model/ip-set.ts';
import type { Location } from '../model/location.ts';
import { endpointName, type Reachability } from '../reach/index.ts';
import { missingServices, NEARNESS } from './missing-service.ts';
import type { DnsRecord, NameTarget } from './names.ts';
import { dashedAddress, podNames } from './pod-names.ts';
import type { ServiceCatalog, ServicePortView, ServiceView } from './service-view.ts';

/** What the DNS of the cluster says to one full name. */
export type Answer =
  | { readonly type: 'found'; readonly record: DnsRecord; readonly target: NameTarget }
  | { readonly type: 'alias'; readonly record: DnsRecord; readonly to: string; readonly service: ServiceView }
  | { readonly type: 'missing'; readonly message: string; readonly nearness: number; readonly location?: Location }
  /** Not below the zone: others are asked. */
  | { readonly type: 'foreign' };

/** A full name, lower case and without the dot at the end → what the DNS of the cluster has for it (semantics §1.15). */
export type Records = (name: string) => Answer;

const missing = (message: string, nearness: number): Answer => ({ type: 'missing', message, nearness });

/** The Service is there, and what is asked of it is not. */
const notBehind = (message: string, { resource }: ServiceView): Answer => ({
  type: 'missing',
  message,
  nearness: NEARNESS.service,
  location: resource.origin.locate([]),
});

const podsBehind = ({ endpoints }: ServiceView): number =>
  endpoints.reduce((sum, endpoint) => sum + (endpoint.type === 'workload' ? endpoint.replicas : 1), 0);

/** What the address record of a Service leads to, for people. */
function addressValue({ resource }: ServiceView): string {
  const { headless, clusterIPs, publishNotReadyAddresses } = resource;
  if (headless) return publishNotReadyAddresses ? 'each pod, ready or not' : 'each ready pod';
  return ["the Service's address", ...clusterIPs.map(addressText)].join(' ');
}

function serviceAnswer(name: string, service: ServiceView): Answer {
  const { resource, id } = service;
  const { serviceType, externalName = '', headless, origin } = resource;
  if (serviceType === 'ExternalName') {
    const record = {
      name,
      type: 'CNAME',
      value: externalName,
      location: origin.locate(['spec', 'externalName']),
    } as const;
    return { type: 'alias', record, to: externalName, service };
  }
  if (headless && podsBehind(service) === 0)
    return notBehind(`Service ${id} is headless and has no pod, so its name leads nowhere`, service);
  const record: DnsRecord = {
    name,
    type: 'A/AAAA',
    get value() {
      return addressValue(service);
    },
    get location() {
      return origin.locate([]);
    },
  };
  return { type: 'found', record, target: { type: 'service', service } };
}

const portText = ({ port }: ServicePortView): string[] =>
  port?.name === undefined ? [] : [`_${port.name}._${port.protocol.toLowerCase()}`];

/** `_http._tcp` before the name of a Service: its named ports have such records. */
function serviceRecord(name: string, prefix: string, service: ServiceView): Answer {
  const { resource, id, ports } = service;
  const view = resource.serviceType === 'ExternalName' ? undefined : ports.find((each) => portText(each)[0] === prefix);
  if (view?.port === undefined) {
    const names = ports.flatMap(portText).join(', ');
    return notBehind(`Service ${id} has no SRV record ${prefix}${names === '' ? '' : `; there is ${names}`}`, service);
  }
  const { port, targetPort, index } = view.port;
  const value = resource.headless ? `each ready pod, port ${targetPort}` : `the Service's name, port ${port}`;
  const location = resource.origin.locate(['spec', 'ports', index]);
  return {
    type: 'found',
    record: { name, type: 'SRV', value, location },
    target: { type: 'service', service, port: view },
  };
}

export function dnsRecords(
  cluster: Cluster,
  reachability: Reachability,
  catalog: ServiceCatalog,
  zone: string,
): Records {
  const explainMissing = missingServices(cluster, catalog);
  const podCalled = podNames(cluster, reachability);
  const suffix = `.${zone}`;

  const noService = (namespace: string, name: string): Answer => {
    const { message, nearness } = explainMissing(namespace, name);
    return missing(message, nearness);
  };

  const podAnswer = (full: string, service: ServiceView, host: string): Answer => {
    const found = podCalled(service, host);
    if ('missing' in found) return notBehind(found.missing, service);
    const location = found.type === 'workload' ? { location: found.origin.locate([]) } : {};
    const record = { name: full, type: 'A/AAAA', value: `pod ${host} of ${endpointName(found)}`, ...location } as const;
    return { type: 'found', record, target: { type: 'pod', service, endpoint: found, podName: host } };
  };

  const addressAnswer = (full: string, label: string, namespace: string): Answer => {
    const address = dashedAddress(label);
    if (address === undefined)
      return missing(`${label} is no address with dashes, as names of pods by their address are`, NEARNESS.form);
    const endpoint = reachability.endpoints.find((each) => each.addresses.includes(address));
    const home = endpoint?.type === 'workload' ? endpoint.namespace.name : undefined;
    if (home !== undefined && home !== namespace)
      return missing(
        `${addressText(address)} is an address of namespace ${home}, not of ${namespace}`,
        NEARNESS.service,
      );
    const own = endpoint?.type === 'workload' ? endpoint : undefined;
    const record = {
      name: full,
      type: 'A/AAAA',
      value: addressText(address),
      ...(own === undefined ? {} : { location: own.origin.locate([]) }),
    } as const;
    const target = { type: 'address', address, ...(own === undefined ? {} : { endpoint: own }) } as const;
    return { type: 'found', record, target };
  };

  /** `labels` stand before `svc`: `[web, shop]`, `[db-0, db, shop]`, `[_http, _tcp, web, shop]`. */
  const belowServices = (full: string, labels: readonly string[]): Answer => {
    const [namespace = '', name = '', host, port, ...more] = [...labels].reverse();
    if (name === '' || more.length > 0)
      return missing(`${full} has not the form of a Service's name`, NEARNESS.nothing);
    const service = catalog.find(namespace, name);
    if (port !== undefined) {
      if (service === undefined || !port.startsWith('_'))
        return missing(`${full} has not the form of a Service's name`, NEARNESS.nothing);
      return serviceRecord(full, `${port}.${host ?? ''}`, service);
    }
    if (service !== undefined)
      return host === undefined ? serviceAnswer(full, service) : podAnswer(full, service, host);
    if (host === undefined) return noService(namespace, name);
    // Most such names are short forms that a later domain of the search list completes: nobody asks why.
    return {
      type: 'missing',
      nearness: NEARNESS.nothing,
      get message() {
        return explainMissing(namespace, name).message;
      },
    };
  };

  return (name) => {
    if (parseAddress(name) !== undefined)
      return missing(`${name} is an address, and no name leads to an address in this way`, NEARNESS.service);
    if (name !== zone && !name.endsWith(suffix)) return { type: 'foreign' };
    const labels = name.slice(0, -suffix.length).split('.');
    const kind = labels.pop();
    if (kind === 'svc') return belowServices(name, labels);
    const [label, namespace, ...more] = labels;
    if (kind === 'pod' && label !== undefined && namespace !== undefined && more.length === 0)
      return addressAnswer(name, label, namespace);
    return missing(`${name} has not the form of a name of the cluster`, NEARNESS.nothing);
  };
}
