import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { folderWith, itWith, type Outcome, run } from './programs.ts';

/** Runs netgraph against an API server of its own, in another process: the command waits for kubectl. */
async function served(...words: string[]): Promise<Outcome> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'kube-api.mjs')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void server.kill());
  const [chunk] = (await once(server.stdout, 'data')) as [Buffer];
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: `http://127.0.0.1:${chunk.toString().trim()}` } }],
    users: [{ name: 'test', user: {} }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  };
  const cwd = folderWith({ config: JSON.stringify(kubeconfig) });
  const env = { PATH: process.env['PATH'], HOME: cwd, KUBECONFIG: join(cwd, 'config') };
  return run([...words, '--live', '--context', 'test'], cwd, env);
}

describe('--live with the real kubectl', () => {
  itWith('kubectl', 'reads what it may, and says what it may not', async () => {
    const { code, stdout } = await served('analyze');
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /^<cluster>:1:1 error NG001 file-unreadable: kubectl get: Error from server \(Forbidden\): nodes/m,
    );
    expect(stdout).toMatch(/^<kubectl get services web -n shop -o json>:\d+:\d+ error NG201/m);
    expect(stdout).toContain('6 documents: 2 Namespace, 1 NetworkPolicy, 2 Pod, 1 Service');
    expect(stdout).not.toMatch(/secrets|configmaps/);
  });

  itWith('kubectl', 'reads one namespace', async () => {
    const { stdout, stderr } = await served('list', '-n', 'shop', '-o', 'json', '--allow-incomplete');
    expect(stdout).toContain('shop/web[Pod]');
    expect(stdout).not.toContain('other/web[Pod]');
    expect(stderr).toContain('only namespace shop was read');
  });
});
