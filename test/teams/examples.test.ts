import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtCommands } from './built.ts';
import { folderWith, programHere, standIns } from './programs.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/ci');
const pages = [...readdirSync(folder).map((file) => join('docs/ci', file)), 'docs/programs.md', 'docs/releasing.md'];

interface Example {
  readonly page: string;
  readonly text: string;
}

const blocks = (language: string): Example[] => {
  const fenced = new RegExp(`^( *)(\`{3,})${language}\\n([^]*?)^ *\\2$`, 'gm');
  return pages.flatMap((page) =>
    Array.from(readFileSync(join(root, page), 'utf8').matchAll(fenced), ([, indent = '', , text = '']) => ({
      page,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    })),
  );
};

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every mapping in an example, wherever it stands. */
function* mappingsIn(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(value)) for (const item of value) yield* mappingsIn(item);
  if (!isMapping(value)) return;
  yield value;
  for (const item of Object.values(value)) yield* mappingsIn(item);
}

const yamlExamples = blocks('yaml').map(({ page, text }) => ({ page, value: parse(text) as unknown }));
const mappings = yamlExamples.flatMap(({ page, value }) =>
  [...mappingsIn(value)].map((mapping) => ({ page, mapping })),
);

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

/** What runs in a job: one script for each step of GitHub, one for a job of GitLab. */
const scripts: Example[] = mappings.flatMap(({ page, mapping }) => {
  const job = [...texts(mapping['before_script']), ...texts(mapping['script'])];
  return [...texts(mapping['run']), ...(job.length > 0 ? [job.join('\n')] : [])].map((text) => ({ page, text }));
});

describe('the examples', () => {
  it('are found', () => {
    expect(yamlExamples.length).toBeGreaterThanOrEqual(10);
    expect(scripts.length).toBeGreaterThanOrEqual(8);
    expect(blocks('sh').length).toBeGreaterThanOrEqual(8);
  });

  it('put nothing of an event into a script', () => {
    expect(scripts.filter(({ text }) => text.includes('${{'))).toEqual([]);
  });

  it('ask GitHub for no right by default, and for none that writes contents', () => {
    const workflows = yamlExamples.map(({ value }) => value).filter((value) => isMapping(value) && 'jobs' in value);
    expect(workflows.length).toBeGreaterThanOrEqual(5);
    for (const workflow of workflows) expect(workflow).toMatchObject({ permissions: {} });
    for (const { mapping } of mappings) if ('contents' in mapping) expect(mapping['contents']).toBe('read');
  });

  it('use the action with inputs that it has', () => {
    const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> };
    const uses = mappings.filter(({ mapping }) => String(mapping['uses']).startsWith('OWNER/netgraph@'));
    expect(uses.length).toBeGreaterThanOrEqual(4);
    for (const { mapping } of uses)
      for (const name of Object.keys(isMapping(mapping['with']) ? mapping['with'] : {}))
        expect(action.inputs).toHaveProperty(name);
  });

  it('use hooks that there are', () => {
    const ids = (parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string }[]).map(
      ({ id }) => id,
    );
    const used = mappings
      .filter(({ mapping }) => 'rev' in mapping)
      .flatMap(({ mapping }) => [...mappingsIn(mapping['hooks'])]);
    expect(used.length).toBeGreaterThanOrEqual(3);
    for (const { id } of used) expect(ids).toContain(id);
  });

  it('link to pages that there are', () => {
    for (const page of pages)
      for (const [, link = ''] of readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
        expect(existsSync(join(root, dirname(page), link)), `${page}: ${link}`).toBe(true);
  });
});

