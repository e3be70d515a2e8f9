import { type Location, locationText } from '../model/location.ts';
import { byKeys } from '../model/order.ts';
import { endpointName } from '../reach/index.ts';
import { type EntryPoint, type EntryStatus, listText, type ServiceOverview } from '../services/index.ts';
import { commandFree, visible } from './escape.ts';
import { portText } from './service-rows.ts';
import type { Style } from './style.ts';

/** Something that does not work though the manifests mean it to. */
interface Trouble {
  readonly location: Location;
  readonly subject: string;
  readonly message: string;
}

function* serviceTroubles({ services }: ServiceOverview): Generator<Trouble> {
  for (const { service, ports } of services)
    for (const { view, problems } of ports)
      for (const { level, message, location } of problems()) {
        const subject = `Service ${service.id} ${portText(view, service.resource.headless)}`;
        if (level === 'problem') yield { location, subject, message };
      }
}

function* entryTroubles(entry: EntryPoint): Generator<Trouble> {
  if (entry.type === 'service') return;
  const { id, resource, problems, rules } = entry;
  for (const { message, location } of problems) yield { location, subject: id, message };
  for (const { backends, proxy } of rules)
    for (const { text, problem, status, closed, path } of backends) {
      const subject = `${id} → ${text}`;
      if (status === 'broken' && problem !== undefined)
        yield { location: problem.location, subject, message: problem.message };
      if (status !== 'blocked' && status !== 'partly-reachable') continue;
      const names = listText(closed.map(({ endpoint }) => endpointName(endpoint)));
      yield {
        location: resource.origin.locate(path),
        subject,
        message: `policies close ${names} to ${proxy?.id ?? 'it'}`,
      };
    }
}

function* wantedTroubles({ wanted }: ServiceOverview): Generator<Trouble> {
  for (const connection of wanted) {
    const { from, host, port, source, problem } = connection;
    if (problem === undefined) continue;
    const name = `${host}${port === undefined ? '' : `:${port}`}`;
    // Its place is worked out when asked for: only what does not work is asked.
    const { location } = connection;
    yield { location, subject: `${endpointName(from)} wants ${name} (${source})`, message: problem };
  }
}

function* conflictTroubles({ portConflicts }: ServiceOverview): Generator<Trouble> {
  for (const { object, message, location } of portConflicts) yield { location, subject: object, message };
}

/** What does not work as the manifests mean it to, one line each, in the order of places. */
export function* troubleLines(overview: ServiceOverview, style: Style): Generator<string> {
  const troubles = [
    ...serviceTroubles(overview),
    ...overview.entryPoints.flatMap((entry) => [...entryTroubles(entry)]),
    ...wantedTroubles(overview),
    ...conflictTroubles(overview),
  ].sort(
    byKeys(
      ({ location }) => location.file,
      ({ location }) => location.line,
      ({ location }) => location.column,
      ({ subject }) => subject,
      ({ message }) => message,
    ),
  );
  for (const { location, subject, message } of troubles)
    yield `${commandFree(`${style.strong(visible(locationText(location)))} ${style.doubtful(visible(subject))}: ${visible(message)}`)}\n`;
}

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([word, count]) => `${count} ${word.replaceAll('-', ' ')}`).join(', ');

function count<Item>(items: Iterable<Item>, wordOf: (item: Item) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(wordOf(item), (counts.get(wordOf(item)) ?? 0) + 1);
  return counts;
}

/** How many Services, ways in and configured connections there are, and what becomes of them. */
export function* overviewLines({ services, entryPoints, wanted }: ServiceOverview): Generator<string> {
  const ports = services.flatMap((report) => report.ports);
  if (ports.length > 0)
    yield `  ${ports.length} Service port${ports.length === 1 ? '' : 's'}: ${counted(count(ports, ({ access }) => access.status))}\n`;
  const statuses = entryPoints.flatMap((entry): EntryStatus[] =>
    entry.type === 'route'
      ? entry.rules.flatMap(({ backends }) => backends.map(({ status }) => status))
      : entry.ports.map(({ status }) => status),
  );
  if (statuses.length > 0)
    yield `  ${statuses.length} way${statuses.length === 1 ? '' : 's'} in from outside: ${counted(count(statuses, (status) => status))}\n`;
  if (wanted.length > 0)
    yield `  ${wanted.length} configured connection${wanted.length === 1 ? '' : 's'}: ${counted(count(wanted, ({ status }) => status))}\n`;
}
