import type { Namespace } from '../cluster/index.ts';
import { containerPortsNamed } from '../model/container-port.ts';
import { contains, difference, union } from '../model/intervals.ts';
import type { IpBlock } from '../model/ip-set.ts';
import { portPoint, portRange, type PortSet } from '../model/port-set.ts';
import { matches } from '../model/selector.ts';
import type { NamespaceScope, Peer, PodScope, PortMatch } from '../policy/index.ts';
import { type Endpoint, type Face, isPolicedPod } from './endpoint.ts';
import { selectsNode } from './faces.ts';

export function inNamespaceScope(scope: NamespaceScope, namespace: Namespace): boolean {
  return scope.type === 'name' ? scope.name === namespace.name : matches(scope.selector, namespace.labels);
}

/** Selectors match pods with an address of their own, nothing else (semantics §1.6). */
export const inPodScope = (scope: PodScope, endpoint: Endpoint): boolean =>
  isPolicedPod(endpoint) &&
  inNamespaceScope(scope.namespaces, endpoint.namespace) &&
  matches(scope.pods, endpoint.labels);

/**
 * A known address is matched exactly; an unknown one only by a block that holds all of the range it lies in, or, where
 * nobody says, its whole family (docs/architecture.md).
 */
export function inBlock(block: IpBlock, { address, range }: Face): boolean {
  if (address !== undefined) return contains(block.set, address);
  return range === undefined ? block.wholeFamily : difference(range, block.set).length === 0;
}

export function matchesPeer(peer: Peer, endpoint: Endpoint, face: Face): boolean {
  switch (peer.type) {
    case 'pods':
      return inPodScope(peer, endpoint);
    case 'addresses':
      return inBlock(peer.block, face);
    case 'nodes':
      return (
        selectsNode(peer.selector, face.nodeLabels) ||
        (peer.includesPods && selectsNode(peer.selector, face.hostLabels))
      );
  }
}

/** The ports that a port match means on one destination. A name means nothing outside pods (semantics §1.7). */
export function portsOn(match: PortMatch, destination: Endpoint): PortSet {
  if (match.type === 'range') return portRange(match.protocol, match.first, match.last);
  if (!isPolicedPod(destination)) return [];
  return containerPortsNamed(destination.ports, match.name, match.protocol)
    .map(({ protocol, port }): PortSet => [portPoint(protocol, port), portPoint(protocol, port) + 1])
    .reduce<PortSet>((all, one) => union(all, one), []);
}
