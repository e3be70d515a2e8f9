import type { ServicePort } from '../cluster/index.ts';
import { portPoint } from '../model/port-set.ts';
import { type Endpoint, isPolicedPod, type Port, type WorkloadEndpoint } from '../reach/index.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';

/** A pod that a Service leads to on another port than its own: a policy for the Service's port opens nothing there. */
export interface SlipCandidate {
  readonly service: ServiceView;
  readonly view: ServicePortView;
  /** The Service's. */
  readonly port: ServicePort;
  readonly endpoint: WorkloadEndpoint;
  /** Where the pod listens. */
  readonly target: Port;
}

/** One number as the port of Services, and pods that listen on it themselves. */
export interface SlipPort {
  readonly candidates: readonly SlipCandidate[];
  readonly listeners: ReadonlySet<WorkloadEndpoint>;
}

/** For every number that some Service translates: who is behind it, and who listens on that number as well. By its point. */
export function slipPorts(
  services: readonly ServiceView[],
  endpoints: readonly Endpoint[],
): ReadonlyMap<number, SlipPort> {
  const translated = new Map<number, SlipCandidate[]>();
  /** Ports that Services do not translate. */
  const untranslated: [number, WorkloadEndpoint][] = [];
  for (const service of services)
    for (const view of service.ports) {
      const { port, backends } = view;
      if (port === undefined) continue;
      const point = portPoint(port.protocol, port.port);
      for (const { endpoint, port: number } of backends) {
        if (!isPolicedPod(endpoint) || number === undefined) continue;
        if (number === port.port) {
          untranslated.push([point, endpoint]);
          continue;
        }
        const target = { protocol: port.protocol, port: number };
        const candidate = { service, view, port, endpoint, target };
        const known = translated.get(point);
        if (known === undefined) translated.set(point, [candidate]);
        else known.push(candidate);
      }
    }
  const listening = new Map([...translated.keys()].map((point) => [point, new Set<WorkloadEndpoint>()]));
  for (const [point, endpoint] of untranslated) listening.get(point)?.add(endpoint);
  for (const endpoint of endpoints)
    if (isPolicedPod(endpoint))
      for (const { protocol, port } of endpoint.ports) listening.get(portPoint(protocol, port))?.add(endpoint);
  return new Map(
    [...translated].map(([point, candidates]): [number, SlipPort] => {
      const listeners = listening.get(point) ?? new Set();
      return [point, { candidates: candidates.filter(({ endpoint }) => !listeners.has(endpoint)), listeners }];
    }),
  );
}
