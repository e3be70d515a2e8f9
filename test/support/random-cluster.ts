import { PLAIN_POD } from '../../src/manifest/pod-template.ts';
import type { ContainerPort, PodTemplate, Resource } from '../../src/manifest/resource.ts';
import { parseAddress } from '../../src/model/ip-set.ts';
import type { Origin } from '../../src/model/location.ts';
import { PROTOCOLS } from '../../src/model/protocol.ts';
import type { Random } from './random.ts';
import { randomAdminPolicies, randomNetworkPolicy } from './random-policies.ts';

export const NAMESPACES = ['a', 'b', 'c', '__proto__'];
const KEYS = ['app', 'tier', 'constructor'];
const VALUES = ['x', 'y', '', 'toString'];
export const PORT_NAMES = ['http', 'dns', 'metrics'];
export const PORTS = [53, 80, 443, 8080, 9090];
const NODES = ['node-0', 'node-1', 'node-2'];

export const origin = (file: string): Origin => ({
  file,
  locate: (path) => ({ file, line: 1, column: 1 + path.length }),
  locateValue: (path) => ({ file, line: 1, column: 1 + path.length }),
  locateText: (path) => ({ file, line: 1, column: 1 + path.length }),
});

export const randomLabels = (random: Random): Map<string, string> =>
  new Map(random.list(0, 3, () => [random.pick(KEYS), random.pick(VALUES)]));

const randomPorts = (random: Random): ContainerPort[] =>
  random.list(0, 3, () => ({
    ...(random.chance(0.8) ? { name: random.pick(PORT_NAMES) } : {}),
    port: random.pick(PORTS),
    protocol: random.pick(PROTOCOLS),
  }));

const randomTemplate = (random: Random): PodTemplate => ({
  labels: randomLabels(random),
  ports: randomPorts(random),
  hostNetwork: random.chance(0.1),
  ...(random.chance(0.7) ? { nodeName: random.pick(NODES) } : {}),
  serviceAccountName: 'default',
  ...PLAIN_POD,
});

/** Addresses that the random policies' blocks cut through. */
function randomAddresses(random: Random): bigint[] {
  const texts = random.list(0, 2, () =>
    random.chance(0.6)
      ? `10.${random.below(3)}.${random.below(3)}.${random.below(250)}`
      : `fd00:${random.below(3)}::${random.below(99)}`,
  );
  return texts.flatMap((text) => parseAddress(text) ?? []);
}

function randomWorkload(random: Random, name: string): Resource {
  const kind = random.pick(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);
  const base = { apiVersion: 'v1', origin: origin(`${name}.yaml`) };
  return {
    type: 'workload',
    ...base,
    ref: { kind, namespace: random.pick(NAMESPACES), name },
    template: randomTemplate(random),
    objectLabels: { all: new Map() },
    templatePath: ['spec', 'template'],
    replicas: random.below(4),
  };
}

function randomPod(random: Random, name: string): Resource {
  const template = randomTemplate(random);
  const owner = { apiVersion: 'v1', kind: random.pick(['Deployment', 'StatefulSet']), name: `w${random.below(4)}` };
  const runtime: [string, string][] = random.chance(0.5) ? [['statefulset.kubernetes.io/pod-name', name]] : [];
  return {
    type: 'pod',
    apiVersion: 'v1',
    origin: origin(`${name}.yaml`),
    ref: { kind: 'Pod', namespace: random.pick(NAMESPACES), name },
    template: { ...template, labels: new Map([...template.labels, ...runtime]) },
    ...(random.chance(0.5) ? { owner } : {}),
    addresses: randomAddresses(random),
    ...(random.chance(0.1) ? { phase: 'Succeeded' } : {}),
  };
}

const randomNode = (random: Random, name: string): Resource => ({
  type: 'node',
  apiVersion: 'v1',
  origin: origin(`${name}.yaml`),
  ref: { kind: 'Node', name },
  labels: randomLabels(random),
  addresses: randomAddresses(random),
});

/** A small cluster that uses every feature the rule form has. */
export function randomResources(random: Random): Resource[] {
  const namespaces = NAMESPACES.filter(() => random.chance(0.7)).map((name): Resource => ({
    type: 'namespace',
    apiVersion: 'v1',
    origin: origin(`${name}.yaml`),
    ref: { kind: 'Namespace', name },
    labels: randomLabels(random),
  }));
  let count = 0;
  const named = (prefix: string): string => `${prefix}${count++}`;
  return [
    ...namespaces,
    ...random.list(2, 6, () => randomWorkload(random, named('w'))),
    ...random.list(1, 5, () => randomPod(random, named('p'))),
    ...NODES.filter(() => random.chance(0.4)).map((name) => randomNode(random, name)),
    ...random.list(2, 9, () => randomNetworkPolicy(random, named('np'))),
    ...(random.chance(0.6) ? randomAdminPolicies(random) : []),
  ];
}
