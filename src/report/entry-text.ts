import { locationText, type Place, placeLocation } from '../model/location.ts';
import { endpointName } from '../reach/index.ts';
import {
  type EntryBackend,
  type EntryPoint,
  type EntryRule,
  type EntryStatus,
  type Exposure,
  listText,
} from '../services/index.ts';
import { commandFree, visible } from './escape.ts';
import type { Style } from './style.ts';

const WORDS: Readonly<Record<EntryStatus, string>> = {
  reachable: 'reachable',
  'partly-reachable': 'partly reachable',
  blocked: 'blocked',
  'no-backends': 'no backends',
  broken: 'broken',
  'not-judged': 'not looked into',
};

const at = (place: Place): string => locationText(placeLocation(place));

function painted(status: EntryStatus, style: Style): string {
  if (status === 'reachable') return style.good(WORDS[status]);
  return status === 'not-judged' ? style.faint(WORDS[status]) : style.bad(WORDS[status]);
}

const names = (backends: EntryBackend['open']): string =>
  listText(backends.map(({ endpoint }) => endpointName(endpoint)));

/** `shop.example.com /api (Prefix)`, on the ports where clients connect. */
function whatText({ hosts, matches, ports }: EntryRule): string {
  const host = hosts.length === 0 ? '*' : hosts.join(', ');
  const numbers = [...new Set(ports.map(({ port }) => port))].join(', ');
  return `${host}${numbers === '' ? '' : `:${numbers}`}${matches.length === 0 ? '' : ` ${matches.join(', ')}`}`;
}

const WAYS: Readonly<Record<Exposure['way'], string>> = {
  'load-balancer': 'load balancer',
  'node-port': 'node port',
  'external-ip': 'external IP',
};

const wayText = ({ way, port }: Exposure): string => `${WAYS[way]}${port === undefined ? '' : ` ${port}`}`;

function* backendLines(
  entry: EntryPoint,
  { status, text, problem, closed, path, role }: EntryBackend,
  proxy: string | undefined,
  style: Style,
): Generator<string> {
  const by = proxy === undefined || status === 'not-judged' || status === 'broken' ? '' : ` for ${proxy}`;
  const mirror = role === 'mirror' ? ' (mirror)' : '';
  yield `    → ${visible(text)}${mirror}  ${painted(status, style)}${visible(by)}\n`;
  if (problem !== undefined) {
    yield `      ${visible(`${at(problem.place)} ${problem.message}`)}\n`;
    for (const target of problem.related) yield `      ${visible(`${at(target)} ${target.message}`)}\n`;
  }
  if (status === 'blocked' || status === 'partly-reachable') {
    const place = { origin: entry.resource.origin, path };
    yield `      ${visible(`${at(place)} policies close ${names(closed)} to it`)}\n`;
  }
}

/** Every route and every open Service, with what becomes of its requests. */
export function* entryLines(entries: readonly EntryPoint[], style: Style): Generator<string> {
  for (const entry of entries) {
    yield `${commandFree(visible(`${entry.id}${entry.type === 'route' && entry.isMesh ? ' (inside the mesh)' : ''}`))}\n`;
    if (entry.type === 'route') {
      for (const { message, place } of entry.problems)
        yield `  ${style.bad('problem')} ${visible(`${at(place)} ${message}`)}\n`;
      for (const rule of entry.rules) {
        yield `  ${visible(whatText(rule))}\n`;
        for (const backend of rule.backends) yield* backendLines(entry, backend, rule.proxy?.id, style);
      }
    } else
      for (const { view, exposures, status, closed } of entry.ports) {
        const ways = exposures.map(wayText).join(', ');
        yield `  ${visible(`${ways} → port ${view.port?.port ?? ''}`)}  ${painted(status, style)}\n`;
        if (status === 'blocked' || status === 'partly-reachable')
          yield `    ${visible(`policies close ${names(closed)} to clients outside`)}\n`;
      }
  }
}
