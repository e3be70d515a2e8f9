import type { Cluster } from '../../cluster/index.ts';
import { difference } from '../../model/intervals.ts';
import { matches } from '../../model/selector.ts';
import { selectorImplies } from '../../model/selector-algebra.ts';
import type { NamespaceScope, Peer, PodScope, Rule } from '../../policy/index.ts';
import { NAMESPACE_NAME_LABEL } from '../../model/labels.ts';
import { valuesAsked } from '../pod-index.ts';

type Namespaces = Cluster['namespaces'];

/** Whether every namespace of `a` is one of `b`, whatever pods and namespaces come later. */
function namespacesImply(a: NamespaceScope, b: NamespaceScope, namespaces: Namespaces): boolean {
  if (b.type === 'labels') {
    if (a.type === 'labels') return selectorImplies(a.selector, b.selector);
    const labels = namespaces.get(a.name)?.labels;
    return labels !== undefined && matches(b.selector, labels);
  }
  if (a.type === 'name') return a.name === b.name;
  const named = valuesAsked(a.selector, NAMESPACE_NAME_LABEL);
  return named?.every((name) => name === b.name) === true;
}

const namesOf = (scope: NamespaceScope): readonly string[] | undefined =>
  scope.type === 'name' ? [scope.name] : valuesAsked(scope.selector, NAMESPACE_NAME_LABEL);

/** False where both name namespaces, and none is named by both: then no pod is in both, and none need be looked at. */
export function mayShareNamespace(a: PodScope, b: PodScope): boolean {
  const names = namesOf(a.namespaces);
  const others = names === undefined ? undefined : namesOf(b.namespaces);
  return others === undefined || names?.some((name) => others.includes(name)) === true;
}

const scopeImplies = (a: PodScope, b: PodScope, namespaces: Namespaces): boolean =>
  namespacesImply(a.namespaces, b.namespaces, namespaces) && selectorImplies(a.pods, b.pods);

/** Whether a scope holds less than another by its words, though today both may hold the same pods. */
export const isNarrowerScope = (a: PodScope, b: PodScope, namespaces: Namespaces): boolean =>
  scopeImplies(a, b, namespaces) && !scopeImplies(b, a, namespaces);

function peerImplies(a: Peer, b: Peer, namespaces: Namespaces): boolean {
  if (a.type === 'pods') return b.type === 'pods' && scopeImplies(a, b, namespaces);
  if (a.type === 'nodes') return b.type === 'nodes' && selectorImplies(a.selector, b.selector);
  return b.type === 'addresses' && difference(a.block.set, b.block.set).length === 0;
}

/** Likewise for peers. Addresses are all known, so of them none is narrower than what it covers. */
export function isNarrowerPeer(a: Peer, b: Peer | 'anyone', namespaces: Namespaces): boolean {
  if (b === 'anyone') return true;
  if (a.type === 'addresses') return false;
  return peerImplies(a, b, namespaces) && !peerImplies(b, a, namespaces);
}

/** The peers of a rule one by one; a rule for anyone has one that is no peer of its own. */
export const peersOf = ({ peers }: Rule): readonly (Peer | 'anyone')[] => (peers === 'anyone' ? [peers] : peers);
