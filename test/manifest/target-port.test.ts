import { describe, expect, it } from 'vitest';
import { containerPortsNamed, findTargetPort } from '../../src/model/container-port.ts';
import { decodeText } from './documents.ts';

/** The ports of a pod with these containers and init containers. */
function portsOf(containers: string, initContainers = '[]') {
  const spec = `{ containers: ${containers}, initContainers: ${initContainers} }`;
  const { resources } = decodeText(`{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: ${spec} }`);
  const [pod] = resources;
  if (pod?.type !== 'pod') throw new Error('no pod');
  return pod.template.ports;
}

describe('the target port of a Service', () => {
  const two = portsOf(
    '[{ ports: [{ name: web, containerPort: 81 }] }, { ports: [{ name: web, containerPort: 82 }, { name: dns, containerPort: 53, protocol: UDP }] }]',
    '[{ restartPolicy: Always, ports: [{ name: web, containerPort: 80 }, { name: side, containerPort: 90 }] }, { ports: [{ name: once, containerPort: 1 }] }]',
  );

  it.each([
    ['a number that nobody declares, as it is', 93, 'TCP', 93],
    ['a name, by the first container before the sidecars', 'web', 'TCP', 81],
    ['a name of a sidecar', 'side', 'TCP', 90],
    ['a name under its own protocol', 'dns', 'UDP', 53],
    ['a name under another protocol, nowhere', 'dns', 'TCP', undefined],
    ['a name of an init container that ends, nowhere', 'once', 'TCP', undefined],
    ['a name that nobody has, nowhere', 'missing', 'TCP', undefined],
  ] as const)('finds %s', (_, targetPort, protocol, expected) => {
    expect(findTargetPort(two, targetPort, protocol)).toBe(expected);
  });

  it('is every port of that name for a policy', () => {
    expect(containerPortsNamed(two, 'web', 'TCP').map(({ port }) => port)).toEqual([81, 82, 80]);
    expect(containerPortsNamed(two, 'web', 'UDP')).toEqual([]);
  });
});
