import type { PortConflict, WantedConnection } from '../services/index.ts';
import { json } from './escape.ts';

type End = WantedConnection['open'][number];

const endData = ({ endpoint, port }: End): unknown => ({ endpoint: endpoint.id, port });

/** What a workload is told to talk to, as one line of JSON: host and port, never the rest of the setting. */
export function wantedJson(wanted: WantedConnection): string {
  const { from, host, port, protocol, scheme, source, location, resolution, status, open, closed, problem } = wanted;
  const { target, outside } = resolution;
  return json({
    from: from.id,
    host,
    port,
    protocol,
    scheme,
    source,
    location,
    service: target === undefined || target.type === 'address' ? undefined : target.service.id,
    outside,
    status,
    open: open.map(endData),
    closed: closed.map(endData),
    problem,
  });
}

export const conflictJson = ({ type, message, object, location, related }: PortConflict): string =>
  json({ type, message, object, location, related });
