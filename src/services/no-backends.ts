import { placeLocation } from '../model/location.ts';
import { problemText } from './port-problem-text.ts';
import { portProblems } from './port-problems.ts';
import type { ServicePortView, ServiceView } from './service-view.ts';
import type { Break } from './translation.ts';

const NOBODY = { workloads: 0, peers: false, external: false, strangers: false };

/** Why no pod is behind a port of a Service, in the words of `netgraph services`. */
export function whyNoBackends(service: ServiceView, view: ServicePortView): Break {
  const status = service.endpoints.length === 0 ? 'no-backends' : 'unresolved-port';
  const [first] = portProblems(service, view, {
    status,
    clients: NOBODY,
    named: () => [],
    partial: [],
    partialClients: 0,
  });
  const why = first === undefined ? '' : `: ${problemText(first)}`;
  return {
    type: 'no-backends',
    message: `no pod is behind Service ${service.id}${why}`,
    location: first === undefined ? service.resource.origin.locate([]) : placeLocation(first.place),
  };
}
