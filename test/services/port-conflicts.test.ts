import { describe, expect, it } from 'vitest';
import { placeLocation } from '../../src/model/location.ts';
import { objectId } from '../../src/model/object-ref.ts';
import { portConflicts } from '../../src/services/find-port-conflicts.ts';
import type { PortConflict } from '../../src/services/port-conflicts.ts';
import { conflictLines } from '../../src/report/wanted-json.ts';
import { analyzeText } from '../support/manifests.ts';

const conflictsIn = (...texts: string[]): PortConflict[] => {
  const { problems, reachability } = analyzeText(...texts);
  expect(problems).toEqual([]);
  return portConflicts(reachability.cluster);
};

const told = ({ type, workload: { ref }, message }: PortConflict): string => `${type} ${objectId(ref)}: ${message}`;

const placed = ({ place, related }: PortConflict): unknown => ({
  location: placeLocation(place),
  related: related.map((each) => ({ message: each.message, location: placeLocation(each) })),
});

const pod = (spec: string): string => `---\napiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { ${spec} }\n`;
const workload = (kind: string, name: string, spec: string, more = ''): string => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${more} template: { metadata: { labels: { app: ${name} } }, spec: { ${spec} } } }
`;
const hostPort = (port: number, more = ''): string =>
  `containers: [{ name: main, ports: [{ containerPort: 80, hostPort: ${port}${more} }] }]`;

describe('containers of one pod', () => {
  it.each<[name: string, spec: string, expected: string[]]>([
    [
      'on one port',
      'containers: [{ name: a, ports: [{ containerPort: 80 }] }, { name: b, ports: [{ containerPort: 80, name: x }] }]',
      ['container-port default/a[Pod]: containers a and b both declare TCP 80, but only one of them can listen on it'],
    ],
    [
      'on one port, one of them a sidecar',
      'containers: [{ name: a, ports: [{ containerPort: 80 }] }], initContainers: [{ name: b, restartPolicy: Always, ports: [{ containerPort: 80 }] }]',
      ['container-port default/a[Pod]: containers a and b both declare TCP 80, but only one of them can listen on it'],
    ],
    [
      'with one name for two ports',
      'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }, { name: b, ports: [{ name: http, containerPort: 81 }] }]',
      ['port-name default/a[Pod]: port http is 80 of container a and 81 of container b: Services see 80 alone'],
    ],
    [
      'on one port by one name',
      'containers: [{ name: a, ports: [{ name: http, containerPort: 80 }] }, { name: b, ports: [{ name: http, containerPort: 80 }] }]',
      ['container-port default/a[Pod]: containers a and b both declare TCP 80, but only one of them can listen on it'],
    ],
    [
      'one of them an init container',
      'containers: [{ ports: [{ containerPort: 80 }] }], initContainers: [{ ports: [{ containerPort: 80 }] }]',
      [],
    ],
    [
      'with two protocols',
      'containers: [{ ports: [{ name: dns, containerPort: 53 }] }, { ports: [{ name: dns, containerPort: 53, protocol: UDP }] }]',
      [],
    ],
    [
      'on ports of their own',
      'containers: [{ ports: [{ containerPort: 80 }] }, { ports: [{ containerPort: 81 }] }, {}]',
      [],
    ],
    [
      'that is one container',
      'containers: [{ ports: [{ name: a, containerPort: 80 }, { name: b, containerPort: 80 }] }]',
      [],
    ],
  ])('%s', (_, spec, expected) => {
    expect(conflictsIn(pod(spec)).map(told)).toEqual(expected);
  });

  it('shows both ports', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      ports:
        - containerPort: 80
    - name: b
      ports:
        - containerPort: 81
        - containerPort: 80
`;
    const [found] = conflictsIn(text);
    expect(found && placed(found)).toEqual({
      location: { file: 'manifests.yaml', line: 12, column: 11 },
      related: [{ message: 'the earlier port', location: { file: 'manifests.yaml', line: 8, column: 11 } }],
    });
  });
});

