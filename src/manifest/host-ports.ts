import type { Complaints } from './complaints.ts';
import type { Container } from './container-resource.ts';

/** Ports of the node that containers of one pod claim at the same time, each once (semantics §1.17). */
function checkTogether(containers: readonly Container[], hostNetwork: boolean, complaints: Complaints): void {
  const claimed = new Set<string>();
  for (const { ports, path } of containers)
    for (let index = 0; index < ports.length; index += 1) {
      const declared = ports[index];
      if (declared?.hostPort === undefined) continue;
      const { hostPort, protocol, port, hostIP = '' } = declared;
      const place = [...path, 'ports', index, 'hostPort'];
      if (hostNetwork && hostPort !== port)
        complaints.invalid(place, `must be ${port} like containerPort, for the pod is on the host network`);
      const key = `${protocol} ${hostIP} ${hostPort}`;
      if (claimed.has(key)) complaints.invalid(place, `is claimed twice in this pod: ${protocol} ${hostPort}`);
      claimed.add(key);
    }
}

/** Rejects what the API server rejects of `hostPort`. Init containers run one by one, so each is looked at alone. */
export function checkHostPorts(containers: readonly Container[], hostNetwork: boolean, complaints: Complaints): void {
  if (!containers.some(({ ports }) => ports.some(({ hostPort }) => hostPort !== undefined))) return;
  checkTogether(
    containers.filter(({ role }) => role === 'main'),
    hostNetwork,
    complaints,
  );
  for (const container of containers)
    if (container.role !== 'main') checkTogether([container], hostNetwork, complaints);
}
