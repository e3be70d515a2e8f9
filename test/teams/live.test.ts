import { describe, expect, it } from 'vitest';
import { isUsedKind } from '../../src/manifest/index.ts';
import { folderWith, run, standIns } from './programs.ts';

const API_RESOURCES = `bindings                          v1                                 true    Binding
configmaps           cm           v1                                 true    ConfigMap
namespaces           ns           v1                                 false   Namespace
nodes                no           v1                                 false   Node
pods                 po           v1                                 true    Pod
secrets                           v1                                 true    Secret
services             svc          v1                                 true    Service
deployments          deploy       apps/v1                            true    Deployment
networkpolicies      netpol       networking.k8s.io/v1               true    NetworkPolicy
services             kservice     serving.knative.dev/v1             true    Service
ciliumnetworkpolicies cnp,ciliumnp cilium.io/v2                      true    CiliumNetworkPolicy
`;

const ITEMS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: { containers: [{ name: 'a', image: 'b' }] },
    status: { podIP: '10.1.2.3' },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ports: [{ port: 80 }], selector: { app: 'nobody' } },
  },
];

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** A kubectl with the answer of each command, and perhaps a complaint. */
const kubectl = (got: string, more: { readonly stderr?: string; readonly listStderr?: string } = {}): string => `
const [command] = args;
const complaint = command === 'get' ? ${JSON.stringify(more.stderr ?? '')} : ${JSON.stringify(more.listStderr ?? '')};
process.stdout.write(command === 'get' ? ${JSON.stringify(got)} : ${JSON.stringify(API_RESOURCES)});
process.stderr.write(complaint);
process.exitCode = complaint.includes('rror') ? 1 : 0;`;

const READ =
  'namespaces,nodes,pods,services,deployments.apps,networkpolicies.networking.k8s.io,ciliumnetworkpolicies.cilium.io';

describe('--live', () => {
  it('asks for the kinds that are read, and for no others', async () => {
    const { path, calls } = standIns({ kubectl: kubectl(list(ITEMS)) });
    const cwd = folderWith();
    const env = { PATH: path, KUBECONFIG: 'mine', AWS_PROFILE: 'mine' };
    await run(['analyze', '--live', '--context', '--as=root'], cwd, env);
    expect(calls().map(({ args }) => args)).toEqual([
      ['api-resources', '--verbs=list', '--no-headers', '--request-timeout=60s', '--context=--as=root'],
      ['get', READ, '--all-namespaces', '--output=json', '--request-timeout=60s', '--context=--as=root'],
    ]);
    // The rights are those of whoever runs it.
    expect(calls()[1]?.env).toMatchObject({ KUBECONFIG: 'mine', AWS_PROFILE: 'mine' });
  });

  it('never wants Secrets, whatever netgraph will read some day', () => {
    expect(isUsedKind('v1', 'Secret')).toBe(false);
  });

  it('reads one namespace with -n, and all with -A', async () => {
    const { path, calls } = standIns({ kubectl: kubectl(list(ITEMS)) });
    const one = await run(['list', '--live', '-n', 'shop'], folderWith(), { PATH: path });
    await run(['list', '--live', '-n', 'shop', '-A'], folderWith(), { PATH: path });
    await run(['list', '--live', '-n', 'sh*'], folderWith(), { PATH: path });
    const others = READ.replace('namespaces,', '');
    expect(
      calls()
        .map(({ args }) => args)
        .filter(([command]) => command === 'get')
        .map((args) => args.slice(1, 3)),
    ).toEqual([
      [others, '--namespace=shop'],
      ['namespaces', 'shop'],
      [READ, '--all-namespaces'],
      [READ, '--all-namespaces'],
    ]);
    expect(one.stderr).toContain('note: <cluster>: only namespace shop was read');
  });

  it('places a finding in what kubectl prints of the object', async () => {
    const { path } = standIns({ kubectl: kubectl(list(ITEMS)) });
    const { code, stdout } = await run(['analyze', '--live'], folderWith(), { PATH: path });
    expect(code).toBe(1);
    const printed = JSON.stringify(ITEMS[2], undefined, 4).split('\n');
    const [, line] = /^<kubectl get services web -n shop -o json>:(\d+):\d+ error NG201 /m.exec(stdout) ?? [];
    expect(printed[Number(line) - 1]?.trim()).toBe('"selector": {');
  });

  it('is incomplete when something may not be read, and says what', async () => {
    const stderr =
      'Warning: old\nError from server (Forbidden): nodes is forbidden: no\nError from server (Forbidden): pods is forbidden: no\n';
    const { path } = standIns({ kubectl: kubectl(list(ITEMS), { stderr }) });
    const { code, stdout } = await run(['analyze', '--live'], folderWith(), { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain(
      '<cluster>:1:1 error NG001 file-unreadable: kubectl get: Error from server (Forbidden): nodes',
    );
    expect(stdout).toContain('kubectl get: Error from server (Forbidden): pods');
    expect(stdout).toContain('shop/web');
  });

  it('is incomplete when the cluster does not say all that it serves', async () => {
    const listStderr =
      'error: unable to retrieve the complete list of server APIs: policy.networking.k8s.io/v1alpha1\n';
    const { path } = standIns({ kubectl: kubectl(list(ITEMS), { listStderr }) });
    const { code, stdout } = await run(['analyze', '--live'], folderWith(), { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain('kubectl api-resources: error: unable to retrieve');
  });

  it.each(['', 'no json', '{"items": 7}'])('is incomplete when kubectl prints %j', async (text) => {
    const { path } = standIns({ kubectl: kubectl(text) });
    const { code, stdout } = await run(['analyze', '--live'], folderWith(), { PATH: path });
    expect(code).toBe(3);
    expect(stdout).toContain('kubectl get: its output holds no objects');
  });

  it('has nothing to analyze in an empty cluster', async () => {
    const { path } = standIns({ kubectl: kubectl(list([])) });
    const { code, stdout } = await run(['analyze', '--live'], folderWith(), { PATH: path });
    expect([code, stdout]).toEqual([3, expect.stringContaining('NG011')]);
  });

  it.each([
    [['analyze', '.', '--context', 'x'], '--context and --all-namespaces go with --live'],
    [['analyze', '.', '-A'], '--context and --all-namespaces go with --live'],
    [['analyze', '--live'], '--live needs kubectl, which is not installed'],
  ])('is wrong usage: %j', async (words, message) => {
    const { code, stderr } = await run(words, folderWith(), { PATH: folderWith() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each([
    ['list', []],
    ['services', []],
    ['query', ['--from', 'shop/web', '--to', 'shop/web']],
    ['resolve', ['web', '--from', 'shop/web']],
  ])('goes with netgraph %s', async (command, words) => {
    const { path, calls } = standIns({ kubectl: kubectl(list(ITEMS)) });
    const { stderr } = await run([command, ...words, '--live', '-q'], folderWith(), { PATH: path });
    expect(stderr).toBe('');
    expect(calls().length).toBe(2);
  });
});
