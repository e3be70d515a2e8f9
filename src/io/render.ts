import { statSync } from 'node:fs';
import { isAbsolute, normalize, resolve, sep } from 'node:path';
import { NetgraphError } from '../model/error.ts';
import type { RenderedPart } from '../model/rendered.ts';
import { displayPath, type InputProblem, problem } from './input.ts';
import { keptContent } from './kept-content.ts';
import { DEFAULT_INPUT_LIMITS } from './limits.ts';
import type { InputFile } from './read-inputs.ts';
import { renderedParts } from './rendered-parts.ts';
import { findProgram, runTool, type ToolLimits, type ToolOutcome } from './run-tool.ts';
import { reasonOf } from './system-error.ts';

/** Where and with what a renderer runs. */
export interface RenderOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limits?: ToolLimits;
}

/** A chart, and how it is to be rendered. */
export interface HelmRequest {
  readonly chart: string;
  readonly values: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
}

export type Rendered = InputFile | InputProblem;

const LIMITS: ToolLimits = { milliseconds: 120_000, bytes: DEFAULT_INPUT_LIMITS.fileBytes };

/** What a renderer sees of the environment: enough to be found and to find its own files. */
const KEPT = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];

/** Nothing is fetched: git is allowed no protocol, HTTP goes to a port that nobody serves, and plugins of Helm stay out. */
const SHUT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
  NO_PROXY: '',
  HELM_NO_PLUGINS: '1',
};

const closedEnvironment = (env: RenderOptions['env']): RenderOptions['env'] => ({
  ...Object.fromEntries(KEPT.filter((name) => env[name] !== undefined).map((name) => [name, env[name]])),
  ...SHUT,
});

/** A path that no tool takes for an option, a URL or the name of a repository. */
const asArgument = (path: string): string => (isAbsolute(path) ? path : `.${sep}${path}`);

/** Helm takes the argument of `--values` for a line of CSV: a comma in the name would make it two files. */
const asField = (text: string): string => `"${text.replaceAll('"', '""')}"`;

type Kind = 'folder' | 'file';

function wrongPath(path: string, kinds: readonly Kind[], { cwd }: RenderOptions): InputProblem | undefined {
  const file = displayPath(cwd, resolve(cwd, path));
  try {
    const status = statSync(resolve(cwd, path));
    const isRight = kinds.some((kind) => (kind === 'folder' ? status.isDirectory() : status.isFile()));
    return isRight ? undefined : problem('NG001', file, `this is no ${kinds.join(' and no ')}`);
  } catch (error) {
    return problem('NG001', file, `cannot be read: ${reasonOf(error)}`);
  }
}

/** The parts of a rendered text, with sources as files of the working directory; what is no file there is left out. */
function placedParts(parts: readonly RenderedPart[], folder: string, cwd: string): RenderedPart[] {
  const known = new Map<string, string | undefined>();
  return parts.map(({ line, source }) => {
    if (source === undefined) return { line, source };
    if (!known.has(source)) {
      const path = resolve(cwd, folder, normalize(source));
      const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
      known.set(source, isFile ? displayPath(cwd, path) : undefined);
    }
    return { line, source: known.get(source) };
  });
}

interface Outcome extends ToolOutcome {
  readonly renderer: 'helm' | 'kustomize';
  readonly folder: string;
}

function rendered({ output, failure, renderer, folder }: Outcome, { cwd }: RenderOptions): Rendered {
  const shown = displayPath(cwd, resolve(cwd, folder));
  if (failure !== undefined) return problem('NG001', shown, `cannot be rendered: ${renderer}: ${failure}`);
  const parts = placedParts(renderedParts(output, renderer), folder, cwd);
  return { type: 'file', file: `<rendered ${renderer} ${shown}>`, content: keptContent(Buffer.from(output)), parts };
}

function render(
  renderer: Outcome['renderer'],
  folder: string,
  [program, args]: readonly [string, readonly string[]],
  options: RenderOptions,
): Rendered {
  const { cwd, env, limits = LIMITS } = options;
  const outcome = runTool({ program, args, cwd, env: closedEnvironment(env), limits });
  return rendered({ ...outcome, renderer, folder }, options);
}

function kustomizeCall(argument: string, env: RenderOptions['env']): readonly [string, readonly string[]] {
  const kustomize = findProgram('kustomize', env);
  if (kustomize !== undefined) return [kustomize, ['build', '--', argument]];
  const kubectl = findProgram('kubectl', env);
  if (kubectl !== undefined) return [kubectl, ['kustomize', '--', argument]];
  throw new NetgraphError(
    '--kustomize needs kustomize or kubectl, and neither is installed',
    'or render it elsewhere, and pass the result on standard input: netgraph analyze -',
  );
}

/**
 * What `kustomize build` (or `kubectl kustomize`) makes of a local folder. No plugin, no chart and no function is enabled, files stay
 * in the root of their kustomization, and nothing is fetched.
 */
export function renderKustomization(folder: string, options: RenderOptions): Rendered {
  const call = kustomizeCall(asArgument(folder), options.env);
  return wrongPath(folder, ['folder'], options) ?? render('kustomize', folder, call, options);
}

/** What `helm template` makes of a chart on disk, without its tests. Dependencies are not updated, the cluster is not asked. */
export function renderChart(request: HelmRequest, options: RenderOptions): Rendered {
  const { chart, values, release, namespace } = request;
  const helm = findProgram('helm', options.env);
  if (helm === undefined)
    throw new NetgraphError(
      '--helm needs helm, which is not installed',
      'or render the chart elsewhere, and pass the result on standard input: netgraph analyze -',
    );
  const args = [
    'template',
    '--skip-tests',
    ...values.flatMap((file) => ['--values', asField(asArgument(file))]),
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
    '--',
    ...(release === undefined ? [] : [release]),
    asArgument(chart),
  ];
  return (
    wrongPath(chart, ['folder', 'file'], options) ??
    values.map((file) => wrongPath(file, ['file'], options)).find((wrong) => wrong !== undefined) ??
    render('helm', chart, [helm, args], options)
  );
}
