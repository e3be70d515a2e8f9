import { placeLocation } from '../model/location.ts';
import { objectId } from '../model/object-ref.ts';
import { byKeys } from '../model/order.ts';
import type { PortConflict, WantedConnection } from '../services/index.ts';
import { json } from './escape.ts';
import { relatedData } from './place-json.ts';

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

/** Conflicts of ports in the order of their places, each as one line of JSON. */
export const conflictLines = (conflicts: readonly PortConflict[]): string[] =>
  conflicts
    .map(({ type, message, workload, place, related }) => ({
      type,
      message,
      object: objectId(workload.ref),
      location: placeLocation(place),
      related: relatedData(related),
    }))
    .sort(
      byKeys(
        ({ location }) => location.file,
        ({ location }) => location.line,
        ({ location }) => location.column,
        ({ type }) => type,
        ({ message }) => message,
      ),
    )
    .map(json);
