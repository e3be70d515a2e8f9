import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { changesOf, objections } from '../../scripts/release.mjs';
import { folderWith, itWith, programHere } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const VERSION = '9.8.7';
const TAG = `v${VERSION}`;
const COPIED = [
  ...['.gitignore', '.npmrc', '.pre-commit-hooks.yaml', 'LICENSE', 'README.md', 'action.yml'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
  ...['bin', 'docs/rules', 'samples', 'schemas', 'scripts', 'src'],
];

const WRONG =
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: nobody}, ports: [{port: 80}]}\n';

let folder = '';
let repository = '';
let released = '';

/** Nobody's own settings, signatures and hooks. */
const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

const inRepository = (program: string, ...args: string[]): string =>
  execFileSync(program, args, {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, ...gitEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** The project as it stands, in a repository of its own, at a version that can be released. */
function copyProject(): void {
  for (const path of COPIED) cpSync(join(root, path), join(repository, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(repository, 'node_modules'));
  for (const file of ['package.json', 'package-lock.json']) {
    const text = readFileSync(join(root, file), 'utf8');
    writeFileSync(join(repository, file), text.replace(/"version": "[^"]+"/, `"version": "${VERSION}"`));
  }
  const changes = '# Changelog\n\n## Unreleased\n\n- later\n\n## 9.8.7\n\n### Added\n\n- all\n\n## 1.0.0\n\n- old\n';
  writeFileSync(join(repository, 'CHANGELOG.md'), changes);
  inRepository('git', 'init', '--quiet', '--initial-branch=main');
  writeFileSync(join(repository, '.git/info/exclude'), 'node_modules\n');
  inRepository('git', 'add', '.');
  inRepository('git', 'commit', '--quiet', '--message', 'all');
}

const release = (...args: string[]): { readonly status: number | null; readonly text: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/release.mjs', ...args], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, ...gitEnvironment },
  });
  return { status, text: stdout + stderr };
};

describe('what speaks against a release', () => {
  const manifest = { version: '1.2.3', scripts: { build: 'x' } };
  const changelog = '# Changelog\n\n## Unreleased\n\n## 1.2.3\n\n- all\n\n## 1.2.2\n';
  const clean = (): string => '';

  it('is nothing, when all is well', () => {
    expect(objections(manifest, '1.2.3', changelog, clean)).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['a lock file of another version', objections(manifest, '1.2.2', changelog, clean)],
    ['no section in the changelog', objections({ version: '1.3.0' }, '1.3.0', changelog, clean)],
    ['an empty section', objections({ version: '1.2.2' }, '1.2.2', changelog, clean)],
    ['a version that is none', objections({ version: 'next' }, 'next', `${changelog}\n## next\n\n- x\n`, clean)],
    ['a script that npm would run', objections({ ...manifest, scripts: { prepare: 'x' } }, '1.2.3', changelog, clean)],
    ['changes', objections(manifest, '1.2.3', changelog, (command) => (command === 'status' ? ' M a' : ''))],
    ['the tag', objections(manifest, '1.2.3', changelog, (command) => (command === 'tag' ? 'v1.2.3' : ''))],
  ])('is %s', (_, against) => {
    expect(against.length).toBe(1);
  });

  it('is nothing in this package that npm would run after an installation from git', () => {
    const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(objections({ version: '1.2.3', scripts: own.scripts }, '1.2.3', changelog, clean)).toEqual([]);
  });

  it('finds the text of a version', () => {
    expect(changesOf(changelog, '1.2.3')).toBe('- all');
    expect(changesOf(changelog, '1.2')).toBeUndefined();
  });
});

describe.skipIf(programHere('git') === undefined)('a released tag (needs git)', () => {
  let first = { status: null as number | null, text: '' };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'netgraph-release-'));
    repository = join(folder, 'repository');
    mkdirSync(repository);
    copyProject();
    first = release();
    released = first.status === 0 ? inRepository('git', 'rev-parse', `${TAG}^{commit}`).trim() : '';
  }, 400_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

  it('is the commit that was there and the built files, and nothing else has moved', () => {
    expect(first.text).toContain(`${TAG} is cut, and not pushed`);
    const changed = inRepository('git', 'diff', '--name-only', 'HEAD', TAG).trim().split('\n');
    expect(changed.filter((path) => !path.startsWith('dist/'))).toEqual([]);
    expect(changed).toEqual(expect.arrayContaining(['dist/index.js', 'dist/netgraph.cjs', 'dist/types/index.d.ts']));
    expect(inRepository('git', 'rev-parse', `${TAG}^{commit}^`)).toBe(inRepository('git', 'rev-parse', 'HEAD'));
    expect(inRepository('git', 'status', '--porcelain')).toBe('');
    expect(inRepository('git', 'branch', '--list').trim()).toBe('* main');
    expect(inRepository('git', 'tag', '--list', '--format=%(contents)', TAG)).toContain('### Added\n\n- all');
  });

  it('cannot be cut again', () => {
    expect(release('--check')).toEqual({ status: 1, text: `no release:\n  the tag ${TAG} is there already\n` });
  });

  it('can be installed by the command of pre-commit, and its programs run', () => {
    const prefix = join(folder, 'prefix');
    const clone = join(folder, 'clone');
    inRepository('git', 'clone', '--quiet', '--branch', TAG, repository, clone);
    const install = ['install', '--allow-git=root', '--install-links', '-g', `git+file://${clone}`];
    // Packages that npm ci has fetched are taken from its cache.
    const env = { ...process.env, ...gitEnvironment, NPM_CONFIG_PREFIX: prefix, npm_config_prefer_offline: 'true' };
    execFileSync('npm', install, { env, stdio: 'pipe' });
    const bin = join(prefix, 'bin');
    for (const name of ['netgraph', 'kubectl-netgraph'])
      expect(execFileSync(join(bin, name), ['--version'], { encoding: 'utf8' })).toBe(`${VERSION}\n`);
    expect(execFileSync(join(bin, 'kubectl_complete-netgraph'), ['li'], { encoding: 'utf8' })).toMatch(/^list\t/);
    const cwd = folderWith({ 'web.yaml': WRONG });
    const { status, stdout } = spawnSync(join(bin, 'netgraph'), ['analyze', '.'], { cwd, encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, expect.stringContaining('web.yaml:4:8 error NG201')]);
    const installed = join(prefix, 'lib/node_modules/netgraph');
    expect(existsSync(join(installed, 'dist/types/index.d.ts'))).toBe(true);
    const library = "import('netgraph').then(({ analyze }) => console.log(analyze({ texts: [] }).incomplete))";
    const script = join(folder, 'prefix/lib/use.mjs');
    writeFileSync(script, library.replace("'netgraph'", JSON.stringify(join(installed, 'dist/index.js'))));
    expect(execFileSync(process.execPath, [script], { encoding: 'utf8' })).toBe('true\n');
  }, 120_000);

  it('holds what npm should publish, and no more', () => {
    const clone = join(folder, 'packed');
    inRepository('git', 'clone', '--quiet', '--branch', TAG, repository, clone);
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: clone,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    const [{ files }] = JSON.parse(packed) as [{ files: readonly { readonly path: string }[] }];
    const paths = files.map(({ path }) => path);
    const tops = new Set(paths.map((path) => path.split('/')[0]));
    expect([...tops].sort()).toEqual(
      ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'docs', 'package.json', 'schemas'].sort(),
    );
    expect(paths.filter((path) => path.startsWith('docs/') && !path.startsWith('docs/rules/'))).toEqual([]);
    expect(paths).toEqual(expect.arrayContaining(['bin/netgraph.js', 'dist/netgraph.cjs', 'docs/rules/NG201.md']));
  });

  itWith('pre-commit', 'real pre-commit: the hook runs from the tag', (preCommit) => {
    const config = (...more: string[]): string =>
      `repos:\n  - repo: file://${repository}\n    rev: ${TAG}\n    hooks:\n      - id: netgraph\n${more.join('')}`;
    const cwd = folderWith({ '.pre-commit-config.yaml': config(), 'web.yaml': WRONG });
    const env = { ...process.env, ...gitEnvironment, PRE_COMMIT_HOME: join(folder, 'pre-commit') };
    const git = (...args: string[]): string => execFileSync('git', args, { cwd, env, encoding: 'utf8' });
    git('init', '--quiet');
    git('add', '.');
    const hook = (): { readonly status: number | null; readonly stdout: string } =>
      spawnSync(preCommit, ['run', '--all-files'], { cwd, env, encoding: 'utf8' });
    const failed = hook();
    expect(failed.stdout).toContain('web.yaml:4:8 error NG201');
    expect(failed.status).toBe(1);

    writeFileSync(join(cwd, '.pre-commit-config.yaml'), config('        args: [--fail-on, never, .]\n'));
    git('add', '.');
    expect(hook().status).toBe(0);
    expect(released).not.toBe('');
  });
});

describe('.pre-commit-hooks.yaml', () => {
  it('has hooks that read all manifests at once', () => {
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as Record<string, unknown>[];
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([
      ['netgraph', 'node'],
      ['netgraph-system', 'system'],
    ]);
    for (const hook of hooks)
      expect(hook).toMatchObject({
        entry: 'netgraph analyze --quiet',
        args: ['.'],
        files: '\\.ya?ml$',
        pass_filenames: false,
        require_serial: true,
      });
  });
});
