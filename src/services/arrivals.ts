import type { Protocol } from '../model/protocol.ts';
import type { Endpoint, Reachability } from '../reach/index.ts';
import { headlessView } from './headless.ts';
import type { Resolution } from './names.ts';
import { translations } from './translate.ts';
import { type AskedPort, findServicePort, type Hop, hopOf, type Translation } from './translation.ts';

/** Where connections to one port of a name arrive, or why they arrive nowhere. */
export interface Arrival {
  readonly hops: readonly Hop[];
  /** Pods behind the name that do not listen on the port. */
  readonly silent: readonly Endpoint[];
  readonly port?: number;
  readonly protocol?: Protocol;
  readonly problem?: { readonly type: 'no-such-port' | 'no-backends' | 'not-translated'; readonly message: string };
}

/** The number that clients use: that of the Service, or of headless pods where they agree. */
function portOf({ port, hops }: Translation): number | undefined {
  const numbers = new Set(hops.map((hop) => hop.port?.port));
  const [only] = numbers;
  return port?.port ?? (numbers.size === 1 ? only : undefined);
}

function arrivalOf(translation: Translation): Arrival {
  const { hops, silent, problem } = translation;
  const port = portOf(translation);
  const protocol = translation.port?.protocol ?? hops[0]?.port?.protocol;
  return {
    hops,
    silent,
    ...(port === undefined ? {} : { port }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Most ways lead to a port of a Service with pods behind it: no need to look for places and reasons. */
function straight({ target }: Resolution, asked: AskedPort): Arrival | undefined {
  if (target?.type !== 'service' || target.port !== undefined || target.service.resource.headless) return undefined;
  const { service } = target;
  const [first, ...others] = service.ports;
  const view = asked.port !== undefined ? findServicePort(service, asked) : others.length === 0 ? first : undefined;
  if (view?.port === undefined || view.backends.length === 0) return undefined;
  const { port, protocol } = view.port;
  return { hops: view.backends.map((backend) => hopOf(backend, protocol)), silent: [], port, protocol };
}

/** Of one pod by its name and without a port: the ports of the headless Service that it stands behind. */
function podArrivals({ target }: Resolution, asked: AskedPort): Translation[] {
  if (target?.type !== 'pod' || asked.port !== undefined) return [];
  const { service, endpoint } = target;
  return service.ports.filter(({ port }) => port !== undefined).map((view) => headlessView(service, [endpoint], view));
}

/** One arrival for the port asked for; one for each port of a Service where none is. */
export function arrivalsOf(resolution: Resolution, asked: AskedPort, reachability: Reachability): Arrival[] {
  const direct = straight(resolution, asked);
  if (direct !== undefined) return [direct];
  const { target } = resolution;
  if (target === undefined) return [];
  const ofPod = podArrivals(resolution, asked);
  return (ofPod.length > 0 ? ofPod : translations(target, asked, reachability)).map(arrivalOf);
}
