/** What is measured: corpora, programs, shapes of the solver, and the ratios and peaks of memory that are aimed at. */

/** Written to disk, each by one call of `writeCorpus`. */
export const CORPORA = {
  repo: ['repo', { files: 'many' }],
  'repo-one': ['repo', {}],
  routed: ['repo', { routes: true }],
  matrix: ['matrix', {}],
  dump: ['dump', {}],
  'dump-list': ['dump', { files: 'list' }],
  'dump-json': ['dump', { files: 'json' }],
  profile: ['profile', {}],
  tiers: ['tiers', {}],
  crowd: ['crowd', {}],
  apart: ['apart', {}],
  scale: ['scale', {}],
  pods: ['pods', { pods: 100_000, templates: 2_000, policies: 10_000, owned: true }],
  live: ['dump', { pods: 100_000, settings: 36 }],
};

/** Whole programs. `corpus` is read by netgraph and, unless `yardstick` names another, by the yardstick too. */
export const PROGRAMS = [
  { part: 'bare', name: 'js-yaml `loadAll`, 10,000 files', corpus: 'repo', yardstick: 'repo-one', bare: true },
  {
    part: 'analyze',
    name: '`analyze -q --rule all=off`, 10,000 documents in one file: no rules',
    corpus: 'repo-one',
    args: ['analyze', '-q', '--rule', 'all=off'],
    goal: 0.6,
  },
  {
    part: 'analyze',
    name: '`analyze -q`, the same with all rules',
    corpus: 'repo-one',
    args: ['analyze', '-q'],
    goal: 1,
  },
  {
    part: 'analyze',
    name: '`list` by namespace, the same: who may reach whom',
    corpus: 'repo-one',
    args: ['list', '-q', '--by', 'namespace'],
    output: 'json',
    // No goal, and as many pairs as those beside it.
    near: 0.6,
  },
  {
    part: 'report',
    name: '`analyze --rule all=off`, the same: the report for people, no rules',
    corpus: 'repo-one',
    args: ['analyze', '--rule', 'all=off'],
  },
  { part: 'report', name: '`analyze`, the same: the report with all rules', corpus: 'repo-one', args: ['analyze'] },
  {
    part: 'analyze',
    // Files may cost 0.2 Y more than one does.
    name: '`analyze -q`, the same in 10,000 files',
    corpus: 'repo',
    yardstick: 'repo-one',
    args: ['analyze', '-q'],
    goal: 1.2,
  },
  {
    part: 'services',
    name: '`list` by namespace, with routes and settings: no rules',
    corpus: 'routed',
    args: ['list', '-q', '--by', 'namespace'],
    output: 'json',
  },
  { part: 'services', name: '`analyze -q`, the same with all rules', corpus: 'routed', args: ['analyze', '-q'] },
  {
    part: 'services',
    name: '`services -o json`, the same',
    corpus: 'routed',
    args: ['services', '-q'],
    output: 'json',
  },
  {
    part: 'list',
    name: '`list -o json`, 2,000 workloads × 10,000 policies',
    corpus: 'matrix',
    yardstick: 'repo-one',
    args: ['list', '-q'],
    output: 'json',
    goal: 1,
    goalMb: 250,
  },
  { part: 'dump', name: '`analyze -q`, 20,000 running pods as YAML', corpus: 'dump', args: ['analyze', '-q'] },
  { part: 'dump', name: 'the same as `kind: List`', corpus: 'dump-list', yardstick: 'dump', args: ['analyze', '-q'] },
  { part: 'dump', name: 'the same as JSON', corpus: 'dump-json', yardstick: 'dump', args: ['analyze', '-q'] },
  {
    part: 'large',
    name: '`analyze`, the report: 5,413 pods, 604 namespaces, 13,678 policies',
    corpus: 'profile',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'large',
    name: '`analyze`, the report: 100,000 pods of 2,000 templates × 10,000 policies',
    corpus: 'pods',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'large',
    name: '`analyze`, the report: 100 admin policies of 50 rules over 2,000 workloads',
    corpus: 'tiers',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'large',
    name: '`analyze`, the report: 10,000 policies that select all of 10,000 pods',
    corpus: 'crowd',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'large',
    name: '`analyze`, the report: 500 policies, each for all but one of 500 pods',
    corpus: 'apart',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'large',
    name: '`analyze`, the report: medium scale profile, 10,000 workloads',
    corpus: 'scale',
    yardstick: 'repo-one',
    args: ['analyze'],
  },
  {
    part: 'live',
    name: '`analyze -q`, 100,000 running pods as YAML',
    corpus: 'live',
    yardstick: 'repo-one',
    args: ['analyze', '-q'],
    goalMb: 400,
    goalRate: 100,
  },
];

