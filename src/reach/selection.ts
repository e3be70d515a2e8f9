import { buildLists, groupLists, type Lists } from '../model/group-lists.ts';
import { PairTable } from '../model/pair-table.ts';
import type { Direction, Policy, PolicyRules, Tier } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { hasNamedPort } from './rule-ports.ts';
import type { Members } from './selector-index.ts';

/** One tier for one direction: its policies that have rules for it, in order, and whom each of them selects. */
export interface TierSelection {
  readonly policies: readonly PolicyRules[];
  readonly subjects: readonly Members[];
  /** For each class, the places of the policies that select it. */
  readonly selecting: Lists;
  /** Whether the tier ends with a denial for a class. */
  readonly isIsolated: Uint8Array;
  /** One class for each way of being selected; classes selected alike share a tier row. */
  readonly rowOwners: readonly number[];
}

/** A row: what the tiers that select a class make of every other one. */
export interface RowKey {
  /** Stands for all classes of the row. */
  readonly own: number;
  /** The tiers that have a say, in order, and the tier row of each. */
  readonly parts: readonly { readonly tier: number; readonly tierRow: number }[];
}

/** Who is selected by what in one direction. */
export interface Selection {
  readonly direction: Direction;
  readonly tiers: readonly TierSelection[];
  readonly rows: readonly RowKey[];
  /** The row of each class. */
  readonly rowOf: Int32Array;
}

interface TierRows {
  readonly selection: TierSelection;
  /** The tier row of each class; -1 where no policy of the tier selects it. */
  readonly rowOf: Int32Array;
}

function selectInTier(
  policies: readonly Policy[],
  direction: Direction,
  classes: readonly SeatClass[],
  podsOf: (policy: Policy) => Members,
): TierRows {
  const concerned = policies.filter((policy) => policy[direction] !== undefined);
  const rules = concerned.flatMap((policy) => policy[direction] ?? []);
  const subjects = concerned.map(podsOf);
  const selecting = buildLists(classes.length, (add) => {
    for (let place = 0; place < subjects.length; place += 1) {
      const members = subjects[place];
      const length = members?.length ?? 0;
      for (let i = 0; i < length; i += 1) add(members?.[i] ?? 0, place);
    }
  });
  const { groupOf, firsts } = groupLists(selecting);
  // An ingress rule's port name means what the selected pod says, so pods that say otherwise need rows of their own.
  const names = rules.map((policy) => direction === 'ingress' && policy.rules.some(hasNamedPort));
  const some = (group: number, isMeant: (place: number) => boolean): boolean => {
    const first = firsts[group] ?? 0;
    const end = selecting.starts[first + 1] ?? 0;
    for (let i = selecting.starts[first] ?? 0; i < end; i += 1) if (isMeant(selecting.items[i] ?? 0)) return true;
    return false;
  };
  const isEmpty = firsts.map((_, group) => !some(group, () => true));
  const isNamed = firsts.map((_, group) => some(group, (place) => names[place] === true));
  const isIsolating = firsts.map((_, group) => some(group, (place) => rules[place]?.isolates === true));

  const numbers = new PairTable(firsts.length);
  const rowOwners: number[] = [];
  const rowOf = new Int32Array(classes.length).fill(-1);
  const isIsolated = new Uint8Array(classes.length);
  for (let id = 0; id < classes.length; id += 1) {
    const group = groupOf[id] ?? 0;
    if (isEmpty[group] === true) continue;
    isIsolated[id] = isIsolating[group] === true ? 1 : 0;
    const row = numbers.intern(group, isNamed[group] === true ? (classes[id]?.portsKind ?? 0) + 1 : 0);
    if (row === rowOwners.length) rowOwners.push(id);
    rowOf[id] = row;
  }
  return { selection: { policies: rules, subjects, selecting, isIsolated, rowOwners }, rowOf };
}

/** Finds for every class the policies that select it, and which classes are selected alike by every tier. */
export function select(
  tiers: readonly Tier[],
  direction: Direction,
  classes: readonly SeatClass[],
  podsOf: (policy: Policy) => Members,
): Selection {
  const found = tiers
    .filter(({ policies }) => policies.some((policy) => policy[direction] !== undefined))
    .map(({ policies }) => selectInTier(policies, direction, classes, podsOf));
  // Row numbers are made tier by tier: the ways of the tiers before, together with the way of this one.
  let rowOf = new Int32Array(classes.length);
  for (const tier of found) {
    const numbers = new PairTable(tier.selection.rowOwners.length + 1);
    const before = rowOf;
    rowOf = before.map((row, id) => numbers.intern(row, (tier.rowOf[id] ?? -1) + 1));
  }
  const partsOf = (id: number): RowKey['parts'] =>
    found.flatMap((tier, index) => {
      const tierRow = tier.rowOf[id] ?? -1;
      return tierRow < 0 ? [] : [{ tier: index, tierRow }];
    });
  const rows: RowKey[] = [];
  for (let id = 0; id < classes.length; id += 1)
    // A copy has no room to grow: there may be as many rows as pods.
    if ((rowOf[id] ?? 0) === rows.length) rows.push({ own: id, parts: [...partsOf(id)] });
  return { direction, tiers: found.map(({ selection }) => selection), rows, rowOf };
}
