import type { Analysis } from './analysis.ts';
import { buildCluster, type ClusterOptions } from './cluster/index.ts';
import { byKeys } from './model/order.ts';
import { once } from './model/remember.ts';
import { type EnterPhase, unmeasured } from './model/phase.ts';
import { PROBLEM_RULES, type Problem } from './model/problem.ts';
import { withSources } from './model/rendered.ts';
import { compilePolicies } from './policy/index.ts';
import type { KnownFinding, RuleChoices } from './findings/index.ts';
import { judge, judgeProblems } from './judge.ts';
import type { ConfiguredIgnore } from './model/ignore.ts';
import { collectAssumptions } from './reach/assumptions.ts';
import { computeReachability } from './reach/index.ts';
import { type ServiceOptions, serviceOverview } from './services/index.ts';
import { DEFAULT_INPUT_LIMITS, type Exclude, type InputLimits, readInputs } from './io/index.ts';
import { type Input, type ReadResources, readResources } from './read-resources.ts';
import type { Resource } from './manifest/resource.ts';
import type { Content, Limits, YamlDocument } from './yaml/index.ts';
import { DEFAULT_SETTINGS, RULES, type RuleContext, type RuleSettings, runRules } from './rules/index.ts';
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
  const choices: RuleChoices = options.rules ?? new Map();
  const isOn = (rule: string): boolean => choices.get(rule) !== 'off';
  const found = inOrder([...read.problems, ...cluster.problems, ...nothingToAnalyze(read)]);
  // What was not read cannot be chosen away.
  const problems = withSources(
    found.filter(({ rule }) => PROBLEM_RULES[rule].incomplete || isOn(rule)),
    read.rendered,
  );
  onPhase('render');
  const ended = cluster.endedPods === 0 ? [] : [`${cluster.endedPods} pods have ended and take no part`];
  // Worked out when somebody reads them: not every report does.
  const summary = once(() => summarize(reachability));
  const assumptions = once(() => [...collectAssumptions(reachability), ...overview.assumptions]);
  const settings = { ...DEFAULT_SETTINGS, podBlocks: cluster.podBlocks, ...options.settings };
  const context: RuleContext = { cluster, tiers, reachability, overview, settings };
  const { today, baseline, suppressions = [] } = options;
  const choice = { choices, ignores: [...read.ignores, ...suppressions], ...(today === undefined ? {} : { today }) };
  const told = once(() => judgeProblems(problems, choice));
  const judgement = once(() => {
    onPhase('rules');
    const active = RULES.filter(({ id }) => isOn(id));
    const judged = judge(runRules(active, context), problems, { ...choice, ...(baseline && { baseline }) });
    onPhase('render');
    return judged;
  });
  const findings = once(() => withSources(judgement().findings, read.rendered));
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
    get told() {
      return told();
    },
    get findings() {
      return findings();
    },
    get baseline() {
      return judgement().baseline;
    },
    incomplete: problems.some(({ rule }) => PROBLEM_RULES[rule].incomplete),
  };
}

/** What to analyze: files and folders (with texts that a renderer made), texts, or objects that somebody parsed. */
export type AnalyzeInput =
  | { readonly paths: readonly string[]; readonly rendered?: readonly Input[] }
  | { readonly texts: readonly { readonly file: string; readonly text: string }[] }
  | { readonly documents: readonly unknown[] };

export interface AnalyzeOptions extends ClusterOptions, ServiceOptions {
  /** The namespace of objects that name none; by default `default`. */
  readonly defaultNamespace?: string;
  /** What findings take to be so of the cluster beyond its manifests. */
  readonly settings?: Partial<RuleSettings>;
  /** Another severity for a rule, by its id, or `off`: then it does not run. */
  readonly rules?: RuleChoices;
  /** What is not to count, besides what manifests say of themselves. */
  readonly suppressions?: readonly ConfiguredIgnore[];
  /** The day, as `2026-11-25`, that the ends of suppressions are compared with; without it none ends. */
  readonly today?: string;
  /** Findings that were there before: what they hold is marked, and what has gone is told. */
  readonly baseline?: readonly KnownFinding[];
  /** What is not to be read below a folder, as lines of `.gitignore` written in that folder. */
  readonly exclude?: Exclude;
  /** The folder that relative paths start at, and that files are named relative to; by default the working directory. */
  readonly cwd?: string;
  /** Reads standard input for the path `-`. */
  readonly stdin?: () => string | Uint8Array;
  readonly onProgress?: (done: { readonly files: number; readonly documents: number }) => void;
  /** Sees what is read of each file, for whoever wants to show lines of it. */
  readonly onContent?: (file: string, content: Content) => void;
  /** Told when more than a few files have been found, before any is read. */
  readonly onMany?: () => void;
  /** Told when all of the input has been read. */
  readonly onRead?: () => void;
  readonly inputLimits?: InputLimits;
  readonly limits?: Limits;
  /** `slow` leaves all documents to js-yaml; the outcome is the same. */
  readonly reader?: 'fast' | 'slow';
  /** Finds syntax errors in what is not used, too. */
  readonly strictYaml?: boolean;
  /** `overview.wanted` will be asked for: then settings are read with the rest, which is quicker than to read manifests once more. */
  readonly asksWanted?: boolean;
  /** Told of each document that the fast reader leaves to the slow one. */
  readonly onHandedOver?: () => void;
  /** Told when a step of the analysis begins; of what is worked out on demand, all but rules counts to whoever asks. */
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

function* chain<Item>(...all: readonly Iterable<Item>[]): Generator<Item> {
  for (const items of all) yield* items;
}

function inputsOf(input: AnalyzeInput, options: AnalyzeOptions): Iterable<Input> {
  if ('texts' in input) return input.texts.map(({ file, text }) => ({ type: 'file', file, content: text }));
  if ('documents' in input)
    return input.documents.map((value, index) => ({ type: 'document', document: positionless(value, index) }));
  const read = readInputs(input.paths, {
    limits: options.inputLimits ?? DEFAULT_INPUT_LIMITS,
    onMany: options.onMany,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    ...(options.exclude === undefined ? {} : { exclude: options.exclude }),
  });
  const { rendered = [] } = input;
  return rendered.length === 0 ? read : chain(read, rendered);
}

/**
 * Reads manifests and works out who can talk to whom. Never throws for what is wrong in the input: that is in `problems`.
 */
export function analyze(input: AnalyzeInput, options: AnalyzeOptions = {}): Analysis {
  const read = readResources(inputsOf(input, options), {
    ...options,
    defaultNamespace: options.defaultNamespace ?? 'default',
    settings: options.asksWanted === true ? 'now' : 'later',
  });
  options.onRead?.();
  return analyzeResources(read, options);
}
