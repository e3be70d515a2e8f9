// Cuts a release: builds, and makes a tag whose commit is HEAD and dist/ besides, so that what is installed from git needs no
// build. The branch, the work tree and the index stay as they are, and nothing is pushed. docs/releasing.md has the rest.
//   node scripts/release.mjs            cuts the tag of the version in package.json
//   node scripts/release.mjs --check    only says whether it could
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FILES = ['dist/netgraph.cjs', 'dist/version', 'dist/index.js', 'dist/types/index.d.ts'];
/** What npm would run after an installation from git, where development packages are not there. */
const HOOKS = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack'];

// What a program writes to an inherited output is not returned.
const run = (command, args, options = {}) =>
  (execFileSync(command, args, { encoding: 'utf8', ...options }) ?? '').trim();
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The text of the changelog below the heading of a version; undefined where it has none. */
export function changesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version);
  return section?.slice(section.indexOf('\n')).trim();
}

/** Everything that speaks against a release, as sentences. */
export function objections({ version, scripts = {} }, lockVersion, changelog, git) {
  const hooks = HOOKS.filter((hook) => hook in scripts);
  return [
    ...(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.]+)?$/.test(version) ? [] : [`"${version}" in package.json is no version`]),
    ...(lockVersion === version ? [] : [`package-lock.json says ${lockVersion}: run npm install`]),
    ...((changesOf(changelog, version) ?? '') === '' ? [`CHANGELOG.md has nothing below "## ${version}"`] : []),
    ...hooks.map((hook) => `the script "${hook}" would run where nothing can be built`),
    ...(git('status', '--porcelain') === '' ? [] : ['there are changes that are not committed']),
    ...(git('tag', '--list', `v${version}`) === '' ? [] : [`the tag v${version} is there already`]),
  ];
}

/** The commit that HEAD and the built files make, by an index of its own. */
function commitWithBuild(git, message) {
  const folder = mkdtempSync(join(tmpdir(), 'netgraph-release-'));
  const env = { ...process.env, GIT_INDEX_FILE: join(folder, 'index') };
  try {
    git('read-tree', 'HEAD', { env });
    git('add', '--force', '--', 'dist', { env });
    return git('commit-tree', git('write-tree', { env }), '-p', 'HEAD', '-m', message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function release(isCheck) {
  const git = (...args) => {
    const options = typeof args.at(-1) === 'object' ? args.pop() : {};
    return run('git', args, options);
  };
  process.chdir(git('rev-parse', '--show-toplevel'));
  const manifest = json('package.json');
  const { version } = manifest;
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const against = objections(manifest, json('package-lock.json').version, changelog, git);
  if (against.length > 0) throw new Error(`no release:\n${against.map((line) => `  ${line}`).join('\n')}`);
  if (isCheck) return `v${version} can be cut`;

  run('npm', ['run', 'build'], { stdio: 'inherit' });
  const missing = FILES.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error(`no release: the build left out ${missing.join(', ')}`);
  const built = run(process.execPath, ['bin/netgraph.js', '--version']);
  if (built !== version) throw new Error(`no release: what was built calls itself ${built}`);
  if (git('status', '--porcelain') !== '') throw new Error('no release: the build changed committed files');

  const tag = `v${version}`;
  const commit = commitWithBuild(git, `release: ${tag}`);
  git(
    'tag',
    '--annotate',
    '--cleanup=whitespace',
    tag,
    commit,
    '--message',
    `netgraph ${version}\n\n${changesOf(changelog, version)}`,
  );
  return `${tag} is cut, and not pushed. Next:\n  git push origin ${tag}\n  git switch --detach ${tag} && npm publish`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(release(process.argv.includes('--check')));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
