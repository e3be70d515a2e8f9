import { describe, expect, it } from 'vitest';
import { decodeDocument, isUsedKind, type Resource } from '../../src/manifest/index.ts';
import { parseAddress } from '../../src/model/ip-set.ts';
import { decodeText } from './documents.ts';

/** The one resource of a text that has no problem. */
function only<Type extends Resource['type']>(type: Type, text: string): Extract<Resource, { type: Type }> {
  const { resources, problems } = decodeText(text);
  expect(problems).toEqual([]);
  expect(resources).toHaveLength(1);
  const isOfType = (resource: Resource): resource is Extract<Resource, { type: Type }> => resource.type === type;
  const found = resources.find(isOfType);
  if (found === undefined) throw new Error(`no ${type} but ${resources[0]?.type ?? 'nothing'}`);
  return found;
}

const template = `
      metadata: { labels: { app: web } }
      spec: { containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }] }] }`;

describe('workloads', () => {
  it.each([
    ['v1', 'ReplicationController'],
    ['apps/v1', 'Deployment'],
    ['apps/v1beta1', 'Deployment'],
    ['extensions/v1beta1', 'Deployment'],
    ['apps/v1beta2', 'ReplicaSet'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['batch/v1', 'Job'],
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['apps.openshift.io/v1', 'DeploymentConfig'],
    ['v1', 'DeploymentConfig'],
  ])('%s %s is its spec.template', (apiVersion, kind) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, labels: { own: label } }\nspec:\n    template:${template}`;
    const workload = only('workload', text);
    expect(workload.ref).toEqual({ kind, namespace: 'default', name: 'a' });
    expect(workload.apiVersion).toBe(apiVersion);
    expect(workload.templatePath).toEqual(['spec', 'template']);
    expect(workload.template.labels).toEqual(new Map([['app', 'web']]));
    expect(workload.template.ports).toEqual([{ name: 'http', port: 8080, protocol: 'TCP' }]);
    expect(workload.template).toMatchObject({ hostNetwork: false, serviceAccountName: 'default' });
    expect(workload.replicas).toBeUndefined();
  });

  it('finds the template of a CronJob in its job template', () => {
    const text = `{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { jobTemplate: { spec: { template: { metadata: { labels: { a: b } } } } } } }`;
    const workload = only('workload', text);
    expect(workload.templatePath).toEqual(['spec', 'jobTemplate', 'spec', 'template']);
    expect(workload.template.labels).toEqual(new Map([['a', 'b']]));
  });

  it('reads a PodTemplate as a workload', () => {
    const workload = only('workload', `{ apiVersion: v1, kind: PodTemplate, metadata: { name: a }, template: {} }`);
    expect(workload.templatePath).toEqual(['template']);
  });

  it('reads what a StatefulSet says about its pods', () => {
    const set = (spec: string): string =>
      `{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: db }, spec: { template: {}, ${spec} } }`;
    expect(only('workload', set('replicas: 3, serviceName: db, ordinals: { start: 5 }'))).toMatchObject({
      replicas: 3,
      serviceName: 'db',
      firstOrdinal: 5,
    });
    const plain = only('workload', set(''));
    expect(plain.firstOrdinal).toBe(0);
    expect(plain).not.toHaveProperty('serviceName');
    expect(plain).not.toHaveProperty('replicas');
  });

  it('gives replicas only to kinds that have them', () => {
    const text = `{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a }, spec: { replicas: 3, template: {} } }`;
    expect(only('workload', text)).not.toHaveProperty('replicas');
  });

  it('names the controller among the owners', () => {
    const text = `
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: web-5d9c
  ownerReferences:
    - { apiVersion: v1, kind: ConfigMap, name: other }
    - { apiVersion: apps/v1, kind: Deployment, name: web, controller: true }
spec: { template: {} }`;
    expect(only('workload', text).owner).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
  });

  it('leaves a Rollout that points at a Deployment to that Deployment', () => {
    const text = `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: a }, spec: { workloadRef: { name: b } } }`;
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [], skipped: [{ kind: 'Rollout' }] });
  });

  it('takes container ports in order, then those of sidecars, and none of other init containers', () => {
    const text = `
apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  hostNetwork: true
  nodeName: node-1
  serviceAccountName: robot
  initContainers:
    - { name: setup, ports: [{ containerPort: 1 }] }
    - { name: proxy, restartPolicy: Always, ports: [{ containerPort: 15001, name: proxy }] }
  containers:
    - { name: a, ports: [{ containerPort: 53, protocol: UDP }, { containerPort: 80 }] }
    - { name: b }
    - { name: c, ports: [{ containerPort: 9090, name: metrics, protocol: "" }] }`;
    expect(only('pod', text).template).toMatchObject({
      labels: new Map(),
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 80, protocol: 'TCP' },
        { name: 'metrics', port: 9090, protocol: 'TCP' },
        { name: 'proxy', port: 15001, protocol: 'TCP' },
      ],
      hostNetwork: true,
      nodeName: 'node-1',
      serviceAccountName: 'robot',
    });
  });
});

describe('pods and nodes', () => {
  it('reads the addresses of a pod once each and drops what is none', () => {
    const text = `
apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop }
status: { phase: Running, podIP: 10.0.0.1, podIPs: [{ ip: 10.0.0.1 }, { ip: "fd00::1" }, { ip: 10.0.0.256 }] }`;
    const pod = only('pod', text);
    expect(pod.addresses).toEqual([parseAddress('10.0.0.1'), parseAddress('fd00::1')]);
    expect(pod.phase).toBe('Running');
    expect(pod.ref.namespace).toBe('shop');
  });

  it('reads a KubeVirt machine by the ports of its interfaces', () => {
    const machine = `
      metadata: { labels: { vm: a } }
      spec: { domain: { devices: { interfaces: [{ name: default, masquerade: {}, ports: [{ name: ssh, port: 22 }] }] } } }`;
    const vm = only(
      'workload',
      `apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: { name: a }\nspec:\n    template:${machine}`,
    );
    expect(vm.template.ports).toEqual([{ name: 'ssh', port: 22, protocol: 'TCP' }]);
    expect(vm.template.labels).toEqual(new Map([['vm', 'a']]));
    const text = `{ apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, metadata: { name: a, labels: { vm: a } } }`;
    expect(only('pod', text).template.labels).toEqual(new Map([['vm', 'a']]));
  });

  it('reads the addresses of a node that are addresses', () => {
    const text = `
apiVersion: v1
kind: Node
metadata: { name: n1, namespace: ignored, labels: { zone: a } }
status: { addresses: [{ type: Hostname, address: n1 }, { type: InternalIP, address: 172.18.0.2 }] }`;
    const node = only('node', text);
    expect(node.ref).toEqual({ kind: 'Node', name: 'n1' });
    expect(node.addresses).toEqual([parseAddress('172.18.0.2')]);
  });

  it('reads the labels of a namespace, whatever their names', () => {
    const text = `{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { constructor: x, team: "" } } }`;
    expect(only('namespace', text).labels).toEqual(
      new Map([
        ['constructor', 'x'],
        ['team', ''],
      ]),
    );
  });

  it('completes a generated name', () => {
    const text = `{ apiVersion: batch/v1, kind: Job, metadata: { generateName: migrate- }, spec: { template: {} } }`;
    expect(only('workload', text).ref.name).toBe('migrate-xxxxx');
  });

  it.each(['null', '""', ''])('puts an object with the namespace %j where the manifest is applied', (namespace) => {
    const text = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: ${namespace}`;
    expect(decodeText(text, 'team').resources[0]?.ref.namespace).toBe('team');
  });
});

describe('endpoints', () => {
  it('passes over a slice of host names', () => {
    const text = `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: a }, addressType: FQDN }`;
    expect(decodeText(text)).toMatchObject({ resources: [], problems: [] });
  });
});

