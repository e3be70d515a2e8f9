import { portsByProtocol, type PortSet } from '../model/port-set.ts';
import type { Reachability } from '../reach/index.ts';
import { endpointJson } from './endpoint-json.ts';
import { json } from './escape.ts';
import { jsonItems } from './json-items.ts';
import type { ConnectivityMap } from './map.ts';
import type { Place } from './place.ts';
import { remember } from '../model/remember.ts';

export const SCHEMA_VERSION = 1;

function* endpointItems(reachability: Reachability, { places }: ConnectivityMap): Generator<string> {
  for (const place of places) yield endpointJson(reachability, place, 'alone');
}

/** Pieces are rendered once for each place and port set: there may be millions of connections. */
function* connectionItems({ links }: ConnectivityMap): Generator<string> {
  const fromPiece = remember((place: Place) => `{"from":${json(place.id)},"to":`);
  const toPiece = remember((place: Place) => `${json(place.id)},"ports":`);
  const portsPiece = remember((ports: PortSet) => `${json(portsByProtocol(ports))}}`);
  for (const { from, to, ports } of links()) yield fromPiece(from) + toPiece(to) + portsPiece(ports);
}

/** The connectivity map as one JSON object (docs/output.md), one endpoint or connection a line. */
export function* listJson(reachability: Reachability, map: ConnectivityMap): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "endpoints": [`;
  yield* jsonItems(endpointItems(reachability, map));
  yield '],\n  "connections": [';
  yield* jsonItems(connectionItems(map));
  yield ']\n}\n';
}
