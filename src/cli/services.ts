import type { Command } from 'commander';
import { NetgraphError } from '../model/error.ts';
import * as report from '../report/index.ts';
import type { ServiceReport } from '../services/index.ts';
import { collect, type CommonOptions, withCommonOptions } from './common-options.ts';
import { exitCodeOf, touching, warn } from './conclude.ts';
import type { ExitCode } from './exit-code.ts';
import { globMatcher } from '../model/glob.ts';
import { loadAnalysis } from './load.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import { serviceFilter } from './service-filter.ts';
import type { Terminal } from './terminal.ts';

interface ServicesOptions extends CommonOptions {
  readonly service: readonly string[];
}

const FORMATS = ['text', 'json', 'md', 'csv'] as const;

const EXAMPLES = `
Examples:
  netgraph services manifests/                    every Service port, what it leads to, and who reaches it
  netgraph services . --service shop/web          one Service
  netgraph services . -n shop -o md               those of a namespace, as a Markdown table

In the table, 80 → 8080 is a translation; 80 ⇢ 8080 is a headless Service, which translates nothing.
The exit code does not depend on what is reached.`;

function chosen(services: readonly ServiceReport[], { service, namespace }: ServicesOptions): ServiceReport[] {
  for (const text of service)
    if (!services.some((each) => serviceFilter(text)(each.service)))
      throw new NetgraphError(`--service ${text}: there is no such Service in the input`);
  const isMeant = (each: ServiceReport): boolean =>
    (service.length === 0 || service.some((text) => serviceFilter(text)(each.service))) &&
    (namespace === undefined || globMatcher(namespace)(each.service.resource.ref.namespace ?? ''));
  return services.filter(isMeant);
}

async function list(paths: readonly string[], options: ServicesOptions, terminal: Terminal): Promise<ExitCode> {
  const outputs = parseOutputs(options.output, FORMATS);
  const analysis = await loadAnalysis(paths, options, terminal);
  warn(analysis, options, terminal);
  const services = chosen(analysis.overview.services, options);
  const ids = new Set(services.map(({ service }) => service.id));
  const entryPoints = analysis.overview.entryPoints.filter((entry) =>
    entry.type === 'service'
      ? ids.has(entry.id.slice(0, entry.id.lastIndexOf('[')))
      : services.length === analysis.overview.services.length ||
        entry.rules.some(({ backends }) =>
          backends.some(({ service }) => service !== undefined && ids.has(service.id)),
        ),
  );
  const shown = { services, entryPoints };
  writeOutputs(
    outputs,
    {
      text: (style: report.Style) => report.servicesText(shown, style),
      json: () => report.servicesJson(shown),
      md: () => report.servicesMarkdown(shown),
      csv: () => report.servicesCsv(shown),
    },
    terminal,
    options.color,
  );
  const behind = new Set(services.flatMap(({ service }) => service.endpoints.map(({ id }) => id)));
  const assumptions = options.strict ? touching(analysis.assumptions, (id) => behind.has(id)) : [];
  return exitCodeOf(analysis, options, { hasFindings: false, assumptions });
}

/** `netgraph services`: every Service port, what it leads to, and who reaches it. */
export function addServicesCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('services')
    .summary('who reaches which Service')
    .description('Show every Service port: what it leads to, who reaches it, and what is wrong with it.');
  withCommonOptions(command, FORMATS, 'and only its Services are shown (globs allowed)')
    .option('--service <name>', 'only this one: name, namespace/name or glob; repeatable', collect, [])
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: ServicesOptions) => {
      finish(await list(paths, options, terminal));
    });
}