describe('what is read at all', () => {
  it.each([
    ['v1', 'Service', true],
    [undefined, 'Service', true],
    ['serving.knative.dev/v1', 'Service', false],
    ['v1', 'List', true],
    [undefined, 'ConfigMapList', true],
    ['v1', 'ConfigMap', true],
    [undefined, 'ConfigMap', true],
    ['extensions/v1beta1', 'NetworkPolicy', true],
    ['cilium.io/v2', 'CiliumNetworkPolicy', true],
    [undefined, 'EgressFirewall', true],
    ['projectcalico.org/v3', 'GlobalNetworkPolicy', true],
    ['projectcalico.org/v3', 'StagedNetworkPolicy', false],
    ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy', false],
    ['v1', '__proto__', false],
    ['constructor', 'constructor', false],
  ])('%s %s: %s', (apiVersion, kind, used) => {
    expect(isUsedKind(apiVersion, kind)).toBe(used);
  });

  it.each([
    ['a list', '- 1'],
    ['a text', 'hello'],
    ['nothing', 'null'],
    ['Helm values', 'replicaCount: 1\nservice: { port: 80 }'],
    ['a kind that is no text', 'apiVersion: v1\nkind: 5'],
    ['an object without version', 'kind: Pod\nmetadata: { name: a }'],
  ])('passes over %s as no Kubernetes object', (_, text) => {
    const { resources, problems, skipped } = decodeText(text);
    expect({ resources, problems, kinds: skipped.map(({ kind }) => kind) }).toEqual({
      resources: [],
      problems: [],
      kinds: [''],
    });
  });

  it('passes over the same kind of a foreign group, and says where it stands', () => {
    const text = 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: wrong }';
    expect(decodeText(text)).toEqual({
      resources: [],
      problems: [],
      ignores: [],
      skipped: [
        { apiVersion: 'serving.knative.dev/v1', kind: 'Service', location: { file: 'a.yaml', line: 1, column: 1 } },
      ],
    });
  });

  it('asks for no position when nothing is wrong', () => {
    const fail = (): never => {
      throw new Error('a position was asked for');
    };
    const value = { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Secret' }] };
    const document = {
      value,
      origin: { file: 'a.yaml', locate: fail, locateValue: fail, locateText: fail },
      comments: () => [],
    };
    expect(decodeDocument(document, { defaultNamespace: 'default' }).skipped).toHaveLength(1);
  });
});

describe('lists', () => {
  const text = `
apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Namespace
    metadata: { name: a }
  - apiVersion: v1
    kind: PodList
    items:
      - metadata:
          name: p
          labels: { app: "!" }
      - metadata: { name: q }
  - apiVersion: v1
    kind: Secret
`;

  it('flattens lists in lists, with kinds that only the list tells', () => {
    const { resources, skipped } = decodeText(text);
    expect(resources.map(({ ref }) => ref)).toEqual([
      { kind: 'Namespace', name: 'a' },
      { kind: 'Pod', namespace: 'default', name: 'q' },
    ]);
    expect(skipped.map(({ kind, location }) => `${kind} ${location.line}:${location.column}`)).toEqual(['Secret 15:5']);
  });

  it('keeps the positions of the items', () => {
    const { problems, resources } = decodeText(text);
    expect(problems.map(({ object, location }) => [object, location?.line, location?.column])).toEqual([
      ['default/p[Pod]', 13, 26],
    ]);
    expect(resources[1]?.origin.locate(['metadata', 'name'])).toEqual({ file: 'a.yaml', line: 14, column: 21 });
  });

  it.each(['DeploymentList', 'StatefulSetList'])('reads a %s', (kind) => {
    const list = `{ apiVersion: apps/v1, kind: ${kind}, items: [{ metadata: { name: a }, spec: { template: {} } }] }`;
    expect(decodeText(list).resources[0]?.ref.kind).toBe(kind.slice(0, -4));
  });

  it('takes a kind that only sounds like a list for what it is', () => {
    expect(decodeText('{ apiVersion: example.com/v1, kind: AllowList, spec: {} }').skipped[0]?.kind).toBe('AllowList');
  });
});
