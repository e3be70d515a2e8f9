import { groupBy } from '../model/group-by.ts';
import { byCodeUnit } from '../model/order.ts';
import { portsText } from '../model/port-set.ts';
import type { Reachability } from '../reach/index.ts';
import { crowdText, type CrowdText } from './crowd.ts';
import { endpointMap } from './endpoint-map.ts';
import type { ConnectivityMap, Link } from './map.ts';
import { type NamespaceMap, namespaceMap } from './namespace-map.ts';
import { visible } from './escape.ts';
import type { Place } from './place.ts';
import type { Style } from './style.ts';
import { wrapped } from './wrap.ts';

/** More workloads than this are shown by namespace, and no more entries than this are shown at all. */
const MOST = 40;
/** Of more places than this, nobody reads about all. */
const MOST_PLACES = 500;

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

interface Entry {
  readonly to: string;
  readonly from: string;
}

/** Destinations of which the same lines are told share an entry. `shown` are those among the places that are looked at. */
function* entries(places: readonly Place[], shown: readonly Place[], links: Iterable<Link>): Generator<Entry> {
  const crowd = crowdText(places, MOST);
  const byDestination = groupBy([...links], ({ to }) => to);
  const alike = groupBy(shown, (place) => sourceLines(place, byDestination.get(place) ?? [], crowd).join('\n'));
  const isEverything = alike.size === 1 && shown.length === places.length;
  for (const [from, destinations] of alike)
    yield { to: isEverything ? 'everything' : crowd(new Set(destinations)), from };
}

/** So many entries, and how many more there are; of very many places, only the first destinations are looked at. */
function firstEntries(reachability: Reachability, isCoarse: boolean): { shown: readonly Entry[]; more: number } {
  const map: Partial<NamespaceMap> & ConnectivityMap = isCoarse
    ? namespaceMap(reachability)
    : endpointMap(reachability);
  // Proxies outside the input connect to what routes say, which is told elsewhere.
  const places = map.places.filter(({ type }) => type !== 'ingress-controller' && type !== 'gateway');
  if (map.linksInto !== undefined && places.length > MOST_PLACES) {
    const first = places.slice(0, MOST);
    const shown = [...entries(places, first, map.linksInto(new Set(first)))];
    return { shown, more: places.length - MOST };
  }
  const all = [...entries(places, places, map.links())];
  return { shown: all.slice(0, MOST), more: all.length - MOST };
}

const indented = (text: string, by: string): string => text.replace(/^/gm, by);

/** Connectivity in a few words: destinations that are reached alike share an entry. `command` shows all of it. */
export function* glance(reachability: Reachability, style: Style, command: string): Generator<string> {
  const workloads = reachability.endpoints.filter(({ type }) => type === 'workload').length;
  if (workloads === 0) return;
  const isCoarse = workloads > MOST;
  const { shown, more } = firstEntries(reachability, isCoarse);
  yield `${style.strong(isCoarse ? 'Who may reach some workload of which namespace' : 'Who may reach what')}\n`;
  for (const { to, from } of shown) yield `\n${wrapped('  ', style.strong(to), 2)}\n${indented(from, '    ')}\n`;
  if (more > 0) yield `\n  … and ${more} more\n`;
  if (isCoarse) yield `\n  Every connection: ${visible(command)}\n`;
}
