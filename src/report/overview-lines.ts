import type { EntryStatus, ServiceOverview } from '../services/index.ts';

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
