import type { Command } from 'commander';
import { NetgraphError } from '../model/error.ts';
import { parseAddress } from '../model/ip-set.ts';
import { findEndpoints, type Reachability, type WorkloadEndpoint } from '../reach/index.ts';
import { isOpen, resolveJson, resolveText, type Style } from '../report/index.ts';
import { resolvePath } from '../services/index.ts';
import { type AskedName, parseAskedName } from './asked-name.ts';
import { type CommonOptions, singleNamespace, withCommonOptions } from './common-options.ts';
import { exitCodeOf, touching, warn } from './conclude.ts';
import type { ExitCode } from './exit-code.ts';
import { loadAnalysis } from './load.ts';
import { parseOutputs, writeOutputs } from './output.ts';
import type { Terminal } from './terminal.ts';

interface ResolveOptions extends CommonOptions {
  readonly from: string;
}

const FORMATS = ['text', 'json'] as const;

const EXAMPLES = `
Examples:
  netgraph resolve api:80 manifests/ --from shop/web           from the name to each pod behind it
  netgraph resolve http://api.shop/v1 . --from tools/probe     a URL: only host and port count
  netgraph resolve db-0.db.data:5432 . --from shop/api -o json

Exit code: 0 when every pod behind the name may be reached, 1 when the way ends before or a pod is closed.`;

function parseName(text: string): AskedName {
  const name = parseAskedName(text);
  if (name === undefined)
    throw new NetgraphError(
      'this is no name that DNS could look up',
      'such as api, api.shop:80, api:http or http://api/path; paths of manifests come after it',
    );
  if (parseAddress(name.host) !== undefined)
    throw new NetgraphError(
      `${name.host} is an address, not a name`,
      `netgraph query --to ${name.host} takes addresses`,
    );
  return name;
}

/** The one workload that asks: only of pods it is known how they look names up. */
function findClient(reachability: Reachability, text: string, namespace: string | undefined): WorkloadEndpoint {
  const found = findEndpoints(reachability, text, namespace);
  const [first] = found;
  if (first?.endpoint.type !== 'workload')
    throw new NetgraphError(
      `--from ${text} is no workload: how it looks names up is not known`,
      'name the pods that ask',
    );
  if (found.length > 1)
    throw new NetgraphError(
      `--from ${text} has pods that policies tell apart`,
      `name one of them: ${found.map(({ endpoint }) => endpoint.id).join(', ')}`,
    );
  return first.endpoint;
}

async function resolve(
  text: string,
  paths: readonly string[],
  options: ResolveOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const outputs = parseOutputs(options.output, FORMATS);
  const namespace = singleNamespace(options);
  const name = parseName(text);
  const analysis = await loadAnalysis(paths, options, terminal);
  const { reachability, overview } = analysis;
  warn(analysis, options, terminal);
  const from = findClient(reachability, options.from, namespace);
  const { catalog, names: resolver } = overview;
  const path = resolvePath({ reachability, catalog, resolver, from, ...name });
  const ends = [
    ...path.ports.flatMap((port) => port.hops.map(({ backend }) => backend.endpoint.id)),
    ...path.outside.map(({ to }) => to.endpoint.id),
  ];
  // Where the way ends before any policy is asked, nothing is assumed of policies.
  const asked = new Set(ends.length === 0 ? [] : [from.id, ...ends]);
  const assumptions = touching(analysis.assumptions, (id) => asked.has(id));
  const renderers = {
    text: (style: Style) => resolveText(path, assumptions, style),
    json: () => resolveJson(path, assumptions),
  };
  writeOutputs(outputs, renderers, terminal, options.color);
  return exitCodeOf(analysis, options, { hasFindings: !isOpen(path.status), assumptions });
}

/** `netgraph resolve`: where a name leads, and whether the way is open. */
export function addResolveCommand(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  const command = program
    .command('resolve')
    .summary('where a name leads, and whether the way is open')
    .description('Follow a name from the pod that asks for it to the pods that answer: DNS, Service, port, policies.')
    .argument('<name>', 'a name or URL, with a port or without: api, api.shop:80, api:http, http://api/v1');
  withCommonOptions(command, FORMATS, 'and where --from is looked for')
    .requiredOption('--from <workload>', 'who asks: name, namespace/name or namespace/name[Kind]')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, paths: string[], options: ResolveOptions) => {
      finish(await resolve(name, paths, options, terminal));
    });
}
