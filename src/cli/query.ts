import type { Command } from 'commander';
import { findEndpoints, query } from '../reach/index.ts';
import { type NamedAnswer, queryJson, queryText, type Style, visible } from '../report/index.ts';
import { type CommonOptions, singleNamespace, withCommonOptions } from './common-options.ts';
import { exitCodeOf, touching, warn } from './conclude.ts';
import type { ExitCode } from './exit-code.ts';
import { loadAnalysis } from './load.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import { parsePort } from './port-filter.ts';
import { questionsTo } from './query-destination.ts';
import type { Terminal } from './terminal.ts';

interface QueryOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly port?: string;
}

const FORMATS = ['text', 'json'] as const;

const EXAMPLES = `
Examples:
  netgraph query manifests/ --from shop/web --to shop/db --port 5432
  netgraph query . -n shop --from web --to db              every port, with the reasons for each
  netgraph query . --from shop/web --to db.data:5432       by the name that the source uses, through the Service
  netgraph query . --from shop/web --to 8.8.8.8 --port 53/UDP
  netgraph query . --from 203.0.113.0/24 --to shop/web -o json

Exit code: 0 when something is allowed, 1 when nothing is.`;

async function ask(paths: readonly string[], options: QueryOptions, terminal: Terminal): Promise<ExitCode> {
  const outputs = parseOutputs(options.output, FORMATS);
  const namespace = singleNamespace(options);
  if (options.port !== undefined) parsePort(options.port);
  const analysis = await loadAnalysis(paths, options, terminal);
  const { reachability } = analysis;
  warn(analysis, options, terminal);
  const sources = findEndpoints(reachability, options.from, namespace);
  const destination = { analysis, text: options.to, portText: options.port, namespace };
  const { questions, breaks, notes } = questionsTo(sources, destination);
  const answers = questions.map(({ from, to, port, via }): NamedAnswer => {
    const answer = query(reachability, from, to, port);
    return via === undefined ? answer : { ...answer, via };
  });
  if (!options.quiet) for (const note of notes) terminal.stderr.write(`note: ${visible(note)}\n`);
  const asked = new Set(answers.flatMap(({ from, to }) => [from.endpoint.id, to.endpoint.id]));
  const assumptions = touching(analysis.assumptions, (id) => asked.has(id));
  const renderers = {
    text: (style: Style) => queryText(answers, assumptions, style, breaks),
    json: () => queryJson(answers, assumptions, breaks),
  };
  writeOutputs(outputs, renderers, terminal, options.color);
  return exitCodeOf(analysis, options, { hasFindings: !answers.some(({ allowed }) => allowed), assumptions });
}

/** `netgraph query`: may one reach the other, and why. */
export function addQueryCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('query')
    .summary('may A reach B, and why')
    .description('Say whether one end may reach the other, and which rules decide.');
  withCommonOptions(command, FORMATS, 'and where short names are looked for')
    .requiredOption('--from <end>', 'name, namespace/name, namespace/name[Kind], node, address or CIDR')
    .requiredOption('--to <end>', 'the same, or a name as the source looks it up: db.shop:5432, http://api, svc/api')
    .option('--port <port>', '8080 or 53/UDP; without it, every port is explained')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: QueryOptions) => {
      finish(await ask(paths, options, terminal));
    });
}
