import { locationText, placeLocation } from '../model/location.ts';
import { problemLevel, problemText, type ServiceOverview } from '../services/index.ts';
import { entryLines } from './entry-text.ts';
import { commandFree, csvField, markdownCode, visible } from './escape.ts';
import { jsonItems } from './json-items.ts';
import { entryJson } from './entry-json.ts';
import { SCHEMA_VERSION } from './list-json.ts';
import { serviceJson } from './service-json.ts';
import { type ServiceRow, serviceRows } from './service-rows.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

type Shown = Pick<ServiceOverview, 'services' | 'entryPoints'>;

const HEADINGS = ['SERVICE', 'TYPE', 'PORT', 'BACKENDS', 'REACHED BY', 'STATUS'];

const cellsOf = ({ service, type, port, backends, reachedBy, status }: ServiceRow): string[] => [
  service,
  type,
  port,
  backends,
  reachedBy,
  status,
];

const problemsOf = ({ report }: ServiceRow): readonly { readonly level: string; readonly text: string }[] =>
  report?.problems().map((problem) => ({
    level: problemLevel(problem),
    text: `${locationText(placeLocation(problem.place))} ${problemText(problem)}`,
  })) ?? [];

/** One line a port, what is wrong with it below the table, and the ways in from outside. */
export function* servicesText({ services, entryPoints }: Shown, style: Style): Generator<string> {
  const rows = [...serviceRows(services)];
  // A Service with several ports is named once.
  const shown = rows.map((row, index) => {
    const cells = cellsOf(row);
    return rows[index - 1]?.service === row.service ? ['', '', ...cells.slice(2)] : cells;
  });
  yield* table(HEADINGS, shown, (text, row, column) => {
    if (row < 0) return style.strong(text);
    if (column !== HEADINGS.length - 1) return text;
    const isReachable = rows[row]?.report?.access.status === 'reachable';
    return isReachable || rows[row]?.isWrong === false ? style.good(text) : style.bad(text);
  });
  const told = rows.flatMap((row) => problemsOf(row).map((problem) => ({ row, ...problem })));
  if (told.length > 0) yield '\n';
  for (const { row, level, text } of told) {
    const word = level === 'problem' ? style.bad('problem') : style.faint('note');
    yield `${commandFree(`${word} ${visible(`${row.service} ${row.port}: ${text}`)}`)}\n`;
  }
  const entries = [...entryLines(entryPoints, style)];
  if (entries.length > 0) yield `\n${style.strong('Ways in from outside')}\n`;
  yield* entries;
}

export function* servicesCsv({ services }: Shown): Generator<string> {
  yield '"service","type","port","backends","reachedBy","status","problems"\r\n';
  for (const row of serviceRows(services)) {
    const problems = problemsOf(row).map(({ text }) => text);
    yield `${[...cellsOf(row), problems.join('; ')].map(csvField).join(',')}\r\n`;
  }
}

export function* servicesMarkdown({ services }: Shown): Generator<string> {
  yield '| Service | Type | Port | Backends | Reached by | Status | Problems |\n| --- | --- | --- | --- | --- | --- | --- |\n';
  const cell = (text: string): string => (text === '' ? ' ' : ` ${markdownCode(text)} `);
  for (const row of serviceRows(services)) {
    const { service, type, port, backends, reachedBy, status } = row;
    const problems = problemsOf(row).map(({ text }) => markdownCode(text));
    yield `|${[service, type, port, backends, reachedBy].map(cell).join('|')}| ${status} | ${problems.join('<br>')} |\n`;
  }
}

export function* servicesJson({ services, entryPoints }: Shown): Generator<string> {
  yield `{\n  "schemaVersion": ${SCHEMA_VERSION},\n  "services": [`;
  yield* jsonItems(services.map(serviceJson));
  yield '],\n  "entryPoints": [';
  yield* jsonItems(entryPoints.map(entryJson));
  yield ']\n}\n';
}
