import type { Command } from 'commander';
import type { Analysis } from '../analysis.ts';
import { NetgraphError } from '../model/error.ts';
import { union } from '../model/intervals.ts';
import type { PortSet } from '../model/port-set.ts';
import { type ConnectionFilter, isPossibleEnd, type Reachability } from '../reach/index.ts';
import * as report from '../report/index.ts';
import { collect, type CommonOptions, withCommonOptions } from './common-options.ts';
import { suggestValues } from './completions.ts';
import { exitCodeOf, touching, warn } from './conclude.ts';
import { endpointFilter, type EndpointFilter } from './endpoint-filter.ts';
import type { ExitCode } from './exit-code.ts';
import { globMatcher } from '../model/glob.ts';
import { serviceFilter } from './service-filter.ts';
import { loadAnalysis } from './load.ts';
import { parseOutputs, type Renderers, writeOutputs } from './output.ts';
import { parsePorts } from './port-filter.ts';
import type { Terminal } from './terminal.ts';

interface ListOptions extends CommonOptions {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly port: readonly string[];
  readonly by: string;
  readonly services: boolean;
}

const FORMATS = ['text', 'json', 'jsonl', 'csv', 'md'] as const;
type Format = (typeof FORMATS)[number];

const MAPS = { workload: report.endpointMap, namespace: report.namespaceMap } as const;

const EXAMPLES = `
Examples:
  netgraph list manifests/                         every allowed connection
  netgraph list . --to shop/db --port 5432         who reaches the database
  netgraph list . --from external --to 'app=web'   what is open to the outside
  netgraph list . --by namespace -o md             a map of the namespaces, as a Markdown table
  netgraph list . -n shop -o csv=shop.csv          everything with an end in namespace shop, to a file

Ends are named by name, namespace/name, glob (shop/*), label selector (app=web,tier!=db), address or CIDR;
external stands for every address outside the cluster. Options given again widen the filter.`;

function parseLevel(by: string): keyof typeof MAPS {
  if (by === 'workload' || by === 'namespace') return by;
  throw new NetgraphError(`--by ${by}: there is no such map`, 'it is workload or namespace');
}

const anyOf =
  (filters: readonly EndpointFilter[]): EndpointFilter =>
  (endpoint) =>
    filters.some((isMeant) => isMeant(endpoint));

function filterOf({ from, to, port, namespace }: ListOptions): ConnectionFilter {
  const ports = port.map(parsePorts).reduce<PortSet>((all, one) => union(all, one), []);
  return {
    ...(from.length === 0 ? {} : { from: anyOf(from.map(endpointFilter)) }),
    ...(to.length === 0 ? {} : { to: anyOf(to.map(endpointFilter)) }),
    ...(port.length === 0 ? {} : { ports }),
    ...(namespace === undefined ? {} : { namespace: globMatcher(namespace) }),
  };
}

/** A filter that nothing answers to is a slip of the pen: an empty map would look like isolation. */
function checkMatches(
  { reachability: { endpoints, cluster }, overview }: Analysis,
  { from, to, namespace, services }: ListOptions,
): void {
  for (const [option, texts] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    for (const text of texts)
      if (
        !endpoints.some(endpointFilter(text)) &&
        !(services && option === '--to' && overview.catalog.services.some(serviceFilter(text)))
      )
        throw new NetgraphError(`${option} ${text}: nothing in the input matches`);
  if (namespace !== undefined && ![...cluster.namespaces.keys()].some(globMatcher(namespace)))
    throw new NetgraphError(`--namespace ${namespace}: no such namespace in the input`);
}

const renderers = (reachability: Reachability, map: report.ConnectivityMap): Renderers<Format> => ({
  text: () => report.listText(map),
  json: () => report.listJson(reachability, map),
  jsonl: () => report.listJsonl(map),
  csv: () => report.listCsv(map),
  md: () => report.listMarkdown(map),
});

/** The map asked for, with what routes lead to, and with Services as destinations where they are asked for. */
function mapOf(
  { reachability, overview }: Analysis,
  { services, to }: ListOptions,
  level: keyof typeof MAPS,
  filter: ConnectionFilter,
): report.ConnectivityMap {
  const map = report.withEntries(MAPS[level](reachability, filter), overview.entryConnections, filter, level);
  if (!services) return map;
  if (level !== 'workload') throw new NetgraphError('--services goes with --by workload only');
  const isMeant = to.map(serviceFilter);
  return report.withServices(
    map,
    overview.catalog.services,
    overview.serviceConnections,
    filter,
    (service) => isMeant.length === 0 || isMeant.some((matches) => matches(service)),
  );
}

async function list(paths: readonly string[], options: ListOptions, terminal: Terminal): Promise<ExitCode> {
  const outputs = parseOutputs(options.output, FORMATS);
  const level = parseLevel(options.by);
  const filter = filterOf(options);
  const analysis = await loadAnalysis(paths, options, terminal);
  const { reachability } = analysis;
  warn(analysis, options, terminal);
  // What was not read may be what the filter is for.
  if (!analysis.incomplete) checkMatches(analysis, options);
  const map = mapOf(analysis, options, level, filter);
  writeOutputs(outputs, renderers(reachability, map), terminal, options.color);
  const asked = new Set(reachability.endpoints.filter(isPossibleEnd(filter)).map(({ id }) => id));
  // Where they are neither told nor change the exit code, nobody need work them out.
  const assumptions = options.quiet && !options.strict ? [] : touching(analysis.assumptions, (id) => asked.has(id));
  if (assumptions.length > 0 && !options.quiet)
    terminal.stderr.write(
      `note: this rests on assumptions (${assumptions.map(({ id }) => id).join(', ')}); netgraph analyze explains them\n`,
    );
  return exitCodeOf(analysis, options, { hasFindings: false, assumptions });
}

/** `netgraph list`: the connectivity map, one allowed connection after the other. */
export function addListCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('list')
    .summary('every allowed connection')
    .description('List who may talk to whom, and on which ports.');
  withCommonOptions(command, FORMATS, 'and only connections with an end in it are listed (globs allowed)')
    .option('--from <end>', 'only connections from here; repeatable', collect, [])
    .option('--to <end>', 'only connections to here; repeatable', collect, [])
    .option('--port <port>', 'only connections open on 8080, 53/UDP or 8000-9000/TCP; repeatable', collect, [])
    .option('--services', 'add Services as destinations, with the ports that clients call', false)
    .option('--by <level>', 'workload (the default), or namespace for a coarser map', 'workload')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ListOptions) => {
      finish(await list(paths, options, terminal));
    });
  suggestValues(command, '--by', Object.keys(MAPS));
}
