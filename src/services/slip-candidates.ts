import type { ServicePort } from '../cluster/index.ts';
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

export const slipKey = ({ protocol, port }: Port): string => `${protocol} ${port}`;

function put<Item>(index: Map<string, Set<Item>>, key: string, item: Item): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([item]));
  else known.add(item);
}

/** For every number that some Service translates: who is behind it, and who listens on that number as well. */
export function slipPorts(
  services: readonly ServiceView[],
  endpoints: readonly Endpoint[],
): ReadonlyMap<string, SlipPort> {
  const translated = new Map<string, Set<SlipCandidate>>();
  const listening = new Map<string, Set<WorkloadEndpoint>>();
  for (const service of services)
    for (const view of service.ports) {
      const { port, backends } = view;
      if (port === undefined) continue;
      for (const { endpoint, port: number } of backends) {
        if (!isPolicedPod(endpoint) || number === undefined) continue;
        const target = { protocol: port.protocol, port: number };
        if (number === port.port) put(listening, slipKey(target), endpoint);
        else put(translated, slipKey(port), { service, view, port, endpoint, target });
      }
    }
  for (const endpoint of endpoints)
    if (isPolicedPod(endpoint))
      for (const port of endpoint.ports) if (translated.has(slipKey(port))) put(listening, slipKey(port), endpoint);
  return new Map(
    [...translated].map(([key, candidates]): [string, SlipPort] => {
      const listeners = listening.get(key) ?? new Set();
      return [key, { candidates: [...candidates].filter(({ endpoint }) => !listeners.has(endpoint)), listeners }];
    }),
  );
}
