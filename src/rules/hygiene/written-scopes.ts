import type { AdminPeer, AdminPolicyResource, NetworkPolicyPeer, NetworkPolicyResource } from '../../cluster/index.ts';
import type { Origin, Path } from '../../model/location.ts';
import type { ObjectRef } from '../../model/object-ref.ts';
import { EVERYTHING, type Selector } from '../../model/selector.ts';
import type { Direction, NamespaceScope, PodScope } from '../../policy/index.ts';
import { fact } from '../rule-context.ts';

/** A selector as somebody wrote it, and where. */
export interface WrittenSelector {
  readonly selector: Selector;
  readonly path: Path;
}

/** Pods that somebody means, as they wrote them. */
interface Found {
  readonly scope: PodScope;
  /** Undefined where the author wrote none of that kind. */
  readonly pods: WrittenSelector | undefined;
  readonly namespaces: WrittenSelector | undefined;
}

/** Pods that a policy means: those it applies to, or a peer of a rule. */
export interface WrittenScope extends Found {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly role: 'subject' | 'peer';
  /** Of a peer. */
  readonly direction: Direction | undefined;
}

export const DIRECTIONS = ['ingress', 'egress'] as const satisfies readonly Direction[];

/** Where the peers of a rule stand. */
export const peersKey = (direction: Direction): 'from' | 'to' => (direction === 'ingress' ? 'from' : 'to');

const written = (selector: Selector | undefined, path: Path, key: string): WrittenSelector | undefined =>
  selector === undefined ? undefined : { selector, path: [...path, key] };

const inNamespaces = (selector: Selector): NamespaceScope => ({ type: 'labels', selector });

function ofPeer({ podSelector, namespaceSelector }: NetworkPolicyPeer, own: string, path: Path): Found | undefined {
  if (podSelector === undefined && namespaceSelector === undefined) return undefined;
  const namespaces: NamespaceScope =
    namespaceSelector === undefined ? { type: 'name', name: own } : inNamespaces(namespaceSelector);
  return {
    scope: { namespaces, pods: podSelector ?? EVERYTHING },
    pods: written(podSelector, path, 'podSelector'),
    namespaces: written(namespaceSelector, path, 'namespaceSelector'),
  };
}

function ofAdmin(peer: AdminPeer, path: Path): Found | undefined {
  if (peer.type !== 'namespaces' && peer.type !== 'pods') return undefined;
  const { namespaceSelector } = peer;
  const scope = { namespaces: inNamespaces(namespaceSelector), pods: EVERYTHING };
  if (peer.type === 'namespaces')
    return { scope, pods: undefined, namespaces: written(namespaceSelector, path, 'namespaces') };
  const place = [...path, 'pods'];
  return {
    scope: { namespaces: scope.namespaces, pods: peer.podSelector },
    pods: written(peer.podSelector, place, 'podSelector'),
    namespaces: written(namespaceSelector, place, 'namespaceSelector'),
  };
}

type Owner = Pick<WrittenScope, 'ref' | 'origin'>;

const asSubject = ({ ref, origin }: Owner, { scope, pods, namespaces }: Found): WrittenScope => ({
  ref,
  origin,
  role: 'subject',
  direction: undefined,
  scope,
  pods,
  namespaces,
});

function addPeers<Peer>(
  { ref, origin }: Owner,
  rules: Readonly<Record<Direction, readonly { readonly peers: readonly Peer[] }[]>>,
  read: (peer: Peer, path: Path) => Found | undefined,
  to: WrittenScope[],
): void {
  for (const direction of DIRECTIONS)
    for (const [index, { peers }] of rules[direction].entries())
      for (const [place, peer] of peers.entries()) {
        const found = read(peer, ['spec', direction, index, peersKey(direction), place]);
        if (found === undefined) continue;
        const { scope, pods, namespaces } = found;
        to.push({ ref, origin, role: 'peer', direction, scope, pods, namespaces });
      }
}

function addNetworkPolicy(policy: NetworkPolicyResource, to: WrittenScope[]): void {
  const own = policy.ref.namespace ?? '';
  to.push(
    asSubject(policy, {
      scope: { namespaces: { type: 'name', name: own }, pods: policy.podSelector },
      pods: written(policy.podSelector, ['spec'], 'podSelector'),
      namespaces: undefined,
    }),
  );
  addPeers(policy, policy, (peer: NetworkPolicyPeer, path) => ofPeer(peer, own, path), to);
}

function addAdminPolicy(policy: AdminPolicyResource, to: WrittenScope[]): void {
  const found = ofAdmin(policy.subject, ['spec', 'subject']);
  if (found !== undefined) to.push(asSubject(policy, found));
  addPeers(policy, policy, ofAdmin, to);
}

/** Every scope of every policy, as written, policy by policy. */
export const writtenScopes = fact(({ cluster }): readonly WrittenScope[] => {
  const found: WrittenScope[] = [];
  for (const policy of cluster.networkPolicies) addNetworkPolicy(policy, found);
  for (const policy of cluster.adminPolicies) addAdminPolicy(policy, found);
  return found;
});

/** How messages call a policy: by its kind and name, for a name alone may mean anything. */
export const policyName = ({ kind, namespace, name }: ObjectRef): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
