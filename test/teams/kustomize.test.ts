import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith, itWith, run, standIns } from './programs.ts';

/** As Kustomize writes it, with `buildMetadata: [originAnnotations]`. */
const BUILT = `apiVersion: v1
kind: ConfigMap
metadata:
  annotations:
    config.kubernetes.io/origin: |
      configuredIn: kustomization.yaml
      configuredBy:
        apiVersion: builtin
        kind: ConfigMapGenerator
  name: settings
---
apiVersion: v1
kind: Service
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: ../base/web.yaml
  name: web
spec:
  ports:
  - port: 80
  selector:
    app: nobody
---
apiVersion: v1
kind: Service
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: other.yaml
      repo: https://git.example/repo
  name: foreign
spec:
  ports:
  - port: 80
  selector:
    app: nobody
---
apiVersion: v1
data:
  text: |
    config.kubernetes.io/origin: |
      path: ../base/web.yaml
kind: Service
metadata:
  name: unmarked
spec:
  ports:
  - port: 80
  selector:
    app: nobody
`;

const FILES = { 'overlay/kustomization.yaml': '', 'overlay/other.yaml': '', 'base/web.yaml': '' };

interface Report {
  readonly findings: readonly {
    readonly rule: string;
    readonly object: string;
    readonly location: { readonly file: string; readonly line: number };
    readonly related: readonly { readonly message: string; readonly location: object }[];
  }[];
  readonly problems: readonly { readonly message: string }[];
}

const selecting = (stdout: string): Report['findings'] =>
  (JSON.parse(stdout) as Report).findings.filter(({ rule }) => rule === 'NG201');

const printing = (text: string): string => `process.stdout.write(${JSON.stringify(text)});`;

