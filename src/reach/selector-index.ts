import type { IpBlock, IpSet } from '../model/ip-set.ts';
import { firstOf } from '../model/number-arrays.ts';
import { PairTable } from '../model/pair-table.ts';
import { once } from '../model/remember.ts';
import { matches, type Requirement, type Selector, selectorKey } from '../model/selector.ts';
import { selectorNumbers } from '../model/selector-numbers.ts';
import type { Peer, PodScope } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { isPolicedPod } from './endpoint.ts';
import type { AddressView } from './external.ts';
import { UNKNOWN_FACE } from './faces.ts';
import { type LabelColumn, LabelColumns, type LabelTest } from './label-columns.ts';
import { matchesPeer } from './matching.ts';
import { namespaceIndex } from './namespace-index.ts';
import type { PolicyView } from './policy-view.ts';

/** Classes by number, ascending. */
export type Members = Int32Array;

/** Which classes a scope or peer matches, without asking every class: seeded by the rarest label that must be there. */
export interface SelectorIndex {
  podsIn(scope: PodScope): Members;
  matching(peer: Peer): Members;
}

const NOBODY: Members = new Int32Array();

const sizeOf = (lists: readonly Members[]): number => {
  let size = 0;
  for (const list of lists) size += list.length;
  return size;
};

/** Lists of different classes as one, in ascending order. */
function joined(lists: readonly Members[]): Members {
  const [first = NOBODY] = lists;
  if (lists.length < 2) return first;
  const all = new Int32Array(sizeOf(lists));
  let length = 0;
  for (const list of lists) {
    all.set(list, length);
    length += list.length;
  }
  return all.sort();
}

/** Of so few, each is asked: that costs less than to make ready for many. */
const FEW = 64;

/** In a smaller namespace it costs more to look for what was found than to find it again. */
const LEAST_KEPT = 16;

