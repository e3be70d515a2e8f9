import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { NetgraphError } from '../../src/model/error.ts';
import { pod, policy } from '../support/manifests.ts';

const FILES: Readonly<Record<string, string>> = {
  'shop.yaml':
    pod('shop/web', 'app: web') +
    pod('shop/db', 'app: db') +
    policy(
      'shop/db',
      'podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]',
    ),
  'unnamed.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: lonely}\nspec: {containers: [{name: a, image: b}]}\n',
  'broken.yaml': `${pod('a', '')}---\nkind: [\n`,
  'invalid.yaml': pod('a', '') + policy('p', 'podSelector: {matchLabels: {"-bad-": x}}'),
  'nothing.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n',
  'assumed.yaml': pod('a', '') + policy('p', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]'),
};

let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'netgraph-cli-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(cwd, name), text);
  mkdirSync(join(cwd, 'empty'));
});

afterAll(() => {
  rmSync(cwd, { recursive: true });
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: ReadonlyMap<string, string>;
}

async function run(line: string, more: Partial<Terminal> & { readonly isTTY?: boolean } = {}): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const files = new Map<string, string>();
  const { isTTY = false, ...terminal } = more;
  const code = await runCli(line === '' ? [] : line.split(' '), {
    cwd,
    env: {},
    stdout: {
      isTTY,
      write: (chunks) => {
        for (const chunk of chunks) stdout += chunk;
      },
    },
    stderr: {
      isTTY,
      write: (text) => {
        stderr += text;
      },
    },
    writeFile: (path, chunks) => {
      files.set(path, [...chunks].join(''));
    },
    now: () => 0,
    ...terminal,
  });
  return { code, stdout, stderr, files };
}

describe('exit codes', () => {
  it.each<[line: string, code: number]>([
    ['analyze shop.yaml', 0],
    ['list shop.yaml', 0],
    ['query shop.yaml --from shop/web --to shop/db --port 5432', 0],
    ['query shop.yaml --from shop/web --to shop/db', 0],
    ['query shop.yaml --from shop/web --to shop/db --port 80', 1],
    ['analyze invalid.yaml', 1],
    ['analyze invalid.yaml --fail-on never', 0],
    ['analyze assumed.yaml', 0],
    ['analyze assumed.yaml --strict', 1],
    ['list assumed.yaml --strict', 1],
    ['list assumed.yaml --strict --from external --to external', 0],
    ['query assumed.yaml --strict --from a --to 10.1.2.3', 1],
    ['analyze broken.yaml', 3],
    ['analyze broken.yaml --allow-incomplete', 0],
    ['list broken.yaml', 3],
    ['list broken.yaml --allow-incomplete', 0],
    ['query broken.yaml --from a --to a', 3],
    ['query broken.yaml --from a --to a --allow-incomplete', 0],
    ['analyze nothing.yaml', 3],
    ['analyze empty', 3],
    ['analyze missing.yaml', 3],
    ['', 2],
    ['--help', 0],
    ['help list', 0],
    ['list --help', 0],
    ['--version', 0],
    ['paint shop.yaml', 2],
    ['list', 2],
    ['list shop.yaml --frm web', 2],
    ['list shop.yaml -o yaml', 2],
    ['list shop.yaml -o json=', 2],
    ['list shop.yaml -o json -o csv', 2],
    ['list shop.yaml --by pod', 2],
    ['list shop.yaml --from nobody', 2],
    ['list shop.yaml --namespace nowhere', 2],
    ['list shop.yaml --namespace A_B', 2],
    ['list shop.yaml --port http', 2],
    ['query shop.yaml --from shop/web', 2],
    ['query shop.yaml --from shop/web --to nobody', 2],
    ['query shop.yaml --from shop/web --to shop/db -n s*', 2],
    ['analyze shop.yaml --fail-on fatal', 2],
  ])('netgraph %s → %i', async (line, code) => {
    expect((await run(line)).code).toBe(code);
  });
});

