import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand } from '../../scripts/bundle.mjs';
import { rulePageAddress } from '../../src/cli/rule-page.ts';
import { pod, policy } from '../support/manifests.ts';

const FINDINGS = 7_000;

let folder = '';
const bundle = (): string => join(folder, 'netgraph.cjs');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netgraph-command-'));
  await bundleCommand(bundle(), '1.2.3');
  const pods = Array.from({ length: 200 }, (_, i) => pod(`shop/p${i}`, ''));
  writeFileSync(join(folder, 'pods.yaml'), pods.join(''));
  const open = Array.from({ length: FINDINGS }, (_, i) =>
    pod(`a-namespace-with-a-long-name/a-workload-with-a-long-name-${i}`, ''),
  );
  writeFileSync(join(folder, 'findings.yaml'), open.join(''));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const shell = (line: string): { code: number | null; stdout: string; stderr: string } => {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', `set -o pipefail; ${line}`], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { PATH: process.env['PATH'] ?? '' },
  });
  return { code: status, stdout, stderr };
};

describe('the bundled command', () => {
  it('knows its version', () => {
    expect(shell('node netgraph.cjs --version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('gives all of a large output through a pipe, with its exit code', () => {
    const { stdout, code } = shell('node netgraph.cjs list pods.yaml -o json | cat');
    const { connections } = JSON.parse(stdout) as { connections: unknown[] };
    expect([connections.length, code]).toEqual([200 * 200 + 4 * 200, 0]);
    expect(shell('node netgraph.cjs query pods.yaml --from 192.0.2.1 --to p0').code).toBe(0);
  });

  it('reads addresses of IPv6, and prints them as they are written shortest', () => {
    writeFileSync(
      join(folder, 'addresses.yaml'),
      pod('shop/web', '') +
        policy('shop/web', 'podSelector: {}, ingress: [{from: [{ipBlock: {cidr: "2001:DB8:0::/32"}}]}]'),
    );
    const { stdout, code } = shell('node netgraph.cjs list addresses.yaml -q');
    expect([stdout.includes('2001:db8::/32 →'), code]).toEqual([true, 0]);
  });

  it('ends quietly when nobody reads on', () => {
    const { stdout, stderr } = shell('node netgraph.cjs list pods.yaml -q | head -1');
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('gives 5 MB of findings through a pipe, with their exit code', () => {
    const { stdout, code } = shell('node netgraph.cjs analyze findings.yaml -o json --fail-on warning -q | cat');
    const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] };
    expect(stdout.length).toBeGreaterThan(5_000_000);
    expect(findings.filter(({ rule }) => rule === 'NG101')).toHaveLength(FINDINGS);
    expect(code).toBe(1);
  });

  it.each(['text', 'json', 'sarif', 'csv'])('ends quietly when nobody reads on: analyze -o %s', (format) => {
    const { stdout, stderr } = shell(`node netgraph.cjs analyze pods.yaml -o ${format} --all | head -1`);
    expect([stdout.split('\n').length, stderr]).toEqual([2, '']);
  });

  it('leads to the pages that come with it', () => {
    expect(rulePageAddress('NG201')).toBe(pathToFileURL('docs/rules/NG201.md').href);
    expect(rulePageAddress('NG999')).toBeUndefined();
  });

  it('reads standard input and writes files', () => {
    const { code, stdout } = shell('cat pods.yaml | node netgraph.cjs list - -o csv=out.csv');
    expect([code, stdout]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toMatch(/^"from","to","protocol","ports"\r\n/);
  });

  it('is started by bin/netgraph.js, which says so when nothing is built', () => {
    cpSync('bin', join(folder, 'bin'), { recursive: true });
    const unbuilt = shell('node bin/netgraph.js --version');
    expect(unbuilt).toEqual({ code: 70, stdout: '', stderr: 'netgraph is not built yet: run `npm run build`\n' });
    cpSync(bundle(), join(folder, 'dist', 'netgraph.cjs'));
    expect(shell('node bin/netgraph.js --version').stdout).toBe('1.2.3\n');
  });

  it('says why a file cannot be written', () => {
    const { code, stderr } = shell('node netgraph.cjs list pods.yaml -o json=no/such/folder.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: cannot write no\/such\/folder\.json: /);
  });
});