/** What takes long and much room on disk is measured when it is asked for. */
export const ON_DEMAND = new Set(['live']);

/** The machine that goals in milliseconds were set on takes so many for Y of the 10,000 documents. */
export const REFERENCE_Y_MS = 552;

/** Runs of a moment: `goal` is CPU time in milliseconds above that of `node -e 0`, on that machine. */
export const SMALL_RUNS = [
  { part: 'start', name: '`--version`', args: ['--version'], goal: 12 },
  { part: 'start', name: '`analyze` of a folder of 10 manifests', args: ['analyze'], isOfFolder: true, goal: 35 },
];

const PODS = { pods: 100_000, templates: 2_000, policies: 10_000 };

/** Shapes that the solver alone is measured on. */
export const SOLVED = [
  {
    part: 'solve',
    name: '100,000 pods of 2,000 templates × 10,000 policies',
    shape: 'pods',
    options: { ...PODS, owned: true },
    goal: 0.5,
  },
  { part: 'solve', name: 'the same pods without owners', shape: 'pods', options: PODS },
  { part: 'solve', name: 'profile: 5,413 pods, 604 namespaces, 13,678 policies', shape: 'profile', options: {} },
  { part: 'solve', name: '10,000 documents of manifests', shape: 'repo', options: {} },
  {
    part: 'hard',
    name: '10,000 distinct classes × 10,000 policies',
    shape: 'classes',
    options: { classes: 10_000, policies: 10_000 },
    goal: 2.5,
    goalMb: 400,
  },
  {
    part: 'hard',
    name: 'the same under one admin policy',
    shape: 'classes',
    options: { classes: 10_000, policies: 10_000, isOrdered: true },
  },
  {
    part: 'huge',
    name: '100,000 distinct classes × 10,000 policies',
    shape: 'classes',
    options: { classes: 100_000, policies: 10_000 },
    goal: 15,
    goalMb: 700,
  },
  { part: 'hard', name: 'every policy its own ports: 2,000 × 10,000', shape: 'ports', options: {} },
  { part: 'hard', name: 'named ports that differ everywhere: 2,000 × 2,000', shape: 'named', options: {} },
  { part: 'hard', name: '4,000 overlapping CIDRs of both families', shape: 'cidrs', options: {} },
  { part: 'hard', name: '100 admin policies of 50 rules over 2,000 workloads', shape: 'tiers', options: {} },
  { part: 'plugins', name: '25,000 namespaces, 100,000 pods, 75,000 policies', shape: 'spread', options: {} },
  { part: 'plugins', name: '10,000 policies that select all of 10,000 pods', shape: 'crowd', options: {} },
  { part: 'plugins', name: '10,000 pods with a policy each', shape: 'single', options: {} },
  { part: 'plugins', name: 'medium scale profile: 1,000 policies of 20 ports, 20 peers', shape: 'scale', options: {} },
];

/** The same shape at several sizes. */
export const GROWTH = [
  {
    name: 'distinct classes × 1,000 policies',
    shape: 'classes',
    size: 'classes',
    sizes: [1_000, 3_000, 10_000],
    options: { policies: 1_000 },
  },
  {
    name: 'policies on 2,000 workloads',
    shape: 'matrix',
    size: 'policies',
    sizes: [1_000, 3_000, 10_000],
    options: { workloads: 2_000 },
  },
];