describe('standard output', () => {
  it('carries the report and nothing else', async () => {
    const { stdout, stderr } = await run('list broken.yaml -o json');
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
    expect(stderr).toMatch(/^broken\.yaml:\d+:\d+ error NG002 /);
  });

  it('stays empty when the usage is wrong', async () => {
    const { stdout, stderr } = await run('list shop.yaml --from nobody');
    expect(stdout).toBe('');
    expect(stderr).toBe('error: --from nobody: nothing in the input matches\n');
  });

  it('holds no absolute path', async () => {
    for (const line of ['analyze broken.yaml', 'analyze broken.yaml -o json', 'list broken.yaml -o json']) {
      const { stdout, stderr } = await run(line);
      expect(stdout + stderr).not.toContain(cwd);
    }
  });

  it('has the examples of a command in its help', async () => {
    for (const command of ['analyze', 'list', 'query']) {
      const { stdout } = await run(`${command} --help`);
      expect(stdout.match(new RegExp(`^ {2}(?:.* )?netgraph ${command} `, 'gm'))?.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('is coloured on a terminal, unless somebody objects', async () => {
    const isColoured = async (more: Parameters<typeof run>[1], flags = ''): Promise<boolean> =>
      (await run(`analyze shop.yaml${flags}`, more)).stdout.includes('\u001b[');
    expect(await isColoured({ isTTY: true })).toBe(true);
    expect(await isColoured({ isTTY: false })).toBe(false);
    expect(await isColoured({ isTTY: false, env: { FORCE_COLOR: '1' } })).toBe(true);
    expect(await isColoured({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await isColoured({ isTTY: true, env: { TERM: 'dumb' } })).toBe(false);
    expect(await isColoured({ isTTY: true, env: { FORCE_COLOR: '1' } }, ' --no-color')).toBe(false);
  });
});

describe('several outputs', () => {
  it('write one report each, files without colour', async () => {
    const { stdout, files, code } = await run(
      'list shop.yaml -o text -o json=map.json -o csv=map.csv -o md=map.md -o jsonl=map.jsonl',
      {
        isTTY: true,
      },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('shop/web[Pod] → shop/db[Pod]  TCP 5432\n');
    expect([...files.keys()]).toEqual(['map.json', 'map.csv', 'map.md', 'map.jsonl']);
    expect(JSON.parse(files.get('map.json') ?? '')).toMatchObject({ schemaVersion: 1 });
  });

  it('say why a file could not be written', async () => {
    const writeFile = (): never => {
      throw new NetgraphError('cannot write map.json: permission denied');
    };
    const { code, stderr } = await run('list shop.yaml -o json=map.json', { writeFile });
    expect([code, stderr]).toEqual([2, 'error: cannot write map.json: permission denied\n']);
  });
});

describe('query -o json', () => {
  it('lists the assumptions that concern its ends', async () => {
    const { stdout } = await run('query assumed.yaml --from a --to a -o json');
    expect(JSON.parse(stdout)).toMatchObject({
      allowed: true,
      assumptions: [{ id: 'pod-addresses-unknown', affected: ['default/a[Pod]'] }],
    });
  });
});

describe('the namespace', () => {
  it.each([
    ['list unnamed.yaml', 'default/lonely[Pod]'],
    ['list unnamed.yaml -n shop', 'shop/lonely[Pod]'],
    ['list unnamed.yaml -n shop --default-namespace shop', 'shop/lonely[Pod]'],
    ['list unnamed.yaml -n d* ', 'default/lonely[Pod]'],
    ['analyze unnamed.yaml --default-namespace tools', 'tools/lonely'],
  ])('of objects that name none: %s', async (line, id) => {
    expect((await run(line.trim())).stdout).toContain(id);
  });

  it('limits a list to connections with an end in it', async () => {
    const all = await run('list shop.yaml unnamed.yaml');
    const some = await run('list shop.yaml unnamed.yaml -n sho?');
    expect(all.stdout).toContain('default/lonely[Pod] → 0.0.0.0/0');
    expect(some.stdout).not.toContain('default/lonely[Pod] → 0.0.0.0/0');
    expect(some.stdout).toContain('default/lonely[Pod] → shop/web[Pod]');
  });

  it('is where a query looks for short names', async () => {
    const { stdout } = await run('query shop.yaml unnamed.yaml -n shop --from web --to db --port 5432');
    expect(stdout).toMatch(/^ALLOWED {2}shop\/web → shop\/db on TCP 5432\n/);
  });
});

describe('standard error', () => {
  it('names the assumptions that a list rests on', async () => {
    expect((await run('list assumed.yaml')).stderr).toContain('pod-addresses-unknown');
    expect((await run('list assumed.yaml --quiet')).stderr).toBe('');
  });

  it('says with --quiet what was not read, and nothing else', async () => {
    const { stderr } = await run('list broken.yaml invalid.yaml -q');
    expect(stderr).toMatch(/^broken\.yaml:\d+:\d+ error NG002 [^\n]*\n$/);
  });

  it('shows progress on a terminal only, and clears it', async () => {
    let time = 0;
    const now = (): number => (time += 400);
    const shown = async (more: Parameters<typeof run>[1], flags = ''): Promise<boolean> =>
      (await run(`list shop.yaml unnamed.yaml${flags}`, { now, ...more })).stderr.includes('reading: ');
    expect(await shown({ isTTY: true })).toBe(true);
    expect(await shown({ isTTY: false })).toBe(false);
    expect(await shown({ isTTY: true }, ' --quiet')).toBe(false);
    expect(await shown({ isTTY: true, env: { CI: 'true' } })).toBe(false);
    expect((await run('list shop.yaml unnamed.yaml', { now, isTTY: true })).stderr).toMatch(/documents\r[^\r]\[K$/);
  });
});

describe('a bug', () => {
  const write = vi.fn(() => {
    throw new TypeError('boom\u001b[2J');
  });

  it('is called one, without a stack', async () => {
    const { code, stderr } = await run('list shop.yaml', { stdout: { isTTY: false, write } });
    expect(code).toBe(70);
    expect(stderr).toBe('netgraph has a bug: boom\\u{1b}[2J\nPlease report it; NETGRAPH_DEBUG=1 shows where it is.\n');
  });

  it('shows its stack to those who ask', async () => {
    const { stderr } = await run('list shop.yaml', { stdout: { isTTY: false, write }, env: { NETGRAPH_DEBUG: '1' } });
    expect(stderr).toContain('run-cli.test.ts');
  });
});

describe('standard input', () => {
  it('is read for the path -', async () => {
    const { stdout, code } = await run('list -', { stdin: () => FILES['shop.yaml'] ?? '' });
    expect(code).toBe(0);
    expect(stdout).toContain('shop/web[Pod] → shop/db[Pod]  TCP 5432\n');
  });
});
