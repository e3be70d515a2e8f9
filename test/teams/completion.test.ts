import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtCommands } from './built.ts';
import { folderWith, itWith, run } from './programs.ts';

const complete = async (...line: string[]): Promise<string[]> =>
  (await run(['__complete', ...line], '.')).stdout.trim().split('\n');

const wordsOf = (lines: readonly string[]): string[] => lines.map((line) => line.split('\t')[0] ?? '');

describe('what may stand at the end of a line', () => {
  it.each<[line: string[], lines: string[]]>([
    [['li'], ['list', ':4']],
    [
      ['analyze', '--fail'],
      ['--fail-on', ':4'],
    ],
    [
      ['analyze', '--fail-on', ''],
      ['error', 'warning', 'info', 'never', ':4'],
    ],
    [
      ['analyze', '--fail-on', 'w'],
      ['warning', ':4'],
    ],
    [
      ['analyze', '--fail-on=w'],
      ['--fail-on=warning', ':4'],
    ],
    [
      ['analyze', '--fail-on', '='],
      ['error', 'warning', 'info', 'never', ':4'],
    ],
    [
      ['analyze', '--fail-on', '=', 'w'],
      ['warning', ':4'],
    ],
    [
      ['list', '-o', 'j'],
      ['json', 'jsonl', ':4'],
    ],
    [
      ['list', '--by', ''],
      ['workload', 'namespace', ':4'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', 'powershell', ':4'],
    ],
    [['analyze', 'a'], [':0']],
    [['analyze', '--kustomize', ''], [':0']],
    [['analyze', '--kustomize=over'], [':0']],
    [['analyze', '--no-such=x'], [':0']],
    [['analyze', '--', '--fail'], [':0']],
    [
      ['list', '-o', 'json', '--from', 'x', '--he'],
      ['--helm', '--helm-release', '--help', ':4'],
    ],
    [['--ver'], ['--version', ':4']],
  ])('%j → %j', async (line, lines) => {
    expect(wordsOf(await complete(...line))).toEqual(lines);
  });

  it.each(['', "''"])('are the commands after %j', async (word) => {
    const lines = wordsOf(await complete(word));
    expect(lines).toEqual(expect.arrayContaining(['analyze', 'list', 'query', 'resolve', 'services', 'completion']));
    expect(lines.at(-1)).toBe(':4');
  });

  it('has a description for every command and option', async () => {
    for (const line of [[''], ['analyze', '--'], ['resolve', '-']])
      for (const each of (await complete(...line)).slice(0, -1)) expect(each).toMatch(/^\S+\t\S/);
  });
});

describe('netgraph completion', () => {
  const built = builtCommands();
  const env = () => ({ PATH: `${built.path}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folderWith() });
  const scriptOf = async (shell: string): Promise<string> => (await run(['completion', shell], '.')).stdout;

  it('knows its shells', async () => {
    expect((await run(['completion', 'tcsh'], '.')).code).toBe(2);
    expect((await run(['completion'], '.')).code).toBe(2);
    expect(await scriptOf('powershell')).toContain('Register-ArgumentCompleter');
  });

  itWith('bash', 'real bash: completes commands, options, values and files', async (bash) => {
    const script = await scriptOf('bash');
    const completed = (line: readonly string[]): string => {
      const asked = `compopt() { echo "$*"; }; ${script}
COMP_WORDS=(netgraph "$@"); COMP_CWORD=$#; _netgraph; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p netgraph`;
      return execFileSync(bash, ['--noprofile', '--norc', '-c', asked, 'bash', ...line], {
        encoding: 'utf8',
        env: env(),
      });
    };
    const registered = 'complete -F _netgraph netgraph\n';
    expect(completed(['se'])).toBe(`+o default\nservices\n${registered}`);
    expect(completed(['analyze', '--fail-on', '=', 'w'])).toBe(`+o default\nwarning\n${registered}`);
    expect(completed(['analyze', 'sam'])).toBe(`-o default\n\n${registered}`);
    expect(completed(['analyze', '$(touch x)', '`id`', ''])).toBe(`-o default\n\n${registered}`);
  });

  itWith('zsh', 'real zsh: completes commands, options, values and files', async (zsh) => {
    const script = await scriptOf('zsh');
    const completed = (line: readonly string[]): string => {
      const asked = `compdef() { print -r -- "compdef $*"; }; _files() { print files; }; _describe() { print -rl -- "\${(@P)2}"; }
${script}
words=(netgraph "$@"); CURRENT=$#words; _netgraph`;
      return execFileSync(zsh, ['-f', '-c', asked, 'zsh', ...line], { encoding: 'utf8', env: env() });
    };
    const registered = 'compdef _netgraph netgraph\n';
    expect(completed(['se'])).toBe(`${registered}services:who reaches which Service\n`);
    expect(completed(['list', '--by', ''])).toBe(`${registered}workload\nnamespace\n`);
    expect(completed(['analyze', ''])).toBe(`${registered}files\n`);
  });

  itWith('fish', 'real fish: completes commands, options, values and files', async (fish) => {
    const script = await scriptOf('fish');
    const cwd = folderWith({ 'shop.yaml': '' });
    const completed = (line: string): string =>
      execFileSync(fish, ['--no-config', '-c', `${script}\ncomplete -C '${line}'`], {
        encoding: 'utf8',
        env: env(),
        cwd,
      });
    expect(completed('netgraph se')).toBe('services\twho reaches which Service\n');
    expect(completed('netgraph list --by ')).toBe('namespace\nworkload\n');
    expect(completed('netgraph analyze sh')).toContain('shop.yaml');
  });

  itWith('kubectl', 'real kubectl: runs the plugin, and completes it', (kubectl) => {
    const path = `${built.path}:${dirname(kubectl)}:${dirname(process.execPath)}:/usr/bin:/bin`;
    const kube = (...args: string[]): string =>
      execFileSync(kubectl, args, {
        encoding: 'utf8',
        env: { ...env(), PATH: path },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    expect(kube('netgraph', '--help')).toMatch(/^Usage: kubectl netgraph /);
    expect(kube('__complete', 'netgraph', 'analyze', '--fail-on', 'w')).toBe('warning\n:4\n');
  });

  it('is asked for by a name of its own only as a plugin', async () => {
    expect((await run(['--help'], '.')).stdout).toMatch(/^Usage: netgraph /);
    const node = process.execPath;
    expect(execFileSync(node, [`${built.path}/netgraph`, '--help'], { encoding: 'utf8' })).toMatch(/^Usage: netgraph /);
  });
});