export function selectorIndex(classes: readonly SeatClass[], view: PolicyView, addresses: AddressView): SelectorIndex {
  const labels = new LabelColumns(view.vocabulary);
  const pods: number[] = [];
  for (let id = 0; id < classes.length; id += 1) {
    const endpoint = classes[id]?.seat.endpoint;
    if (endpoint === undefined || !isPolicedPod(endpoint)) continue;
    pods.push(id);
    labels.add(id, endpoint.labels);
  }
  const allPods = Int32Array.from(pods);
  const namespaces = namespaceIndex(classes, allPods);

  const scratch = new Int32Array(classes.length);
  /** Keeps those of the first `count` that are in one of the namespaces. */
  const keepAtHome = (count: number, isHome: Uint8Array): number => {
    const { namespaceOf } = namespaces;
    let kept = 0;
    for (let place = 0; place < count; place += 1) {
      const id = scratch[place] ?? 0;
      scratch[kept] = id;
      kept += isHome[namespaceOf[id] ?? 0] ?? 0;
    }
    return kept;
  };
  /** Those of the lists that are in one of the namespaces, where some are given, and pass the tests. */
  const filter = (lists: readonly Members[], isHome: Uint8Array | undefined, tests: readonly LabelTest[]): Members => {
    let length = 0;
    for (const list of lists) {
      scratch.set(list, length);
      length += list.length;
    }
    if (isHome !== undefined) length = keepAtHome(length, isHome);
    for (const { column, passes } of tests) length = column.keep(scratch, length, passes, classes.length);
    const found = firstOf(scratch, length);
    return lists.length > 1 ? found.sort() : found;
  };

  const askEach = (candidates: Members, selector: Selector): Members => {
    const asked = candidates.length;
    let length = 0;
    for (let i = 0; i < asked; i += 1) {
      const id = candidates[i] ?? 0;
      const endpoint = classes[id]?.seat.endpoint;
      if (endpoint === undefined || !isPolicedPod(endpoint) || !matches(selector, endpoint.labels)) continue;
      scratch[length] = id;
      length += 1;
    }
    return firstOf(scratch, length);
  };

  /** By the rarest label that must be there, or by namespace where that leaves fewer. */
  const search = (selector: Selector, homes: readonly number[], fromHomes: readonly Members[]): Members => {
    const isEverywhere = homes.length === namespaces.count;
    let seed: { readonly column: LabelColumn; readonly requirement: Requirement } | undefined;
    let least = sizeOf(fromHomes);
    for (const requirement of selector.requirements) {
      const column = labels.column(requirement.key);
      const count = column?.countFor(requirement) ?? Infinity;
      if (column === undefined || count >= least) continue;
      least = count;
      seed = { column, requirement };
    }
    const tests = selector.requirements.flatMap((requirement) => {
      const column = requirement === seed?.requirement ? undefined : labels.column(requirement.key);
      return column === undefined ? [] : [{ column, passes: column.passing(requirement) }];
    });
    if (seed === undefined) return filter(fromHomes, undefined, tests);
    return filter(seed.column.listsFor(seed.requirement), isEverywhere ? undefined : namespaces.flags(homes), tests);
  };

  const collect = ({ namespaces: scope, pods: selector }: PodScope): Members => {
    const homes = namespaces.matching(scope);
    if (homes.length === 0) return NOBODY;
    if (homes.length === 1) {
      const only = namespaces.membersOf(homes[0] ?? 0);
      if (selector.requirements.length === 0) return only;
      if (only.length <= FEW) return askEach(only, selector);
    }
    const fromHomes = homes.length === namespaces.count ? [allPods] : homes.map((home) => namespaces.membersOf(home));
    return selector.requirements.length === 0 ? joined(fromHomes) : search(selector, homes, fromHomes);
  };

  const numberOf = selectorNumbers();
  const scopes = { byName: new PairTable(), bySelector: new PairTable() };
  const found: { readonly byName: Members[]; readonly bySelector: Members[] } = { byName: [], bySelector: [] };
  const podsIn = (scope: PodScope): Members => {
    const { namespaces: scoped, pods } = scope;
    if (scoped.type === 'name') {
      const [home] = namespaces.matching(scoped);
      if (home === undefined) return NOBODY;
      if (namespaces.membersOf(home).length < LEAST_KEPT) return collect(scope);
      return (found.byName[scopes.byName.intern(home, numberOf(pods))] ??= collect(scope));
    }
    return (found.bySelector[scopes.bySelector.intern(numberOf(scoped.selector), numberOf(pods))] ??= collect(scope));
  };

  const byBlock = blockMembers(classes, view.blocks, addresses);
  const onNodes = once(() =>
    [...classes.entries()].filter(
      ([, { seat }]) => seat.face.nodeLabels !== undefined || seat.face.hostLabels !== undefined,
    ),
  );
  const byNodes = new Map<string, Members>();
  const find = (peer: Peer): Members => {
    if (peer.type === 'pods') return podsIn(peer);
    if (peer.type === 'addresses') return byBlock.get(peer.block.text) ?? NOBODY;
    const key = `${peer.includesPods}\0${selectorKey(peer.selector)}`;
    const members =
      byNodes.get(key) ??
      Int32Array.from(onNodes().flatMap(([id, { seat }]) => (matchesPeer(peer, seat.endpoint, seat.face) ? [id] : [])));
    byNodes.set(key, members);
    return members;
  };
  return { podsIn, matching: find };
}

/** Blocks are asked once for each class: by its known address, or, without one, those that hold all it may be. */
function blockMembers(
  classes: readonly SeatClass[],
  blocks: readonly IpBlock[],
  addresses: AddressView,
): ReadonlyMap<string, Members> {
  const members: number[][] = blocks.map(() => []);
  const wholeFamilies = blocks.flatMap(({ wholeFamily }, index) => (wholeFamily ? [index] : []));
  const around = (range: IpSet | undefined): readonly number[] =>
    range === undefined ? wholeFamilies : addresses.blocksAround(range);
  for (let id = 0; id < classes.length; id += 1) {
    const { address, range } = classes[id]?.seat.face ?? UNKNOWN_FACE;
    const held = address === undefined ? around(range) : addresses.blocksAt(address);
    for (const block of held) members[block]?.push(id);
  }
  return new Map(blocks.map(({ text }, index) => [text, Int32Array.from(members[index] ?? [])]));
}
