import type { ContainerPort } from '../model/container-port.ts';
import type { Path } from '../model/location.ts';
import { checkSyntax } from './check-syntax.ts';
import type { Complaints } from './complaints.ts';
import { readLabels } from './labels.ts';
import { field, integer, isTrue, items, nonEmptyText, protocolOf, text } from './read.ts';
import type { PodTemplate } from './resource.ts';
import { PORT_NAME } from './syntax.ts';

/** One declared port whose number stands under `numberKey`; undefined where it cannot be one. */
export function readPort(
  value: unknown,
  numberKey: string,
  path: Path,
  complaints: Complaints,
): ContainerPort | undefined {
  const name = nonEmptyText(value, 'name');
  const port = integer(value, numberKey);
  const protocol = protocolOf(value);
  checkSyntax(name, PORT_NAME, path, 'name', complaints);
  if (port === undefined) complaints.missing([...path, numberKey]);
  if (port === undefined || protocol === undefined) return undefined;
  return name === undefined ? { port, protocol } : { name, port, protocol };
}

/**
 * The ports on which a pod may listen by name (semantics §1.13): those of the containers in order, then those of the
 * sidecars. Init containers that end before the pod is ready contribute none.
 */
export function readContainerPorts(podSpec: unknown, path: Path, complaints: Complaints): ContainerPort[] {
  const ports: ContainerPort[] = [];
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of items(podSpec, list).entries()) {
      const listens = list === 'containers' || text(container, 'restartPolicy') === 'Always';
      for (const [portIndex, value] of items(container, 'ports').entries()) {
        const place = [...path, list, index, 'ports', portIndex];
        const port = readPort(value, 'containerPort', place, complaints);
        if (listens && port !== undefined) ports.push(port);
      }
    }
  }
  return ports;
}

/** A pod, or the template of pods: `value` holds `metadata` and `spec`, and stands at `path` of the object. */
export function readPodTemplate(value: unknown, path: Path, complaints: Complaints): PodTemplate {
  const spec = field(value, 'spec');
  const nodeName = nonEmptyText(spec, 'nodeName');
  return {
    labels: readLabels(field(value, 'metadata'), 'labels', [...path, 'metadata'], complaints),
    ports: readContainerPorts(spec, [...path, 'spec'], complaints),
    hostNetwork: isTrue(spec, 'hostNetwork'),
    ...(nodeName === undefined ? {} : { nodeName }),
    serviceAccountName: nonEmptyText(spec, 'serviceAccountName') ?? nonEmptyText(spec, 'serviceAccount') ?? 'default',
  };
}

/** A KubeVirt machine as a pod: it listens on the ports that its interfaces declare, behind the pod's address. */
export function readMachineTemplate(value: unknown, path: Path, complaints: Complaints): PodTemplate {
  const devicesPath = ['spec', 'domain', 'devices'];
  const devices = devicesPath.reduce(field, value);
  const ports: ContainerPort[] = [];
  for (const [index, card] of items(devices, 'interfaces').entries()) {
    for (const [portIndex, declared] of items(card, 'ports').entries()) {
      const place = [...path, ...devicesPath, 'interfaces', index, 'ports', portIndex];
      const port = readPort(declared, 'port', place, complaints);
      if (port !== undefined) ports.push(port);
    }
  }
  return {
    labels: readLabels(field(value, 'metadata'), 'labels', [...path, 'metadata'], complaints),
    ports,
    hostNetwork: false,
    serviceAccountName: 'default',
  };
}
