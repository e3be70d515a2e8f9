import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtCommands } from './built.ts';
import { folderWith, programHere } from './programs.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id?: string;
      readonly uses?: string;
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}

const root = join(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

/** Notes its arguments, writes what it is asked to write, and says something that looks like a command. */
const STAND_IN = `
const fs = require('node:fs');
const args = process.argv.slice(2);
fs.writeFileSync(process.env.SEEN, JSON.stringify(args));
for (const arg of args) {
  const [, format, file] = /^--output=(\\w+)=(.*)$/s.exec(arg) ?? [];
  if (file !== undefined) fs.writeFileSync(file, format === 'github' ? '::error file=a.yaml,line=1::wrong\\n' : '# ' + format + '\\n');
}
console.log('::error::from the report');
process.exitCode = 1;`;

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly args: readonly string[] | undefined;
  readonly cwd: string;
  readonly output: string;
  readonly summary: string;
}

/** Runs the steps as the runner does: inputs are put into `env`, and the script is given to bash. */
function runAction(
  inputs: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
  bundle?: string,
): Ran {
  const place = folderWith({ output: '', summary: '' });
  mkdirSync(join(place, 'action/dist'), { recursive: true });
  cpSync(join(root, 'scripts'), join(place, 'action/scripts'), { recursive: true });
  const command = join(place, 'action/dist/netgraph.cjs');
  if (bundle === undefined) writeFileSync(command, STAND_IN);
  else cpSync(bundle, command);
  const cwd = join(place, 'repository');
  mkdirSync(cwd);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  const [step] = steps;
  const value = (text: string): string =>
    text.replace(
      /\$\{\{ inputs\.([-\w]+) \}\}/g,
      (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
    );
  const env = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, text]) => [name, value(text)]));
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], {
    cwd,
    encoding: 'utf8',
    env: {
      ...env,
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      SEEN: join(place, 'seen'),
      RUNNER_TEMP: place,
      GITHUB_ACTION_PATH: join(place, 'action'),
      GITHUB_OUTPUT: join(place, 'output'),
      GITHUB_STEP_SUMMARY: join(place, 'summary'),
    },
  });
  const seen = join(place, 'seen');
  return {
    status,
    stdout,
    args: existsSync(seen) ? (JSON.parse(readFileSync(seen, 'utf8')) as string[]) : undefined,
    cwd,
    output: readFileSync(join(place, 'output'), 'utf8'),
    summary: readFileSync(join(place, 'summary'), 'utf8'),
  };
}

const WRONG =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: nobody}, ports: [{port: 80}]}\n';

const HOSTILE = [
  '$(touch hacked)',
  '`touch hacked`',
  '"; touch hacked; "',
  "'; touch hacked; '",
  '--help',
  '${{ x }}',
  '&& touch hacked',
  '| touch hacked',
  '*',
];

