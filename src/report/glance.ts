import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import { portsText } from '../model/port-set.ts';
import type { Reachability } from '../reach/index.ts';
import { crowdText, type CrowdText } from './crowd.ts';
import { endpointMap } from './endpoint-map.ts';
import type { ConnectivityMap, Link } from './map.ts';
import { namespaceMap } from './namespace-map.ts';
import { visible } from './escape.ts';
import type { Place } from './place.ts';
import type { Style } from './style.ts';
import { wrapped } from './wrap.ts';

/** More workloads than this are shown by namespace, and no more entries than this are shown at all. */
const MOST = 40;

/** Who reaches one place: a line for each set of ports, in a fixed order. */
function sourceLines(to: Place, links: readonly Link[], crowd: CrowdText): string[] {
  // What a workload's own replicas may do belongs to no question that is asked at a glance.
  const isSelf = ({ from }: Link): boolean => from === to && to.type !== 'namespace';
  const byPorts = groupBy(
    links.filter((link) => !isSelf(link)),
    ({ ports }) => portsText(ports),
  );
  if (byPorts.size === 0) return ['nobody'];
  const except = to.type === 'namespace' ? undefined : to;
  return [...byPorts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([ports, same]) => wrapped(`${ports}: `, crowd(new Set(same.map(({ from }) => from)), except)));
}

function* entries({ places, links }: ConnectivityMap): Generator<{ readonly to: string; readonly from: string }> {
  const crowd = crowdText(places);
  const byDestination = groupBy(links(), ({ to }) => to);
  const alike = groupBy(places, (place) => sourceLines(place, byDestination.get(place) ?? [], crowd).join('\n'));
  for (const [from, destinations] of alike)
    yield { to: alike.size === 1 ? 'everything' : crowd(new Set(destinations)), from };
}

const indented = (text: string, by: string): string => text.replace(/^/gm, by);

/** Connectivity in a few words: destinations that are reached alike share an entry. `command` shows all of it. */
export function* glance(reachability: Reachability, style: Style, command: string): Generator<string> {
  const workloads = reachability.endpoints.filter(({ type }) => type === 'workload').length;
  if (workloads === 0) return;
  const isCoarse = workloads > MOST;
  const map = isCoarse ? namespaceMap(reachability) : endpointMap(reachability);
  // Proxies outside the input connect to what routes say, which is told elsewhere.
  const places = map.places.filter(({ type }) => type !== 'ingress-controller' && type !== 'gateway');
  const shown = [...entries({ ...map, places })];
  yield `${style.strong(isCoarse ? 'Who may reach some workload of which namespace' : 'Who may reach what')}\n`;
  for (const { to, from } of shown.slice(0, MOST))
    yield `\n${wrapped('  ', style.strong(to), 2)}\n${indented(from, '    ')}\n`;
  if (shown.length > MOST) yield `\n  … and ${shown.length - MOST} more\n`;
  if (isCoarse) yield `\n  Every connection: ${visible(command)}\n`;
}
