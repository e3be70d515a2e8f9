import type { Namespace } from '../cluster/index.ts';
import type { IpBlock } from '../model/ip-set.ts';
import { NAMESPACE_NAME_LABEL } from '../model/labels.ts';
import { matches, type Selector, selectorKey } from '../model/selector.ts';
import type { NamespaceScope, Peer, PodScope } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { isPolicedPod, type WorkloadEndpoint } from './endpoint.ts';
import type { AddressView } from './external.ts';
import { inNamespaceScope, matchesPeer } from './matching.ts';

/** Classes by number, ascending. Equal questions give the same array. */
export type Members = Int32Array;

/** Which classes a scope or peer matches, without asking every class: seeded by the rarest label that must be there. */
export interface SelectorIndex {
  podsIn(scope: PodScope): Members;
  matching(peer: Peer): Members;
}

/** Lists of classes by some key. */
class Postings {
  readonly #lists = new Map<string, number[]>();

  add(key: string, id: number): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, [id]);
    else list.push(id);
  }

  get(key: string): readonly number[] {
    return this.#lists.get(key) ?? [];
  }
}

type Lists = readonly (readonly number[])[];

const sizeOf = (lists: Lists): number => lists.reduce((sum, list) => sum + list.length, 0);

const scopeKey = ({ namespaces, pods }: PodScope): string =>
  `${namespaces.type === 'name' ? `=${namespaces.name}` : `?${selectorKey(namespaces.selector)}`}\0${selectorKey(pods)}`;

/** The names that a selector gives for namespaces; undefined where it does not ask for any. */
export const namesAsked = ({ requirements }: Selector): readonly string[] | undefined =>
  requirements.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')?.values;

/** Namespaces by selector, each selector asked once. */
function namespaceFinder(namespaces: ReadonlyMap<string, Namespace>): (scope: NamespaceScope) => ReadonlySet<string> {
  const found = new Map<string, ReadonlySet<string>>();
  return (scope) => {
    if (scope.type === 'name') return new Set([scope.name]);
    const key = selectorKey(scope.selector);
    let names = found.get(key);
    if (names === undefined) {
      // Most selectors ask for a namespace by its name: then no other need be looked at.
      const candidates = namesAsked(scope.selector)?.flatMap((name) => namespaces.get(name) ?? []);
      names = new Set(
        [...(candidates ?? namespaces.values())]
          .filter((namespace) => inNamespaceScope(scope, namespace))
          .map(({ name }) => name),
      );
      found.set(key, names);
    }
    return names;
  };
}

export function selectorIndex(
  classes: readonly SeatClass[],
  blocks: readonly IpBlock[],
  addresses: AddressView,
): SelectorIndex {
  const byLabel = new Postings();
  const byKey = new Postings();
  const byNamespace = new Postings();
  const pods: number[] = [];
  const endpointOf = new Map<number, WorkloadEndpoint>();
  const namespaces = new Map<string, Namespace>();
  for (const [id, { seat }] of classes.entries()) {
    const { endpoint } = seat;
    if (!isPolicedPod(endpoint)) continue;
    pods.push(id);
    endpointOf.set(id, endpoint);
    namespaces.set(endpoint.namespace.name, endpoint.namespace);
    byNamespace.add(endpoint.namespace.name, id);
    for (const [key, value] of endpoint.labels) {
      byLabel.add(`${key}=${value}`, id);
      byKey.add(key, id);
    }
  }
  const namespacesIn = namespaceFinder(namespaces);

  const labelCandidates = ({ requirements }: Selector): Lists => {
    let best: Lists = [pods];
    for (const { key, operator, values } of requirements) {
      if (operator !== 'In' && operator !== 'Exists') continue;
      // A label has one value, so the lists of two values never share a class.
      const lists =
        operator === 'Exists' ? [byKey.get(key)] : [...new Set(values)].map((value) => byLabel.get(`${key}=${value}`));
      if (sizeOf(lists) < sizeOf(best)) best = lists;
    }
    return best;
  };

  const collect = (scope: PodScope): Members => {
    const names = namespacesIn(scope.namespaces);
    const fromLabels = labelCandidates(scope.pods);
    const fromNamespaces = [...names].map((name) => byNamespace.get(name));
    const lists = sizeOf(fromNamespaces) < sizeOf(fromLabels) ? fromNamespaces : fromLabels;
    const found = lists.flatMap((list) =>
      list.filter((id) => {
        const endpoint = endpointOf.get(id);
        return endpoint !== undefined && names.has(endpoint.namespace.name) && matches(scope.pods, endpoint.labels);
      }),
    );
    return Int32Array.from(found).sort();
  };

  const byScope = new Map<string, Members>();
  const podsIn = (scope: PodScope): Members => {
    const key = scopeKey(scope);
    let members = byScope.get(key);
    if (members === undefined) {
      members = collect(scope);
      byScope.set(key, members);
    }
    return members;
  };

  const byBlock = blockMembers(classes, blocks, addresses);
  const find = (peer: Peer): Members => {
    if (peer.type === 'pods') return podsIn(peer);
    if (peer.type === 'addresses') return byBlock.get(peer.block.text) ?? new Int32Array();
    return Int32Array.from(
      [...classes.entries()].filter(([, { seat }]) => matchesPeer(peer, seat.endpoint, seat.face)).map(([id]) => id),
    );
  };
  // A peer is asked for once for every group that its policy selects.
  const byPeer = new Map<Peer, Members>();
  const matching = (peer: Peer): Members => {
    const members = byPeer.get(peer) ?? find(peer);
    byPeer.set(peer, members);
    return members;
  };
  return { podsIn, matching };
}

/** Blocks are asked once for each class: by its known address, or, without one, those that hold all it may be. */
function blockMembers(
  classes: readonly SeatClass[],
  blocks: readonly IpBlock[],
  addresses: AddressView,
): ReadonlyMap<string, Members> {
  const members: number[][] = blocks.map(() => []);
  const wholeFamilies = blocks.flatMap(({ wholeFamily }, index) => (wholeFamily ? [index] : []));
  for (const [id, { seat }] of classes.entries()) {
    const { address, range } = seat.face;
    const around = range === undefined ? wholeFamilies : addresses.blocksAround(range);
    for (const block of address === undefined ? around : addresses.blocksAt(address)) members[block]?.push(id);
  }
  return new Map(blocks.map(({ text }, index) => [text, Int32Array.from(members[index] ?? [])]));
}
