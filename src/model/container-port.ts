import type { Protocol } from './protocol.ts';

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** The ports that a policy's named port stands for on a pod: name and protocol must both agree (semantics §1.7). */
export const containerPortsNamed = (
  ports: readonly ContainerPort[],
  name: string,
  protocol?: Protocol,
): readonly ContainerPort[] =>
  ports.filter((port) => port.name === name && port.protocol === (protocol ?? port.protocol));

/**
 * The number that a Service's `targetPort` stands for on a pod (semantics §1.13): a number as it is, declared or not; a
 * name by the first container port with that name and the Service port's protocol. Undefined: no endpoint on this pod.
 */
export function findTargetPort(
  ports: readonly ContainerPort[],
  targetPort: number | string,
  protocol: Protocol,
): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return ports.find((port) => port.name === targetPort && port.protocol === protocol)?.port;
}
