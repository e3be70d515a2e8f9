import type { IpBlock } from '../model/ip-set.ts';
import { remember } from '../model/remember.ts';
import { type Selector, selectorKey } from '../model/selector.ts';
import type { Peer, PodScope } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { isPolicedPod } from './endpoint.ts';
import type { AddressView } from './external.ts';
import { holds, LabelColumns, type LabelTest } from './label-columns.ts';
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

/** Nothing has a label whose key no class carries: then a requirement holds for all, or for none. */
type Demands = { readonly tests: readonly LabelTest[]; readonly seeds: readonly Members[] | undefined } | 'nobody';

export function selectorIndex(classes: readonly SeatClass[], view: PolicyView, addresses: AddressView): SelectorIndex {
  const labels = new LabelColumns(view.vocabulary);
  const pods: number[] = [];
  for (const [id, { seat }] of classes.entries()) {
    if (!isPolicedPod(seat.endpoint)) continue;
    pods.push(id);
    labels.add(id, seat.endpoint.labels);
  }
  const allPods = Int32Array.from(pods);
  const namespaces = namespaceIndex(classes, allPods);

  const demandsOf = ({ requirements }: Selector): Demands => {
    const tests: LabelTest[] = [];
    let seeds: readonly Members[] | undefined;
    for (const requirement of requirements) {
      const isPositive = requirement.operator === 'In' || requirement.operator === 'Exists';
      const column = labels.column(requirement.key);
      if (column === undefined || column.size === 0) {
        if (isPositive) return 'nobody';
        continue;
      }
      tests.push({ column, passes: column.passing(requirement) });
      const candidates = column.candidates(requirement);
      if (candidates !== undefined && (seeds === undefined || sizeOf(candidates) < sizeOf(seeds))) seeds = candidates;
    }
    return { tests, seeds };
  };

  const scratch = new Int32Array(classes.length);
  const collect = ({ namespaces: scope, pods: selector }: PodScope): Members => {
    const homes = namespaces.matching(scope);
    const demands = demandsOf(selector);
    if (demands === 'nobody' || homes.length === 0) return NOBODY;
    const isEverywhere = homes.length === namespaces.count;
    const fromHomes = isEverywhere ? [allPods] : homes.map((home) => namespaces.membersOf(home));
    const { tests, seeds } = demands;
    if (tests.length === 0) return joined(fromHomes);
    const isSeeded = seeds !== undefined && sizeOf(seeds) < sizeOf(fromHomes);
    const isHome = isSeeded && !isEverywhere ? namespaces.flags(homes) : undefined;
    const { namespaceOf } = namespaces;
    for (const { column } of tests) column.prepare(classes.length);
    let length = 0;
    for (const list of isSeeded ? seeds : fromHomes)
      for (const id of list)
        if ((isHome === undefined || isHome[namespaceOf[id] ?? 0] === 1) && holds(tests, id)) {
          scratch[length] = id;
          length += 1;
        }
    const found = scratch.slice(0, length);
    return (isSeeded ? seeds : fromHomes).length > 1 ? found.sort() : found;
  };

  // Scopes of one namespace are small and many: to look for one costs more than to work it out.
  const byKey = new Map<string, Members>();
  const podsIn = (scope: PodScope): Members => {
    if (scope.namespaces.type === 'name') return collect(scope);
    const key = `${selectorKey(scope.namespaces.selector)}\0${selectorKey(scope.pods)}`;
    const members = byKey.get(key) ?? collect(scope);
    byKey.set(key, members);
    return members;
  };

  const byBlock = blockMembers(classes, view.blocks, addresses);
  const onNodes = [...classes.entries()].filter(
    ([, { seat }]) => seat.face.nodeLabels !== undefined || seat.face.hostLabels !== undefined,
  );
  const byNodes = new Map<string, Members>();
  const find = (peer: Peer): Members => {
    if (peer.type === 'pods') return podsIn(peer);
    if (peer.type === 'addresses') return byBlock.get(peer.block.text) ?? NOBODY;
    const key = `${peer.includesPods}\0${selectorKey(peer.selector)}`;
    const members =
      byNodes.get(key) ??
      Int32Array.from(onNodes.flatMap(([id, { seat }]) => (matchesPeer(peer, seat.endpoint, seat.face) ? [id] : [])));
    byNodes.set(key, members);
    return members;
  };
  return { podsIn, matching: remember(find) };
}

/** Blocks are asked once for each class: by its known address, or, without one, those that hold a whole family. */
function blockMembers(
  classes: readonly SeatClass[],
  blocks: readonly IpBlock[],
  addresses: AddressView,
): ReadonlyMap<string, Members> {
  const members: number[][] = blocks.map(() => []);
  const wholeFamilies = blocks.flatMap(({ wholeFamily }, index) => (wholeFamily ? [index] : []));
  for (const [id, { seat }] of classes.entries()) {
    const { address } = seat.face;
    for (const block of address === undefined ? wholeFamilies : addresses.blocksAt(address)) members[block]?.push(id);
  }
  return new Map(blocks.map(({ text }, index) => [text, Int32Array.from(members[index] ?? [])]));
}
