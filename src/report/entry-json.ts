import { placeLocation } from '../model/location.ts';
import type { EntryBackend, EntryPoint, EntryRule, EntryVerdict, RoutingProblem } from '../services/index.ts';
import { backendKey, shareValue } from './backend-json.ts';
import { json } from './escape.ts';
import { relatedData } from './place-json.ts';

const verdictData = ({ status, open, closed }: EntryVerdict): object => ({
  status,
  open: open.map(backendKey),
  closed: closed.map(backendKey),
});

const problemData = ({ type, message, place, related }: RoutingProblem): object => ({
  type,
  message,
  location: placeLocation(place),
  ...(related.length === 0 ? {} : { related: relatedData(related) }),
});

const backendData = (entry: EntryPoint, backend: EntryBackend): unknown => ({
  text: backend.text,
  service: backend.service?.id,
  port: backend.port?.port?.port,
  role: backend.role,
  share: shareValue(backend.share),
  ...verdictData(backend),
  problem: backend.problem && problemData(backend.problem),
  location: entry.resource.origin.locate(backend.path),
});

const ruleData = (entry: EntryPoint, { hosts, matches, ports, proxy, backends, path }: EntryRule): unknown => ({
  hosts,
  matches,
  ports,
  proxy: proxy?.id,
  location: entry.resource.origin.locate(path),
  backends: backends.map((backend) => backendData(entry, backend)),
});

/** A way into the cluster as one line of JSON. */
export function entryJson(entry: EntryPoint): string {
  const { id, resource } = entry;
  const location = resource.origin.locate([]);
  if (entry.type === 'route')
    return json({
      id,
      type: resource.ref.kind,
      location,
      mesh: entry.isMesh || undefined,
      rules: entry.rules.map((rule) => ruleData(entry, rule)),
      problems: entry.problems.map(problemData),
    });
  return json({
    id,
    type: 'Service',
    location,
    ports: entry.ports.map(({ view, exposures, ...verdict }) => ({
      service: id.slice(0, id.lastIndexOf('[')),
      port: view.port?.port,
      protocol: view.port?.protocol,
      ways: exposures.map(({ way, port, isByNode }) => ({ way, port, byNode: isByNode })),
      ...verdictData(verdict),
    })),
  });
}
