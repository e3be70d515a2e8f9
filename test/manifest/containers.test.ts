import { describe, expect, it } from 'vitest';
import { decodeText, problemsOf } from './documents.ts';
import { container, pod, podTemplate, settings, templateOf } from './pods.ts';

describe('the template of pods', () => {
  it('has the defaults of Kubernetes', () => {
    const { containers, ...rest } = podTemplate('containers: [{ name: main }]');
    expect(rest).toEqual({
      labels: new Map(),
      ports: [],
      hostNetwork: false,
      serviceAccountName: 'default',
      dnsPolicy: 'ClusterFirst',
      dnsSearches: [],
      enableServiceLinks: true,
    });
    const [container] = containers;
    expect(container).toMatchObject({ name: 'main', role: 'main', path: ['spec', 'containers', 0], ports: [] });
    const { probes, environment, arguments: words, mounts } = container?.settings ?? {};
    expect({ probes, environment, words, mounts }).toEqual({ probes: [], environment: [], words: [], mounts: [] });
  });

  it('reads what decides about names', () => {
    const spec = `dnsPolicy: None, dnsConfig: { searches: [shop.example.com] }, hostname: a-0, subdomain: a,
      enableServiceLinks: false, nodeName: node-0, nodeSelector: { disk: ssd }`;
    expect(podTemplate(spec)).toMatchObject({
      dnsPolicy: 'None',
      dnsSearches: ['shop.example.com'],
      hostname: 'a-0',
      subdomain: 'a',
      enableServiceLinks: false,
      nodeName: 'node-0',
      nodeSelector: new Map([['disk', 'ssd']]),
    });
    expect(podTemplate('dnsPolicy: ""').dnsPolicy).toBe('ClusterFirst');
  });

  it('stands where the kind has it', () => {
    const text = `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { jobTemplate: { spec: { template: { spec: {
      containers: [{ env: [{ name: API_URL, value: "http://api" }] }] } } } } } }`;
    const [first] = templateOf(text).containers;
    expect(first?.settings.environment).toMatchObject([
      { path: ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'env', 0, 'value'] },
    ]);
  });

  it('of a KubeVirt machine has no containers', () => {
    const text = '{ apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: { name: a }, spec: { template: {} } }';
    expect(templateOf(text)).toMatchObject({ containers: [], dnsPolicy: 'ClusterFirst', enableServiceLinks: true });
  });
});

describe('containers', () => {
  it('are main ones, sidecars and init ones, and only the last do not listen', () => {
    const { containers, ports } = podTemplate(`
      initContainers: [{ name: a, ports: [{ containerPort: 1 }] }, { name: b, restartPolicy: Always, ports: [{ containerPort: 2 }] }],
      containers: [{ name: c, ports: [{ containerPort: 3 }] }, { name: d, ports: [{ containerPort: 4 }] }]`);
    expect(containers.map(({ name, role, path }) => [name, role, path])).toEqual([
      ['c', 'main', ['spec', 'containers', 0]],
      ['d', 'main', ['spec', 'containers', 1]],
      ['a', 'init', ['spec', 'initContainers', 0]],
      ['b', 'sidecar', ['spec', 'initContainers', 1]],
    ]);
    expect(ports.map(({ port }) => port)).toEqual([3, 4, 2]);
  });

  it('declare ports of the node, too', () => {
    const { ports } = container(
      'ports: [{ name: http, containerPort: 80, hostPort: 8080, hostIP: 10.0.0.1 }, { containerPort: 53, protocol: UDP, hostPort: 0 }]',
    );
    expect(ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', hostPort: 8080, hostIP: '10.0.0.1' },
      { port: 53, protocol: 'UDP' },
    ]);
  });

  it('are probed on ports', () => {
    const { probes } = settings(`
      startupProbe: { grpc: { port: 50051 } }, livenessProbe: { httpGet: { port: http } }, readinessProbe: { tcpSocket: { port: "8080" } }`);
    expect(probes).toEqual([
      { type: 'liveness', key: 'livenessProbe', handler: 'httpGet', port: 'http' },
      { type: 'readiness', key: 'readinessProbe', handler: 'tcpSocket', port: 8080 },
      { type: 'startup', key: 'startupProbe', handler: 'grpc', port: 50051 },
    ]);
    expect(settings('livenessProbe: { exec: { command: [a] } }').probes).toEqual([]);
  });
});

