import { addressText } from '../model/ip-set.ts';
import { type Endpoint, endpointName } from '../reach/index.ts';
import {
  type Backend,
  listText,
  problemLevel,
  type PortAccess,
  type PortReport,
  type PortStatus,
  type ServicePortView,
  type ServiceReport,
} from '../services/index.ts';

/** One port of a Service as people read it; every text still has to be escaped. */
export interface ServiceRow {
  readonly service: string;
  readonly type: string;
  /** `http 80 → 8080`, `53/UDP → dns`. */
  readonly port: string;
  readonly backends: string;
  readonly reachedBy: string;
  readonly status: string;
  readonly isWrong: boolean;
  readonly report?: PortReport;
}

const STATUS: Readonly<Record<PortStatus, string>> = {
  reachable: 'reachable',
  'partly-reachable': 'partly reachable',
  unreachable: 'unreachable',
  'no-backends': 'no backends',
  'unresolved-port': 'unresolved port',
  'external-name': 'name only',
};

/** `http 80 → 8080`, as clients call it and as pods listen. */
export function portText({ port, backends }: ServicePortView, headless: boolean): string {
  if (port === undefined) return 'any port';
  const protocol = port.protocol === 'TCP' ? '' : `/${port.protocol}`;
  const name = port.name === undefined ? '' : `${port.name} `;
  const numbers = [...new Set(backends.flatMap((backend) => backend.port ?? []))];
  const target = typeof port.targetPort === 'string' ? port.targetPort : `${port.targetPort}`;
  const resolved = typeof port.targetPort === 'string' && numbers.length > 0 ? ` (${numbers.join(', ')})` : '';
  // A headless Service translates nothing: clients call the pods' own port.
  const arrow = headless ? '⇢' : '→';
  const isSame = port.targetPort === port.port;
  return `${name}${port.port}${protocol}${isSame ? '' : ` ${arrow} ${target}${resolved}`}`;
}

/** A pod of the Service's own namespace by its bare name. */
function backendText(
  { endpoint, address, replicas, share }: Backend,
  home: string | undefined,
  isOne: boolean,
): string {
  const name = address === undefined || endpoint.type === 'workload' ? shortName(endpoint, home) : addressText(address);
  const count = replicas === 1 ? '' : ` ×${replicas}`;
  return isOne ? `${name}${count}` : `${name}${count} (${Math.round(share * 100)} %)`;
}

function shortName(endpoint: Endpoint, home: string | undefined): string {
  const name = endpointName(endpoint);
  return endpoint.type === 'workload' && endpoint.namespace.name === home ? name.slice(name.indexOf('/') + 1) : name;
}

function reachedBy({ clients, named, status }: PortAccess, home: string | undefined): string {
  const { workloads, peers, external, strangers } = clients;
  if (status === 'no-backends' || status === 'unresolved-port' || status === 'external-name') return '';
  const clientNames = named();
  const parts = [
    ...(external ? ['outside'] : []),
    ...(workloads === 0
      ? []
      : clientNames.length > 0
        ? [listText(clientNames.map((client) => shortName(client, home)))]
        : [`${workloads} workloads`]),
    ...(workloads === 0 && !external && peers ? ['its own pods'] : []),
    ...(strangers ? ['what is not in the input'] : []),
  ];
  return parts.length === 0 ? 'nobody' : parts.join(', ');
}

/** Every port of every Service, in order; a name for something elsewhere is one row. */
export function* serviceRows(services: readonly ServiceReport[]): Generator<ServiceRow> {
  for (const { service, ports } of services) {
    const { id, resource } = service;
    const { serviceType, headless, externalName, ref } = resource;
    const base = { service: id, type: headless ? 'headless' : serviceType };
    if (serviceType === 'ExternalName') {
      yield {
        ...base,
        port: '',
        backends: externalName ?? '',
        reachedBy: '',
        status: STATUS['external-name'],
        isWrong: false,
      };
      continue;
    }
    for (const report of ports) {
      const { view, access } = report;
      const { backends } = view;
      const { status } = access;
      yield {
        ...base,
        port: portText(view, headless),
        backends: backends.map((backend) => backendText(backend, ref.namespace, backends.length === 1)).join(', '),
        reachedBy: reachedBy(access, ref.namespace),
        status: STATUS[status],
        isWrong: status !== 'reachable' || report.problems().some((problem) => problemLevel(problem) === 'problem'),
        report,
      };
    }
  }
}