describe('probes', () => {
  const probe = (port: string, others = ''): string[] =>
    conflictsIn(
      pod(
        `containers: [{ name: main, ports: [{ name: http, containerPort: 80 }], readinessProbe: { httpGet: { port: ${port} } } }${others}]`,
      ),
    ).map(told);

  it('ask named ports of their own container', () => {
    expect(probe('http')).toEqual([]);
    expect(probe('8080')).toEqual([]);
    expect(probe('web')).toEqual([
      'probe-port default/a[Pod]: the readiness probe of container main asks port web, which the container does not declare; it has http',
    ]);
    expect(probe('web', ', { name: side, ports: [{ name: web, containerPort: 81 }] }')).toEqual([
      'probe-port default/a[Pod]: the readiness probe of container main asks port web, which the container does not declare; container side has it, but probes know only the ports of their own container',
    ]);
  });

  it('are found where they ask, whatever kind they are of', () => {
    const found = conflictsIn(
      pod(
        'containers: [{ name: main, livenessProbe: { httpGet: { port: a } }, readinessProbe: { tcpSocket: { port: b } }, startupProbe: { grpc: { port: c } } }]',
      ),
    );
    expect(found.map(({ place: { path, on } }) => [...path, on].join('.'))).toEqual([
      'spec.containers.0.livenessProbe.httpGet.port.value',
      'spec.containers.0.readinessProbe.tcpSocket.port.value',
      'spec.containers.0.startupProbe.grpc.port.value',
    ]);
  });

  it('of containers without names for their ports', () => {
    expect(
      conflictsIn(pod('containers: [{ name: main, livenessProbe: { tcpSocket: { port: web } } }]')).map(told),
    ).toEqual([
      'probe-port default/a[Pod]: the liveness probe of container main asks port web, which the container does not declare; it names none',
    ]);
  });
});