describe('what the API server rejects', () => {
  it.each<[name: string, spec: string, problems: string[]]>([
    [
      'the same port of the node twice',
      'containers: [{ ports: [{ containerPort: 80, hostPort: 80 }] }, { ports: [{ containerPort: 81, hostPort: 80 }] }]',
      ['spec.containers[1].ports[0].hostPort is claimed twice in this pod: TCP 80'],
    ],
    [
      'another port of the node than of the container, on the host network',
      'hostNetwork: true, containers: [{ ports: [{ containerPort: 80, hostPort: 8080 }] }]',
      ['spec.containers[0].ports[0].hostPort must be 80 like containerPort, for the pod is on the host network'],
    ],
    [
      'two ports of one container with one name',
      'containers: [{ ports: [{ name: a, containerPort: 80 }, { name: a, containerPort: 81 }] }]',
      ['spec.containers[0].ports[1].name is the name of another port of this container'],
    ],
    [
      'a port of the node that is none',
      'containers: [{ ports: [{ containerPort: 80, hostPort: 70000 }] }]',
      ['spec.containers[0].ports[0].hostPort must be at most 65535, not 70000'],
    ],
    [
      'an unknown DNS policy',
      'dnsPolicy: Cluster',
      ['spec.dnsPolicy must be ClusterFirst, ClusterFirstWithHostNet, Default or None, not "Cluster"'],
    ],
  ])('%s', (_, spec, problems) => {
    expect(problemsOf(pod(spec)).map((problem) => problem.replace(/^\S+ NG004 /, ''))).toEqual(problems);
    expect(decodeText(pod(spec)).resources).toEqual([]);
  });

  it.each<[name: string, spec: string]>([
    [
      'one port of the node with two protocols',
      'ports: [{ containerPort: 1, hostPort: 1 }, { containerPort: 1, hostPort: 1, protocol: UDP }]',
    ],
    [
      'on two addresses',
      'ports: [{ containerPort: 1, hostPort: 1, hostIP: 10.0.0.1 }, { containerPort: 1, hostPort: 1, hostIP: 10.0.0.2 }]',
    ],
    ['the same container port twice', 'ports: [{ containerPort: 80 }, { containerPort: 80 }]'],
  ])('but not %s', (_, ports) => {
    expect(problemsOf(pod(`containers: [{ ${ports} }]`))).toEqual([]);
  });

  it('but not the same name in two containers, nor the same port of the node in init containers', () => {
    const named = 'ports: [{ name: a, containerPort: 80, hostPort: 80 }]';
    expect(
      problemsOf(
        pod('containers: [{ ports: [{ name: a, containerPort: 1 }] }, { ports: [{ name: a, containerPort: 2 }] }]'),
      ),
    ).toEqual([]);
    expect(problemsOf(pod(`containers: [{ ${named} }], initContainers: [{ ${named} }, { ${named} }]`))).toEqual([]);
  });
});

describe('ConfigMaps as files', () => {
  const mounts = (mount: string, volumes: string): [string, readonly string[] | undefined][] =>
    settings(`volumeMounts: [${mount}]`, `, volumes: [${volumes}]`).mounts.map(({ configMap, keys }) => [
      configMap,
      keys,
    ]);

  it.each<[name: string, mount: string, volumes: string, expected: [string, string[] | undefined][]]>([
    ['whole', '{ name: a }', '{ name: a, configMap: { name: x } }', [['x', undefined]]],
    ['some keys', '{ name: a }', '{ name: a, configMap: { name: x, items: [{ key: k, path: p }] } }', [['x', ['k']]]],
    ['one file', '{ name: a, subPath: k }', '{ name: a, configMap: { name: x } }', [['x', ['k']]]],
    [
      'one file of another name',
      '{ name: a, subPath: p }',
      '{ name: a, configMap: { name: x, items: [{ key: k, path: p }, { key: l, path: q }] } }',
      [['x', ['k']]],
    ],
    [
      'a folder',
      '{ name: a, subPath: d }',
      '{ name: a, configMap: { name: x, items: [{ key: k, path: d/p }, { key: l, path: q }] } }',
      [['x', ['k']]],
    ],
    [
      'projected',
      '{ name: a }',
      '{ name: a, projected: { sources: [{ secret: { name: s } }, { configMap: { name: x } }, { configMap: { name: z } }] } }',
      [
        ['x', undefined],
        ['z', undefined],
      ],
    ],
    ['not mounted', '{ name: b }', '{ name: a, configMap: { name: x } }, { name: b, secret: { secretName: s } }', []],
  ])('%s', (_, mount, volumes, expected) => {
    expect(mounts(mount, volumes)).toEqual(expected);
  });
});
