import type { AdminPeer, AdminPolicyResource, NetworkPolicyPeer, NetworkPolicyResource } from '../../cluster/index.ts';
import type { Origin, Path } from '../../model/location.ts';
import type { ObjectRef } from '../../model/object-ref.ts';
import { EVERYTHING, type Selector } from '../../model/selector.ts';
import type { Direction, PodScope } from '../../policy/index.ts';
import { fact } from '../rule-context.ts';

/** A selector as somebody wrote it, and where. */
export interface WrittenSelector {
  readonly selector: Selector;
  readonly path: Path;
}

/** Pods that a policy means, as its author wrote them. */
export interface WrittenScope {
  readonly ref: ObjectRef;
  readonly origin: Origin;
  readonly role: 'subject' | 'peer';
  readonly scope: PodScope;
  /** Absent where the author wrote none of that kind. */
  readonly pods?: WrittenSelector;
  readonly namespaces?: WrittenSelector;
  /** Of a peer. */
  readonly direction?: Direction;
}

export const DIRECTIONS = ['ingress', 'egress'] as const satisfies readonly Direction[];

/** Where the peers of a rule stand. */
export const peersKey = (direction: Direction): 'from' | 'to' => (direction === 'ingress' ? 'from' : 'to');

type Owner = Pick<WrittenScope, 'ref' | 'origin'>;

interface Found {
  readonly scope: PodScope;
  readonly pods?: WrittenSelector;
  readonly namespaces?: WrittenSelector;
}

function ofPeer({ podSelector, namespaceSelector }: NetworkPolicyPeer, own: string, path: Path): Found | undefined {
  if (podSelector === undefined && namespaceSelector === undefined) return undefined;
  return {
    scope: {
      namespaces:
        namespaceSelector === undefined ? { type: 'name', name: own } : { type: 'labels', selector: namespaceSelector },
      pods: podSelector ?? EVERYTHING,
    },
    ...(podSelector && { pods: { selector: podSelector, path: [...path, 'podSelector'] } }),
    ...(namespaceSelector && { namespaces: { selector: namespaceSelector, path: [...path, 'namespaceSelector'] } }),
  };
}

function ofAdmin(peer: AdminPeer, path: Path): Found | undefined {
  if (peer.type !== 'namespaces' && peer.type !== 'pods') return undefined;
  const { namespaceSelector } = peer;
  const namespaces = { type: 'labels', selector: namespaceSelector } as const;
  if (peer.type === 'namespaces')
    return {
      scope: { namespaces, pods: EVERYTHING },
      namespaces: { selector: namespaceSelector, path: [...path, 'namespaces'] },
    };
  return {
    scope: { namespaces, pods: peer.podSelector },
    pods: { selector: peer.podSelector, path: [...path, 'pods', 'podSelector'] },
    namespaces: { selector: namespaceSelector, path: [...path, 'pods', 'namespaceSelector'] },
  };
}

function* peersOf<Peer>(
  owner: Owner,
  rules: Readonly<Record<Direction, readonly { readonly peers: readonly Peer[] }[]>>,
  read: (peer: Peer, path: Path) => Found | undefined,
): Generator<WrittenScope> {
  for (const direction of DIRECTIONS)
    for (const [index, { peers }] of rules[direction].entries())
      for (const [place, peer] of peers.entries()) {
        const path = ['spec', direction, index, peersKey(direction), place];
        const found = read(peer, path);
        if (found !== undefined) yield { ...owner, role: 'peer', direction, ...found };
      }
}

function* ofNetworkPolicy(policy: NetworkPolicyResource): Generator<WrittenScope> {
  const { ref, origin, podSelector } = policy;
  const own = ref.namespace ?? '';
  yield {
    ref,
    origin,
    role: 'subject',
    scope: { namespaces: { type: 'name', name: own }, pods: podSelector },
    pods: { selector: podSelector, path: ['spec', 'podSelector'] },
  };
  yield* peersOf({ ref, origin }, policy, (peer: NetworkPolicyPeer, path) => ofPeer(peer, own, path));
}

function* ofAdminPolicy(policy: AdminPolicyResource): Generator<WrittenScope> {
  const { ref, origin, subject } = policy;
  const found = ofAdmin(subject, ['spec', 'subject']);
  if (found !== undefined) yield { ref, origin, role: 'subject', ...found };
  yield* peersOf({ ref, origin }, policy, ofAdmin);
}

/** Every scope of every policy, as written, policy by policy. */
export const writtenScopes = fact(({ cluster }): readonly WrittenScope[] => [
  ...cluster.networkPolicies.flatMap((policy) => [...ofNetworkPolicy(policy)]),
  ...cluster.adminPolicies.flatMap((policy) => [...ofAdminPolicy(policy)]),
]);

/** How messages call a policy: by its kind and name, for a name alone may mean anything. */
export const policyName = ({ kind, namespace, name }: ObjectRef): string =>
  `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