describe('ports of nodes', () => {
  const both = 'default/a and default/b both claim TCP 8080 of their nodes, so no node can run both';

  it.each<[name: string, one: string, other: string, isClash: boolean]>([
    ['the same port', hostPort(8080), hostPort(8080), true],
    ['another port', hostPort(8080), hostPort(8081), false],
    ['another protocol', hostPort(8080), hostPort(8080, ', protocol: UDP'), false],
    ['two addresses', hostPort(8080, ', hostIP: 10.0.0.1'), hostPort(8080, ', hostIP: 10.0.0.2'), false],
    ['one address', hostPort(8080, ', hostIP: 10.0.0.1'), hostPort(8080, ', hostIP: 10.0.0.1'), true],
    ['an address and all of them', hostPort(8080, ', hostIP: 10.0.0.1'), hostPort(8080), true],
    ['an address and 0.0.0.0', hostPort(8080, ', hostIP: 10.0.0.1'), hostPort(8080, ', hostIP: 0.0.0.0'), true],
    ['two nodes', `nodeName: n1, ${hostPort(8080)}`, `nodeName: n2, ${hostPort(8080)}`, false],
    ['one node', `nodeName: n1, ${hostPort(8080)}`, `nodeName: n1, ${hostPort(8080)}`, true],
    ['a node and any', `nodeName: n1, ${hostPort(8080)}`, hostPort(8080), true],
    ['any and a node', hostPort(8080), `nodeName: n1, ${hostPort(8080)}`, true],
    [
      'node selectors that exclude each other',
      `nodeSelector: { os: linux }, ${hostPort(8080)}`,
      `nodeSelector: { os: windows }, ${hostPort(8080)}`,
      false,
    ],
    [
      'node selectors that do not',
      `nodeSelector: { os: linux }, ${hostPort(8080)}`,
      `nodeSelector: { disk: ssd }, ${hostPort(8080)}`,
      true,
    ],
    [
      'node affinity, which may keep them apart',
      `affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: pool, operator: In, values: [edge] }] }] } } }, ${hostPort(8080)}`,
      hostPort(8080),
      false,
    ],
    ['the host network', 'hostNetwork: true, containers: [{ ports: [{ containerPort: 8080 }] }]', hostPort(8080), true],
    [
      'init containers',
      `containers: [{}], initContainers: [{ ports: [{ containerPort: 80, hostPort: 8080 }] }]`,
      hostPort(8080),
      false,
    ],
  ])('%s', (_, one, other, isClash) => {
    const found = conflictsIn(workload('DaemonSet', 'a', one), workload('DaemonSet', 'b', other));
    expect(found.map(told)).toEqual(isClash ? [`host-port default/b[DaemonSet]: ${both}`] : []);
  });

  it('shows both claims', () => {
    const [found] = conflictsIn(
      workload('DaemonSet', 'a', hostPort(8080)),
      workload('Deployment', 'b', hostPort(8080)),
    );
    expect(found && placed(found)).toMatchObject({
      location: { file: 'manifests-1.yaml', line: 5 },
      related: [{ message: 'the claim of default/a[DaemonSet]', location: { file: 'manifests.yaml', line: 5 } }],
    });
  });

  it('are not claimed by what is scaled down to nothing', () => {
    const both = [
      workload('Deployment', 'a', hostPort(8080), 'replicas: 0, '),
      workload('Deployment', 'b', hostPort(8080)),
    ];
    expect(conflictsIn(...both)).toEqual([]);
  });

  it('stand in the way of replicas', () => {
    const replicas = (kind: string, count: number, spec: string): string[] =>
      conflictsIn(workload(kind, 'a', spec, `replicas: ${count}, `)).map(told);
    expect(replicas('Deployment', 3, hostPort(8080))).toEqual([
      'host-port-replicas default/a[Deployment]: 3 replicas claim TCP 8080 of their nodes, so no two of them fit on one node',
    ]);
    expect(
      replicas(
        'Deployment',
        2,
        'hostNetwork: true, containers: [{ ports: [{ containerPort: 1 }, { containerPort: 2 }] }]',
      ),
    ).toEqual([
      'host-port-replicas default/a[Deployment]: 2 replicas claim TCP 1, TCP 2 of their nodes, so no two of them fit on one node',
    ]);
    expect(replicas('Deployment', 1, hostPort(8080))).toEqual([]);
    expect(replicas('Deployment', 3, 'containers: [{ ports: [{ containerPort: 80 }] }]')).toEqual([]);
    expect(replicas('DaemonSet', 3, hostPort(8080))).toEqual([]);
  });

  const running = (name: string, node: string, owner: string): string => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${owner} }, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${owner}, controller: true }] }
spec: { nodeName: ${node}, ${hostPort(8080)} }
`;

  it('do not, where the pods run on nodes of their own', () => {
    expect(conflictsIn(running('a-1', 'n1', 'a'), running('a-2', 'n2', 'a'), running('b-1', 'n3', 'b'))).toEqual([]);
    expect(conflictsIn(running('a-1', 'n1', 'a'), running('b-1', 'n1', 'b'))).toHaveLength(1);
  });

  it('are compared quickly, however many there are', () => {
    const pods = Array.from({ length: 3_000 }, (_, index) => running(`p-${index}`, `n${index}`, `o${index}`));
    const { cluster } = analyzeText(pods.join('')).reachability;
    const started = performance.now();
    expect(portConflicts(cluster)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

it('lists conflicts in the order of their places', () => {
  const two =
    'containers: [{ ports: [{ containerPort: 80 }] }, { ports: [{ containerPort: 80 }], livenessProbe: { httpGet: { port: x } } }]';
  const found = conflictsIn(
    pod(two) + workload('Deployment', 'b', hostPort(1), 'replicas: 2, '),
    workload('DaemonSet', 'a', hostPort(1)),
  );
  expect(conflictLines(found).map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { type: 'container-port', location: { file: 'manifests.yaml', line: 5 } },
    { type: 'probe-port', location: { file: 'manifests.yaml', line: 5 } },
    { type: 'host-port', location: { file: 'manifests.yaml', line: 10 } },
    { type: 'host-port-replicas', location: { file: 'manifests.yaml', line: 10 } },
  ]);
});
