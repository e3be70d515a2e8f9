import type { Analysis } from './analysis.ts';
import { buildCluster, type ProxyOptions } from './cluster/index.ts';
import { byKeys } from './model/order.ts';
import { once } from './model/remember.ts';
import { type EnterPhase, unmeasured } from './model/phase.ts';
import { PROBLEM_RULES, type Problem } from './model/problem.ts';
import { compilePolicies } from './policy/index.ts';
import { collectAssumptions } from './reach/assumptions.ts';
import { computeReachability } from './reach/index.ts';
import { type ServiceOptions, serviceOverview } from './services/index.ts';
import { DEFAULT_INPUT_LIMITS, type InputLimits, readInputs } from './io/index.ts';
import { type Input, type ReadResources, readResources } from './read-resources.ts';
import type { Resource } from './manifest/resource.ts';
import type { Limits, YamlDocument } from './yaml/index.ts';
import { summarize } from './summary.ts';

const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort(
    byKeys(
      ({ location }) => location?.file ?? '',
      ({ location }) => location?.line ?? 0,
      ({ location }) => location?.column ?? 0,
      ({ rule }) => rule,
      ({ message }) => message,
    ),
  );

/** What says something only beside others. */
const BACKGROUND: ReadonlySet<Resource['type']> = new Set([
  'namespace',
  'node',
  'service-endpoints',
  'config-map',
  'ingress-class',
  'gateway-class',
  'reference-grant',
]);

/** Nothing that takes part was found: a clean result would claim what nobody looked at. */
function nothingToAnalyze({ resources, problems }: ReadResources): Problem[] {
  const takesPart = resources.some(({ type }) => !BACKGROUND.has(type));
  if (takesPart || problems.some(({ rule }) => rule !== 'NG003' && PROBLEM_RULES[rule].incomplete)) return [];
  return [{ rule: 'NG011', message: 'no workload, Service, route or policy in the input' }];
}

/** Resources → everything netgraph says: the way of the data, one step a line. */
function analyzeResources(read: ReadResources, options: AnalyzeOptions): Analysis {
  const { onPhase = unmeasured } = options;
  onPhase('cluster');
  const cluster = buildCluster(read.resources, options);
  onPhase('solve');
  const tiers = compilePolicies(cluster);
  const reachability = computeReachability(cluster, tiers);
  onPhase('services');
  const overview = serviceOverview(reachability, options);
  const problems = inOrder([...read.problems, ...cluster.problems, ...nothingToAnalyze(read)]);
  onPhase('render');
  const ended = cluster.endedPods === 0 ? [] : [`${cluster.endedPods} pods have ended and take no part`];
  // Worked out when somebody reads them: not every report does.
  const summary = once(() => summarize(reachability));
  const assumptions = once(() => [...collectAssumptions(reachability), ...overview.assumptions]);
  return {
    reachability,
    input: { ...read.input, notes: [...read.input.notes, ...ended] },
    overview,
    get summary() {
      return summary();
    },
    get assumptions() {
      return assumptions();
    },
    problems,
    incomplete: problems.some(({ rule }) => PROBLEM_RULES[rule].incomplete),
  };
}

/** What to analyze: files and folders, texts, or objects that somebody parsed. */
export type AnalyzeInput =
  | { readonly paths: readonly string[] }
  | { readonly texts: readonly { readonly file: string; readonly text: string }[] }
  | { readonly documents: readonly unknown[] };

export interface AnalyzeOptions extends ProxyOptions, ServiceOptions {
  /** The namespace of objects that name none; by default `default`. */
  readonly defaultNamespace?: string;
  /** The folder that relative paths start at, and that files are named relative to; by default the working directory. */
  readonly cwd?: string;
  /** Reads standard input for the path `-`. */
  readonly stdin?: () => string | Uint8Array;
  readonly onProgress?: (done: { readonly files: number; readonly documents: number }) => void;
  readonly inputLimits?: InputLimits;
  readonly limits?: Limits;
  /** `slow` leaves all documents to js-yaml; the outcome is the same. */
  readonly reader?: 'fast' | 'slow';
  /** Finds syntax errors in what is not used, too. */
  readonly strictYaml?: boolean;
  /** Told of each document that the fast reader leaves to the slow one. */
  readonly onHandedOver?: () => void;
  /** Told when a step of the analysis begins; what is worked out on demand counts to whoever asks. */
  readonly onPhase?: EnterPhase;
}

/** Objects have no text to point into: a place is the number of the object. */
function positionless(value: unknown, index: number): YamlDocument {
  const location = { file: 'documents', line: index + 1, column: 1 };
  const origin = {
    file: location.file,
    locate: () => location,
    locateValue: () => location,
    locateText: () => location,
  };
  return { value, origin, comments: () => [] };
}

function inputsOf(input: AnalyzeInput, options: AnalyzeOptions): Iterable<Input> {
  if ('texts' in input) return input.texts.map(({ file, text }) => ({ type: 'file', file, content: text }));
  if ('documents' in input)
    return input.documents.map((value, index) => ({ type: 'document', document: positionless(value, index) }));
  return readInputs(input.paths, {
    limits: options.inputLimits ?? DEFAULT_INPUT_LIMITS,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
  });
}

/**
 * Reads manifests and works out who can talk to whom. Never throws for what is wrong in the input: that is in `problems`.
 */
export function analyze(input: AnalyzeInput, options: AnalyzeOptions = {}): Analysis {
  const read = readResources(inputsOf(input, options), {
    ...options,
    defaultNamespace: options.defaultNamespace ?? 'default',
  });
  return analyzeResources(read, options);
}
