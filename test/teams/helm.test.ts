import { describe, expect, it } from 'vitest';
import { renderChart } from '../../src/io/index.ts';
import { folderWith, itWith, run, standIns } from './programs.ts';

const service = (name: string, app: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector:\n    app: ${app}\n  ports: [{port: 80}]\n`;

/** As Helm writes it: the name of the chart is not the name of its folder. */
const TEMPLATED = `---
# Source: shop/charts/db/templates/service.yaml
${service('db', 'nobody')}---
# Source: shop/templates/web.yaml
# Source: shop/templates/other.yaml
${service('web', 'nobody')}---
# Source: shop/../../outside.yaml
${service('far', 'nobody')}`;

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
  'chart/values.yaml': 'app: nobody\n',
  'chart/templates/web.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: {{ .Release.Namespace }}, labels: {release: {{ .Release.Name }}}}\nspec: {selector: {app: {{ .Values.app }}}, ports: [{port: 80}]}\n',
  'chart/templates/tests/probe.yaml':
    "apiVersion: v1\nkind: Pod\nmetadata: {name: probe, annotations: {'helm.sh/hook': test}}\nspec: {containers: [{name: a, image: b}]}\n",
  'values,one.yaml': 'app: somebody\n',
};

interface Report {
  readonly findings: readonly { readonly rule: string; readonly object: string; readonly related: object[] }[];
  readonly endpoints: readonly { readonly id: string }[];
}

const printing = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;

describe('--helm', () => {
  it('names the template that a finding was rendered from', async () => {
    const { path } = standIns({ helm: printing(TEMPLATED) });
    const cwd = folderWith({ ...CHART, 'chart/charts/db/templates/service.yaml': '', 'outside.yaml': '' });
    const { code, stdout } = await run(['analyze', '--helm', 'chart'], cwd, { PATH: path });
    expect(code).toBe(1);
    const lines = stdout.split('\n').filter((line) => /error NG201|rendered from/.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^<rendered helm chart>:8:3 error NG201 .* default\/db /),
      '  chart/charts/db/templates/service.yaml:1:1 rendered from this file',
      expect.stringMatching(/^<rendered helm chart>:19:3 error NG201 .* default\/web /),
      '  chart/templates/web.yaml:1:1 rendered from this file',
      expect.stringMatching(/^<rendered helm chart>:29:3 error NG201 .* default\/far /),
    ]);
    expect(stdout).not.toContain('outside.yaml');
  });

  it('passes values, release and namespace as they are, and nothing that fetches', async () => {
    const { path, calls } = standIns({ helm: printing(TEMPLATED) });
    const cwd = folderWith({ ...CHART, '-x$(id).yaml': '' });
    const words = ['list', '--helm', 'chart', '-f', 'values,one.yaml', '--values=-x$(id).yaml'];
    await run([...words, '--helm-release', 'a b', '-n', 'shop'], cwd, { PATH: path, HELM_PLUGINS: '/plugins' });
    expect(calls().map(({ args }) => args)).toEqual([
      [
        'template',
        '--skip-tests',
        '--values',
        '"./values,one.yaml"',
        '--values',
        '"./-x$(id).yaml"',
        '--namespace',
        'shop',
        '--',
        'a b',
        './chart',
      ],
    ]);
    expect(calls()[0]?.env).toMatchObject({ HELM_NO_PLUGINS: '1', GIT_ALLOW_PROTOCOL: 'none' });
    expect(calls()[0]?.env).not.toHaveProperty('HELM_PLUGINS');
  });

  it.each([
    ['a chart of a repository', ['--helm', 'repo/chart']],
    ['a chart elsewhere', ['--helm', 'oci://charts.example/shop']],
    ['values elsewhere', ['--helm', 'chart', '-f', 'https://values.example/a.yaml']],
  ])('does not ask for %s', async (_, words) => {
    const { path, calls } = standIns({ helm: printing(TEMPLATED) });
    const { code, stdout } = await run(['analyze', ...words], folderWith(CHART), { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain('error NG001 file-unreadable: cannot be read: there is no such file or folder');
    expect(calls()).toEqual([]);
  });

  it.each([
    [['--values', 'values.yaml', '.'], 'error: --values and --helm-release go with --helm\n'],
    [['--helm-release', 'x', '.'], 'error: --values and --helm-release go with --helm\n'],
    [['--helm', 'a', '--helm', 'b'], 'error: --helm is given twice\n'],
    [['--helm', 'chart'], 'error: --helm needs helm, which is not installed\n'],
    [[], 'error: there is nothing to read\n'],
  ])('is wrong usage: analyze %j', async (words, message) => {
    const { code, stderr } = await run(['analyze', ...words], folderWith(CHART), { PATH: folderWith() });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('is stopped when it takes too long or says too much', () => {
    const cwd = folderWith(CHART);
    const request = { chart: 'chart', values: [] };
    const endless = standIns({ helm: 'setInterval(() => {}, 1000);' });
    const loud = standIns({ helm: "process.stdout.write('a: b\\n'.repeat(100000));" });
    const messageOf = (path: string, milliseconds: number): string => {
      const outcome = renderChart(request, { cwd, env: { PATH: path }, limits: { milliseconds, bytes: 1000 } });
      return outcome.type === 'problem' ? outcome.problem.message : outcome.type;
    };
    expect(messageOf(endless.path, 500)).toBe('cannot be rendered: helm: stopped after 0.5 s');
    expect(messageOf(loud.path, 30_000)).toBe('cannot be rendered: helm: stopped at more than 1000 bytes of output');
  });

  it('tells the exit code of a program that says nothing', async () => {
    const { path } = standIns({ helm: 'process.exitCode = 7;' });
    const { stdout } = await run(['analyze', '--helm', 'chart'], folderWith(CHART), { PATH: path });
    expect(stdout).toContain('cannot be rendered: helm: ended with exit code 7\n');
  });

  itWith('helm', 'real helm: values, release, namespace and the source of each object', async () => {
    const cwd = folderWith({
      ...CHART,
      'chart2/Chart.yaml':
        'apiVersion: v2\nname: b\nversion: 0.1.0\ndependencies: [{name: a, version: 1.0.0, repository: "https://charts.invalid"}]\n',
    });
    const env = { PATH: process.env['PATH'], HOME: cwd };
    const analyzed = async (...words: string[]): Promise<Report> =>
      JSON.parse((await run(['analyze', '-o', 'json', ...words], cwd, env)).stdout) as Report;

    const own = await analyzed('--helm', 'chart', '--helm-release', 'blue', '-n', 'shop');
    expect(own.findings.filter(({ rule }) => rule === 'NG201')).toMatchObject([
      {
        object: 'shop/web[Service]',
        related: [{ location: { file: 'chart/templates/web.yaml', line: 1, column: 1 } }],
      },
    ]);
    expect(own.endpoints.map(({ id }) => id)).not.toContain('shop/probe[Pod]');

    const changed = await run(['analyze', '--helm', 'chart', '-f', 'values,one.yaml'], cwd, env);
    expect(changed.code).toBe(1);
    const missing = await run(['analyze', '--helm', 'chart2'], cwd, env);
    expect([missing.code, missing.stdout]).toEqual([3, expect.stringContaining('cannot be rendered: helm: Error: ')]);
  });
});