describe('action.yml', () => {
  it('uses no other action, and puts no input into a script', () => {
    expect(action.runs.using).toBe('composite');
    expect(steps.length).toBe(1);
    for (const step of steps) {
      expect(step.uses).toBeUndefined();
      expect(step.run).not.toContain('${{');
    }
  });

  it('hands every input over', () => {
    const handed = Object.values(steps[0]?.env ?? {});
    expect(handed).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
    for (const { value } of Object.values(action.outputs)) expect(value).toMatch(/^\$\{\{ steps\.netgraph\.outputs\./);
  });
});

describe.skipIf(programHere('bash') === undefined)('the step of the action (needs bash)', () => {
  it('reads the whole repository by default', () => {
    const { args, status, output, summary, stdout } = runAction();
    expect(args?.filter((arg) => !/=(?:github|md)=/.test(arg))).toEqual([
      'analyze',
      '--fail-on=error',
      '--output=text',
      '--',
      '.',
    ]);
    expect(status).toBe(1);
    expect(output).toBe('exit-code=1\n');
    expect(summary).toBe('# md\n');
    expect(stdout).toMatch(/\n::error file=a\.yaml,line=1::wrong\n$/);
  });

  it('lets nothing in the report be a command', () => {
    const { stdout } = runAction({ annotations: 'false' });
    expect(stdout).toMatch(/^::stop-commands::([-0-9a-f]+)\n::error::from the report\n\n::\1::\n$/);
  });

  it('passes each input as it is', () => {
    const { args, output } = runAction({
      paths: 'a b\n  c.yaml\n\n',
      kustomize: 'over lay',
      helm: 'chart',
      values: 'one.yaml\ntwo.yaml',
      'fail-on': 'warning',
      config: '.netgraph.yaml',
      baseline: 'known.json',
      'sarif-file': 'netgraph.sarif',
      'markdown-file': 'netgraph.md',
      annotations: 'false',
      summary: 'false',
      args: '--strict\n--cluster-domain=x y',
    });
    expect(args).toEqual([
      ...['analyze', '--fail-on=warning', '--config=.netgraph.yaml', '--baseline=known.json'],
      ...['--kustomize=over lay', '--helm=chart', '--values=one.yaml', '--values=two.yaml'],
      ...['--output=text', '--output=sarif=netgraph.sarif', '--output=md=netgraph.md'],
      ...['--strict', '--cluster-domain=x y', '--', 'a b', 'c.yaml'],
    ]);
    expect(output).toBe('exit-code=1\nsarif-file=netgraph.sarif\n');
  });

  it('reads what is rendered instead of the default', () => {
    expect(runAction({ helm: 'chart' }).args?.at(-1)).toBe('--');
    expect(runAction({ kustomize: 'overlay', paths: 'more' }).args?.slice(-2)).toEqual(['--', 'more']);
  });

  it.each(HOSTILE)('runs nothing of %j', (text) => {
    const inputs = { paths: text, kustomize: text, helm: text, values: text, config: text, baseline: text, args: text };
    const { args, cwd } = runAction({ ...inputs, annotations: 'false', summary: 'false' });
    expect(args).toEqual([
      ...['analyze', '--fail-on=error', `--config=${text}`, `--baseline=${text}`, `--kustomize=${text}`],
      ...[`--helm=${text}`, `--values=${text}`, '--output=text', text, '--', text],
    ]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it.each<[Record<string, string>, string]>([
    [{ 'fail-on': 'error$(touch hacked)' }, 'fail-on: it is error, warning, info, never'],
    [{ 'fail-on': '' }, 'fail-on: it is error, warning, info, never'],
    [{ summary: 'yes' }, 'summary: it is true, false'],
    [{ config: 'a\nb' }, 'config: give one line'],
    [{ 'sarif-file': 'a\nexit-code=0' }, 'sarif-file: give one line'],
    [{ paths: '-' }, 'paths: there is no standard input here'],
  ])('refuses %j', (inputs, message) => {
    const { status, stdout, args, cwd } = runAction(inputs);
    expect([status, stdout, args]).toEqual([2, `::error title=netgraph::${message}\n`, undefined]);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe.skipIf(programHere('bash') === undefined)('the action with the built command (needs bash)', () => {
  const built = builtCommands();

  it('writes SARIF, a summary, a comment and annotations', () => {
    const { cwd, output, status, stdout, summary } = runAction(
      { 'sarif-file': 'netgraph.sarif', 'markdown-file': 'netgraph.md', config: 'settings.yaml', paths: 'web.yaml' },
      { 'web.yaml': WRONG, 'settings.yaml': 'rules: {NG201: error}\n' },
      join(built.path, '../dist/netgraph.cjs'),
    );
    expect([status, output]).toEqual([1, 'exit-code=1\nsarif-file=netgraph.sarif\n']);
    const sarif = JSON.parse(readFileSync(join(cwd, 'netgraph.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
    expect(sarif.runs[0]?.results).toMatchObject([{ ruleId: 'NG201' }]);
    expect(readFileSync(join(cwd, 'netgraph.md'), 'utf8')).toMatch(/^<!-- netgraph/);
    expect(summary).toContain('NG201');
    expect(stdout).toMatch(/^::error file=web\.yaml,line=4[^\n]*NG201/m);
    expect(stdout).toContain('web.yaml:4:8');
  });

  it('passes the exit code on', () => {
    const bundle = join(built.path, '../dist/netgraph.cjs');
    expect(runAction({ 'fail-on': 'never' }, { 'web.yaml': WRONG }, bundle).status).toBe(0);
    expect(runAction({ paths: 'missing' }, {}, bundle)).toMatchObject({ status: 3, output: 'exit-code=3\n' });
    expect(runAction({ args: '--no-such-option' }, {}, bundle).status).toBe(2);
  });
});
