import { addressText } from '../model/ip-set.ts';
import { placeLocation } from '../model/location.ts';
import { type PortReport, problemLevel, problemText, type ServiceReport } from '../services/index.ts';
import { accessData, backendData } from './backend-json.ts';
import { json } from './escape.ts';

function portData({ view, access, problems }: PortReport): unknown {
  const { port, backends, unresolved } = view;
  const { status, clients, partial, partialClients } = access;
  return {
    name: port?.name,
    port: port?.port,
    protocol: port?.protocol,
    targetPort: port?.targetPort,
    nodePort: port?.nodePort,
    backends: backends.map(backendData),
    unresolved: unresolved.map(({ endpoint, reason }) => ({ endpoint: endpoint.id, reason })),
    status,
    clients,
    ...(partialClients === 0 ? {} : { partial: { clients: partialClients, shown: partial.map(accessData) } }),
    problems: problems().map((problem) => ({
      level: problemLevel(problem),
      message: problemText(problem),
      location: placeLocation(problem.place),
    })),
  };
}

const addresses = (points: readonly bigint[]): string[] | undefined =>
  points.length === 0 ? undefined : points.map(addressText);

/** A Service as one line of JSON; what is as always is left out. */
export function serviceJson({ service, dnsNames, ports }: ServiceReport): string {
  const { resource, id } = service;
  const { serviceType, headless, selector, origin, externalName, sourceRanges } = resource;
  const other = <Value>(value: Value, usual: Value): Value | undefined => (value === usual ? undefined : value);
  return json({
    id,
    type: serviceType,
    headless: other(headless, false),
    location: origin.locate([]),
    selector: selector === undefined ? undefined : [...selector].map(([key, value]) => `${key}=${value}`).join(','),
    externalName,
    clusterIPs: addresses(resource.clusterIPs),
    externalIPs: addresses(resource.externalIPs),
    loadBalancerIPs: addresses(resource.loadBalancerIPs),
    sourceRanges: sourceRanges.length === 0 ? undefined : sourceRanges.map(({ text }) => text),
    externalTrafficPolicy: other(resource.externalTrafficPolicy, 'Cluster'),
    internalTrafficPolicy: other(resource.internalTrafficPolicy, 'Cluster'),
    publishNotReadyAddresses: other(resource.publishNotReadyAddresses, false),
    sessionAffinity: other(resource.sessionAffinity, 'None'),
    dnsNames: dnsNames(),
    ports: ports.map(portData),
  });
}
