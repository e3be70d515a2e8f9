import { NetgraphError } from '../model/error.ts';
import { type InputNote, type InputProblem, note, problem } from './input.ts';
import { keptContent } from './kept-content.ts';
import type { InputFile } from './read-inputs.ts';
import type { RenderOptions } from './render.ts';
import { findProgram, runTool, type ToolLimits, type ToolOutcome } from './run-tool.ts';

/** What is to be read of a cluster. */
export interface LiveRequest {
  /** A context of the kubeconfig; by default the current one. */
  readonly context?: string;
  /** The only namespace that is read; by default all are. */
  readonly namespace?: string;
  /** Whether objects of a kind are wanted. No others are asked for. */
  wants(apiVersion: string, kind: string): boolean;
}

/** A kind that the cluster serves: `networkpolicies.networking.k8s.io`. */
interface Served {
  readonly resource: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** A string of Node has no room for more. */
const LIMITS: ToolLimits = { milliseconds: 600_000, bytes: 512 * 1024 * 1024 - 1024 };
const CLUSTER = '<cluster>';

const textAt = (value: unknown, key: string): string | undefined => {
  const found = fieldAt(value, key);
  return typeof found === 'string' ? found : undefined;
};

const fieldAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

/** Lines of `kubectl api-resources`: name, perhaps short names, version, whether namespaced, kind. */
function servedOf(line: string): Served | undefined {
  const words = line.trim().split(/\s+/);
  const [name] = words;
  const [apiVersion, isNamespaced, kind] = words.slice(-3);
  if (words.length < 4 || name === undefined || apiVersion === undefined || kind === undefined) return undefined;
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  const resource = group === undefined ? name : `${name}.${group}`;
  return { resource, apiVersion, kind, isNamespaced: isNamespaced === 'true' };
}

function* problemsOf({ failure }: ToolOutcome, command: string): Generator<InputProblem> {
  for (const line of failure?.split('\n') ?? []) yield problem('NG001', CLUSTER, `kubectl ${command}: ${line}`);
}

/**
 * One object as `kubectl get -o json` prints it, under the name of the command that does: there line and column are to be found.
 */
function objectOf(value: unknown, resources: ReadonlyMap<string, string>): InputFile {
  const metadata = fieldAt(value, 'metadata');
  const kind = `${textAt(value, 'apiVersion') ?? ''} ${textAt(value, 'kind') ?? ''}`;
  const namespace = textAt(metadata, 'namespace');
  const words = [
    resources.get(kind) ?? textAt(value, 'kind') ?? '',
    textAt(metadata, 'name') ?? '',
    ...(namespace === undefined ? [] : ['-n', namespace]),
  ];
  return {
    type: 'file',
    file: `<kubectl get ${words.join(' ')} -o json>`,
    content: keptContent(Buffer.from(JSON.stringify(value, undefined, 4))),
  };
}

/** The objects of a list, or the one that was asked for by name; undefined for what is no JSON. */
function itemsOf(output: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(output);
    const items = fieldAt(value, 'items');
    if (Array.isArray(items)) return Array.from<unknown>(items);
    return fieldAt(value, 'metadata') === undefined ? undefined : [value];
  } catch {
    return undefined;
  }
}

/** The lists to ask for. Namespaces besides the only one are left out: as without a pod in the input, they would look empty. */
function listsOf(served: readonly Served[], { namespace }: LiveRequest): (readonly string[])[] {
  const resources = served.map(({ resource }) => resource);
  if (namespace === undefined) return resources.length === 0 ? [] : [[resources.join(','), '--all-namespaces']];
  const others = resources.filter((resource) => resource !== 'namespaces');
  return [
    ...(others.length === 0 ? [] : [[others.join(','), `--namespace=${namespace}`]]),
    ...(others.length === resources.length ? [] : [['namespaces', namespace]]),
  ];
}

/**
 * Reads the objects of a cluster by `kubectl get`, with the rights, contexts and plugins of whoever runs it. Which kinds the
 * cluster serves is asked first, so that none is missed and none that it lacks is an error.
 */
export function* readLive(
  request: LiveRequest,
  { cwd, env, limits = LIMITS }: RenderOptions,
): Generator<InputFile | InputProblem | InputNote> {
  const program = findProgram('kubectl', env);
  if (program === undefined) throw new NetgraphError('--live needs kubectl, which is not installed');
  const { context, namespace } = request;
  const kubectl = (...args: readonly string[]): ToolOutcome =>
    runTool({
      program,
      args: [...args, '--request-timeout=60s', ...(context === undefined ? [] : [`--context=${context}`])],
      cwd,
      env,
      limits,
    });

  const listed = kubectl('api-resources', '--verbs=list', '--no-headers');
  yield* problemsOf(listed, 'api-resources');
  const served = listed.output
    .split('\n')
    .map(servedOf)
    .filter((each) => each !== undefined)
    .filter(({ apiVersion, kind }) => request.wants(apiVersion, kind));
  const resources = new Map(served.map(({ apiVersion, kind, resource }) => [`${apiVersion} ${kind}`, resource]));
  for (const list of listsOf(served, request)) {
    const found = kubectl('get', ...list, '--output=json');
    yield* problemsOf(found, 'get');
    const items = itemsOf(found.output);
    if (items === undefined && found.failure === undefined)
      yield problem('NG001', CLUSTER, 'kubectl get: its output holds no objects');
    for (const item of items ?? []) yield objectOf(item, resources);
  }
  if (namespace !== undefined)
    yield note(CLUSTER, `only namespace ${namespace} was read: what runs in others is not shown; -A reads them all`);
}