describe('--kustomize', () => {
  it('places findings in the rendered text, and names the file that the object came from', async () => {
    const { path } = standIns({ kustomize: printing(BUILT) });
    const cwd = folderWith(FILES);
    const { code, stdout } = await run(['analyze', '--kustomize', 'overlay', '-o', 'json'], cwd, { PATH: path });
    expect(code).toBe(1);
    const found = selecting(stdout);
    expect(found.map(({ object, location }) => [object, location.file, location.line])).toEqual([
      ['default/web[Service]', '<rendered kustomize overlay>', 22],
      ['default/foreign[Service]', '<rendered kustomize overlay>', 36],
      ['default/unmarked[Service]', '<rendered kustomize overlay>', 50],
    ]);
    const sources = found.map(({ related }) => related.filter(({ message }) => message === 'rendered from this file'));
    expect(sources.map((places) => places.map(({ location }) => location))).toEqual([
      [{ file: 'base/web.yaml', line: 1, column: 1 }],
      [],
      [],
    ]);
  });

  it('runs the program without a shell, with nothing enabled and nothing to fetch by', async () => {
    const { path, calls } = standIns({ kustomize: printing(BUILT) });
    const folder = '$(touch hacked); "x';
    const cwd = folderWith({ [`${folder}/kustomization.yaml`]: '', '--enable-helm/kustomization.yaml': '' });
    const env = { PATH: path, HOME: '/home/somebody', AWS_SECRET_ACCESS_KEY: 'secret', GIT_ALLOW_PROTOCOL: 'https' };
    await run(['analyze', '--kustomize', folder, '--kustomize=--enable-helm'], cwd, env);
    expect(calls().map(({ args }) => args)).toEqual([
      ['build', '--', `./${folder}`],
      ['build', '--', './--enable-helm'],
    ]);
    expect(calls()[0]?.env).toMatchObject({
      PATH: path,
      HOME: '/home/somebody',
      GIT_ALLOW_PROTOCOL: 'none',
      HTTPS_PROXY: 'http://127.0.0.1:9',
      NO_PROXY: '',
    });
    expect(calls()[0]?.env).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
  });

  it('takes kubectl where there is no kustomize', async () => {
    const { path, calls } = standIns({ kubectl: printing(BUILT) });
    const { code } = await run(['list', '--kustomize', 'overlay'], folderWith(FILES), { PATH: path });
    expect([code, calls().map(({ args }) => args)]).toEqual([0, [['kustomize', '--', './overlay']]]);
  });

  it('ends with 2 where there is neither', async () => {
    const outcome = await run(['analyze', '--kustomize', 'overlay'], folderWith(FILES), { PATH: folderWith() });
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/^error: --kustomize needs kustomize or kubectl, .*\nhint: /);
  });

  it('never runs what a relative entry of PATH leads to', async () => {
    const { path } = standIns({ kustomize: printing(BUILT) });
    const { code } = await run(['analyze', '--kustomize', '.'], path, { PATH: '.:' });
    expect(code).toBe(2);
  });

  it.each([
    ['https://git.example/repo', 'there is no such file or folder'],
    ['missing', 'there is no such file or folder'],
    ['base/web.yaml', 'this is no folder'],
  ])('asks nobody for %s', async (folder, message) => {
    const { path, calls } = standIns({ kustomize: printing(BUILT) });
    const { code, stdout } = await run(['analyze', '--kustomize', folder], folderWith(FILES), { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain(message);
    expect(calls()).toEqual([]);
  });

  it('is incomplete when the program fails, in its words and without an absolute path', async () => {
    const script = "console.error('Warning: old\\nError: no ' + process.cwd() + '/base/x.yaml'); process.exitCode = 1;";
    const { path } = standIns({ kustomize: script });
    const cwd = folderWith(FILES);
    const { code, stdout } = await run(['analyze', '--kustomize', 'overlay'], cwd, { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain(
      'overlay:1:1 error NG001 file-unreadable: cannot be rendered: kustomize: Error: no base/x.yaml\n',
    );
  });

  it('joins what is rendered and what is read', async () => {
    const { path } = standIns({ kustomize: printing(BUILT) });
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: nobody}}\nspec: {containers: [{name: a, image: b}]}\n';
    const cwd = folderWith({ ...FILES, 'pods/p.yaml': pod });
    const { stdout } = await run(['analyze', 'pods', '--kustomize', 'overlay', '-o', 'json'], cwd, { PATH: path });
    expect(selecting(stdout)).toEqual([]);
  });

  for (const program of ['kustomize', 'kubectl'])
    itWith(program, `real ${program}: finds the source of what it renders, and fetches nothing`, async (real) => {
      const cwd = folderWith({
        'base/kustomization.yaml': 'resources: [web.yaml]\n',
        'base/web.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: nobody}, ports: [{port: 80}]}\n',
        'overlay/kustomization.yaml':
          'namespace: shop\nbuildMetadata: [originAnnotations]\nresources: [../base]\nconfigMapGenerator: [{name: c, literals: [A=b]}]\n',
        'git/kustomization.yaml': "resources: ['https://git.invalid/a/b//c?ref=main']\n",
        'file/kustomization.yaml': "resources: ['https://files.invalid/a.yaml']\n",
        'chart/kustomization.yaml': 'helmCharts: [{name: a, repo: https://charts.invalid}]\n',
      });
      // Only this program and git are found, so that kubectl is taken although kustomize is here.
      const { path } = standIns({ git: 'console.error("transport"); process.exitCode = 128;' });
      const link = standIns({}).path;
      symlinkSync(real, `${link}/${program}`);
      const env = { PATH: `${link}:${path}`, HOME: cwd };
      const { code, stdout } = await run(['analyze', '--kustomize', 'overlay', '-o', 'json'], cwd, env);
      expect(code).toBe(1);
      expect(selecting(stdout)).toMatchObject([
        {
          object: 'shop/web[Service]',
          location: { file: '<rendered kustomize overlay>' },
          related: [{ message: 'rendered from this file', location: { file: 'base/web.yaml' } }],
        },
      ]);
      for (const folder of ['git', 'file', 'chart']) {
        const outcome = await run(['analyze', '--kustomize', folder, '-o', 'json'], cwd, env);
        expect(outcome.code).toBe(3);
        expect((JSON.parse(outcome.stdout) as Report).problems[0]?.message).toMatch(/cannot be rendered: kustomize: /);
        expect(outcome.stdout).not.toContain(cwd);
      }
    });
});
