import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { pod } from '../support/manifests.ts';
import { service } from '../services/support.ts';

const MANIFEST = pod('a', 'app: a') + service('nobody', 'selector: { app: none }, ports: [{ port: 80 }]');

interface Outcome {
  readonly stdout: string;
  readonly files: ReadonlyMap<string, string>;
}

async function analyze(line: string, more: Partial<Terminal> & { readonly isTTY?: boolean } = {}): Promise<Outcome> {
  const { isTTY = false, ...terminal } = more;
  let stdout = '';
  const files = new Map<string, string>();
  const write = (chunks: Iterable<string>): void => {
    for (const chunk of chunks) stdout += chunk;
  };
  await runCli(['analyze', '-', ...line.split(' ').filter((word) => word !== '')], {
    cwd: '.',
    env: {},
    stdin: () => MANIFEST,
    stdout: { isTTY, write },
    stderr: { isTTY, write: () => undefined },
    writeFile: (path, chunks) => files.set(path, [...chunks].join('')),
    now: () => 0,
    ...terminal,
  });
  return { stdout, files };
}

describe('what analyze prints when nobody says what', () => {
  it('is text', async () => {
    const { stdout } = await analyze('');
    expect(stdout).toMatch(/^<stdin>:\d+:\d+ error NG201 /);
    expect(stdout).not.toContain('::error');
  });

  it('is text, then annotations, in GitHub Actions', async () => {
    const env = { GITHUB_ACTIONS: 'true' };
    const { stdout } = await analyze('', { env });
    expect(stdout).toMatch(/^<stdin>:\d+:\d+ error NG201 /);
    expect(stdout).toMatch(/\n::error file=<stdin>,line=\d+,col=\d+,title=NG201 service-selects-nothing::/);
    expect(stdout).toMatch(/\nnetgraph: 1 error, [^\n]*\n$/);
    expect((await analyze('-o text', { env })).stdout).not.toContain('::error');
    expect((await analyze('-o text', { env: { GITHUB_ACTIONS: 'false' } })).stdout).not.toContain('::error');
  });
});

describe('several outputs at once', () => {
  it('each have their form, and Markdown both of its names', async () => {
    const { stdout, files } = await analyze('-o text -o sarif=a.sarif -o junit=a.xml -o markdown=a.md -o md=b.md');
    expect(stdout).toContain('Who may reach what');
    expect([...files.keys()]).toEqual(['a.sarif', 'a.xml', 'a.md', 'b.md']);
    expect(files.get('a.md')).toMatch(/^<!-- netgraph -->\n/);
    expect(files.get('a.md')).toBe(files.get('b.md'));
  });
});

describe('links to the pages of rules', () => {
  const rulePage = (rule: string): string => `file:///pages/${rule}.md`;
  const link = '\u001b]8;;file:///pages/NG201.md\u001b\\';

  it('are for terminals only', async () => {
    expect((await analyze('', { isTTY: true, rulePage })).stdout).toContain(link);
    expect((await analyze('', { rulePage })).stdout).not.toContain('file://');
    expect((await analyze('', { rulePage, env: { FORCE_COLOR: '1' } })).stdout).not.toContain('file://');
    expect((await analyze('--no-color', { isTTY: true, rulePage })).stdout).not.toContain('file://');
    expect((await analyze('-o text=a.txt', { isTTY: true, rulePage })).files.get('a.txt')).not.toContain('file://');
  });
});

describe('the frame of a finding', () => {
  it('is there for standard input too, and not with --quiet', async () => {
    expect((await analyze('')).stdout).toMatch(/\n {2}\d+ \| .*selector: \{ app: none \}.*\n {2} +\| +\^\n/);
    expect((await analyze('-q')).stdout).not.toContain('^');
  });
});
