// What action.yml runs: checks the inputs, runs the built command without a shell, and hands its reports to GitHub.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLE = fileURLToPath(new URL('../dist/netgraph.cjs', import.meta.url));
const SEVERITIES = ['error', 'warning', 'info', 'never'];
const OLDEST_NODE = 20;

class WrongInput extends Error {}

const input = (name) => (process.env[`NETGRAPH_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').trim();

const lines = (name) =>
  input(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function oneLine(name) {
  const found = lines(name);
  if (found.length > 1) throw new WrongInput(`${name}: give one line`);
  return found[0];
}

function oneOf(name, allowed) {
  const value = input(name);
  if (!allowed.includes(value)) throw new WrongInput(`${name}: it is ${allowed.join(', ')}`);
  return value;
}

const isOn = (name) => oneOf(name, ['true', 'false']) === 'true';

/** An option with its value in one argument, so that no value is taken for an option. */
const option = (name, value) => (value === undefined ? [] : [`--${name}=${value}`]);

/** The arguments for netgraph, with the reports for GitHub in a folder of their own. */
function argumentsOf(folder) {
  const paths = lines('paths');
  if (paths.includes('-')) throw new WrongInput('paths: there is no standard input here');
  const isRendered = lines('kustomize').length > 0 || lines('helm').length > 0;
  return [
    'analyze',
    ...option('fail-on', oneOf('fail-on', SEVERITIES)),
    ...option('config', oneLine('config')),
    ...option('baseline', oneLine('baseline')),
    ...lines('kustomize').flatMap((each) => option('kustomize', each)),
    ...option('helm', oneLine('helm')),
    ...lines('values').flatMap((each) => option('values', each)),
    '--output=text',
    ...(isOn('annotations') ? option('output', `github=${join(folder, 'annotations')}`) : []),
    ...(isOn('summary') ? option('output', `md=${join(folder, 'summary')}`) : []),
    ...['sarif', 'markdown'].flatMap((name) => {
      const file = oneLine(`${name}-file`);
      return file === undefined ? [] : option('output', `${name === 'sarif' ? 'sarif' : 'md'}=${file}`);
    }),
    ...lines('args'),
    '--',
    // What is rendered is read instead of the default, the whole repository.
    ...(isRendered && paths.length === 1 && paths[0] === '.' ? [] : paths),
  ];
}

/** A message as a workflow command takes it. */
const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** Runs netgraph, which writes to the same output, so that nothing in its report is taken for a workflow command. */
function report(args) {
  const token = randomUUID();
  writeSync(1, `::stop-commands::${token}\n`);
  const { status } = spawnSync(process.execPath, [BUNDLE, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  writeSync(1, `\n::${token}::\n`);
  return status ?? 70;
}

function handOver(file, target) {
  if (existsSync(file) && target !== undefined && target !== '') appendFileSync(target, readFileSync(file));
}

function main() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new WrongInput(`netgraph needs Node ${OLDEST_NODE} or newer: put actions/setup-node before it`);
  if (!existsSync(BUNDLE)) throw new WrongInput('netgraph is not built here: use a release, such as @v0');
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'netgraph-'));
  try {
    const status = report(argumentsOf(folder));
    const annotations = join(folder, 'annotations');
    if (existsSync(annotations)) writeSync(1, readFileSync(annotations));
    handOver(join(folder, 'summary'), process.env.GITHUB_STEP_SUMMARY);
    const sarif = oneLine('sarif-file');
    const written = sarif !== undefined && existsSync(sarif) ? [`sarif-file=${sarif}\n`] : [];
    if (process.env.GITHUB_OUTPUT)
      appendFileSync(process.env.GITHUB_OUTPUT, [`exit-code=${status}\n`, ...written].join(''));
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof WrongInput)) throw error;
  console.log(`::error title=netgraph::${escaped(error.message)}`);
  process.exitCode = 2;
}
