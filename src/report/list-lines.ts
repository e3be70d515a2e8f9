import { portsByProtocol, portsText, type PortSet } from '../model/port-set.ts';
import { commandFree, csvField, json, markdownCode, visible } from './escape.ts';
import type { ConnectivityMap } from './map.ts';
import { type Place, placeText, shortPlaceText } from './place.ts';
import { remember } from '../model/remember.ts';

/** How one format writes a connection; `ports` gives one piece for each line that the connection needs. */
interface LineFormat {
  readonly header: string;
  readonly from: (place: Place) => string;
  readonly to: (place: Place) => string;
  readonly ports: (ports: PortSet) => readonly string[];
}

/** Places and port sets are written a million times and rendered once. */
function* lines({ links }: ConnectivityMap, format: LineFormat): Generator<string> {
  const fromText = remember(format.from);
  const toText = remember(format.to);
  const portLines = remember(format.ports);
  if (format.header !== '') yield format.header;
  for (const { from, to, ports } of links())
    for (const rest of portLines(ports)) yield `${fromText(from)}${toText(to)}${rest}\n`;
}

/*
 * Nothing explains an id in these formats, so places are named in full: what JSON calls `external/0` is `0.0.0.0/0` here.
 */

/** One JSON object a line: `{"from":…,"to":…,"ports":{…}}`. */
export const listJsonl = (map: ConnectivityMap): Iterable<string> =>
  lines(map, {
    header: '',
    from: (place) => `{"from":${json(placeText(place))}`,
    to: (place) => `,"to":${json(placeText(place))}`,
    ports: (ports) => [`,"ports":${json(portsByProtocol(ports))}}`],
  });

/** RFC 4180 with a header, one line for each protocol of a connection. */
export const listCsv = (map: ConnectivityMap): Iterable<string> =>
  lines(map, {
    header: '"from","to","protocol","ports"\r\n',
    from: (place) => `${csvField(placeText(place))},`,
    to: (place) => `${csvField(placeText(place))},`,
    ports: (ports) =>
      Object.entries(portsByProtocol(ports)).map(([protocol, list]) => `${csvField(protocol)},${csvField(list)}\r`),
  });

/** A table as GitHub renders it. */
export const listMarkdown = (map: ConnectivityMap): Iterable<string> =>
  lines(map, {
    header: '| From | To | Ports |\n| --- | --- | --- |\n',
    from: (place) => `| ${markdownCode(shortPlaceText(place))} `,
    to: (place) => `| ${markdownCode(shortPlaceText(place))} `,
    ports: (ports) => [`| ${portsText(ports)} |`],
  });

/** `from → to  ports`, one connection a line. */
export const listText = (map: ConnectivityMap): Iterable<string> =>
  lines(map, {
    header: '',
    from: (place) => commandFree(visible(shortPlaceText(place))),
    to: (place) => ` → ${visible(shortPlaceText(place))}`,
    ports: (ports) => [`  ${portsText(ports)}`],
  });