const POD = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {app: ${name}}}\nspec: {containers: [{name: a, image: b}]}\n`;
const CLOSED = (name: string): string =>
  `---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: ${name}}\nspec: {podSelector: {matchLabels: {app: ${name}}}, policyTypes: [Ingress, Egress]}\n`;

/** A manifest, an overlay, a chart of each name that the examples use. */
const REPOSITORY = {
  'manifests/web.yaml': POD('web') + CLOSED('web'),
  'apps/shop/overlays/prod/kustomization.yaml': 'resources: [web.yaml]\n',
  'apps/shop/overlays/prod/web.yaml': POD('web') + CLOSED('web'),
  'apps/prod/kustomization.yaml': '',
  'overlays/prod/kustomization.yaml': 'resources: [web.yaml]\n',
  'overlays/prod/web.yaml': POD('web') + CLOSED('web'),
  'charts/shop/Chart.yaml': '',
  'charts/shop/values-prod.yaml': '',
  'values-prod.yaml': '',
  'values.yaml': '',
  Containerfile: '',
};

/** Prints what lies in the folder that it is given: what Kustomize does to files that need no change. */
const KUSTOMIZE = `
const folder = args.at(-1);
for (const file of fs.readdirSync(folder)) if (!file.startsWith('kustomization')) process.stdout.write(fs.readFileSync(folder + '/' + file));`;
const PRINTS_POD = `process.stdout.write(${JSON.stringify(POD('web') + CLOSED('web'))});`;
const KUBECTL = `
if (args[0] === 'kustomize') process.stdout.write(${JSON.stringify(POD('web') + CLOSED('web'))});
else if (args[0] === 'api-resources') console.log('pods po v1 true Pod');
else if (args[0] === 'netgraph') require('node:child_process').spawnSync('netgraph', args.slice(1), { stdio: 'inherit' });
else console.log(JSON.stringify({ items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } , spec: { containers: [{ name: 'a', image: 'b' }] } }] }));`;

describe.skipIf(programHere('bash') === undefined || programHere('git') === undefined)(
  'the scripts of the examples, run (needs bash and git)',
  () => {
    const built = builtCommands();

    /** Runs a script in a repository whose last commit opens a connection; programs of others are stand-ins. */
    function execute(text: string): {
      readonly status: number | null;
      readonly stderr: string;
      readonly place: string;
    } {
      const place = folderWith({ summary: '' });
      const cwd = join(place, 'repository');
      mkdirSync(cwd);
      cpSync(folderWith(REPOSITORY), cwd, { recursive: true });
      const settings = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
      const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
      const git = (...args: string[]): string =>
        execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', env: { ...process.env, ...settings } }).trim();
      git('init', '--quiet');
      git('add', '.');
      git('commit', '--quiet', '--message', 'before');
      const base = git('rev-parse', 'HEAD');
      writeFileSync(join(cwd, 'manifests/web.yaml'), POD('web') + CLOSED('web') + POD('api').replace(/^/, '---\n'));
      writeFileSync(join(cwd, 'apps/shop/overlays/prod/web.yaml'), `${POD('web')}${CLOSED('web')}---\n${POD('api')}`);
      git('remote', 'add', 'origin', cwd);
      git('config', 'uploadpack.allowAnySHA1InWant', 'true');
      const { path } = standIns({
        ...{ npm: '', gh: '', docker: '', kustomize: KUSTOMIZE, helm: PRINTS_POD, flux: PRINTS_POD, kubectl: KUBECTL },
      });
      const { status, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text], {
        cwd,
        encoding: 'utf8',
        env: {
          ...settings,
          PATH: `${path}:${built.path}:${dirname(process.execPath)}:/usr/bin:/bin`,
          HOME: place,
          BASE: base,
          CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
          GITHUB_STEP_SUMMARY: join(place, 'summary'),
          PULL_REQUEST: '7',
        },
      });
      return { status, stderr, place };
    }

    it.each(scripts.map(({ page, text }) => [page, text] as const))('%s: %s', (_, text) => {
      const { status, stderr, place } = execute(text);
      // Two pods that anybody may reach are warnings, which fail nothing by default.
      expect([
        status,
        stderr.replace(/^(?:Preparing worktree|HEAD is now|note:|From |.*FETCH_HEAD).*\n/gm, ''),
      ]).toEqual([0, '']);
      if (!text.includes('GITHUB_STEP_SUMMARY')) return;
      const summary = readFileSync(join(place, 'summary'), 'utf8');
      expect(summary).toMatch(/^```diff\n[^]*\n\+default\/api\[Pod\][^]*\n```\n$/);
    });

    const commands = blocks('sh')
      .filter(({ page }) => page !== 'docs/releasing.md')
      .flatMap(({ page, text }) =>
        text
          .trim()
          .split('\n')
          .map((line) => [page, line] as const),
      )
      .filter(([, line]) => /\bnetgraph (?:analyze|list)\b/.test(line) && !line.startsWith('docker'));

    it('are lines too', () => {
      expect(commands.length).toBeGreaterThanOrEqual(6);
    });

    it.each(commands)('%s: %s', (_, line) => {
      const { status, stderr } = execute(line);
      expect([status, stderr]).toEqual([0, '']);
    });
  },
);
