import type { Direction, PolicyRules, Tier } from '../policy/index.ts';
import type { SeatClass } from './classes.ts';
import { isPolicedPod } from './endpoint.ts';
import { ALL } from './port-table.ts';
import { composeTiers, hasNamedPort, type Row, type RowContext, tierWalker } from './rows.ts';
import type { SelectorIndex } from './selector-index.ts';

/** The policies of each tier that select a class in one direction, as ascending places in the tier. */
type Selecting = readonly (readonly number[])[];

/** For one direction: one row for each way of being selected. Classes selected alike share a row. */
export interface DirectionRows {
  readonly rows: readonly Row[];
  /** The row of each class. */
  readonly rowOf: Uint32Array;
  /** Whether a policy isolates the class. */
  readonly isIsolated: Uint8Array;
}

/** What the policies that select a class have in common. */
interface Traits {
  readonly isNamed: boolean;
  readonly isIsolated: boolean;
  readonly isEmpty: boolean;
}

function selectingPolicies(
  tiers: readonly Tier[],
  direction: Direction,
  classes: readonly SeatClass[],
  index: SelectorIndex,
): Selecting[] {
  const lists: number[][][] = classes.map(() => tiers.map(() => []));
  for (const [t, { policies }] of tiers.entries())
    for (const [p, policy] of policies.entries())
      if (policy[direction] !== undefined) for (const id of index.podsIn(policy.subject)) lists[id]?.[t]?.push(p);
  return lists;
}

/** Solves one direction for every class. */
export function directionRows(tiers: readonly Tier[], direction: Direction, context: RowContext): DirectionRows {
  const { classes, index, ports } = context;
  const walk = tierWalker(context);
  const selecting = selectingPolicies(tiers, direction, classes, index);
  const rows: Row[] = [];
  const rowOf = new Uint32Array(classes.length);
  const isIsolated = new Uint8Array(classes.length);
  const rowByKey = new Map<string, number>();
  const tierRows = new Map<string, ReturnType<typeof walk>>();
  const rulesOf = (t: number, places: readonly number[]): PolicyRules[] =>
    places.flatMap((place) => tiers[t]?.policies[place]?.[direction] ?? []);

  const solve = (own: number, lists: Selecting, portsKey: string): Row => {
    const applied = lists.flatMap((places, t) => {
      if (places.length === 0) return [];
      const key = `${t}\0${places.join()}\0${portsKey}`;
      const known = tierRows.get(key) ?? walk(direction, own, rulesOf(t, places));
      if (lists.some((others, o) => o !== t && others.length > 0)) tierRows.set(key, known);
      return [known];
    });
    return composeTiers(applied, classes.length, ports);
  };

  /** What the policies of a list have in common, worked out once however many classes they select. */
  const traits = new Map<string, Traits>();
  const traitsOf = (key: string, lists: Selecting): Traits => {
    const known = traits.get(key);
    if (known !== undefined) return known;
    const policies = lists.flatMap((places, t) => rulesOf(t, places));
    const found = {
      // An ingress rule's port name means what the selected pod says, so pods that say otherwise need rows of their own.
      isNamed: direction === 'ingress' && policies.some(({ rules }) => rules.some(hasNamedPort)),
      isIsolated: policies.some(({ isolates }) => isolates),
      isEmpty: policies.length === 0,
    };
    traits.set(key, found);
    return found;
  };

  for (const [id, { portsKey, seat }] of classes.entries()) {
    const lists = isPolicedPod(seat.endpoint) ? (selecting[id] ?? []) : [];
    const listsKey = lists.map((places) => places.join()).join(';');
    const own = traitsOf(listsKey, lists);
    const ownPorts = own.isNamed ? portsKey : '';
    const key = `${listsKey}\0${ownPorts}`;
    let row = rowByKey.get(key);
    if (row === undefined) {
      row = rows.length;
      rowByKey.set(key, row);
      rows.push(own.isEmpty ? new Uint16Array(classes.length).fill(ALL) : solve(id, lists, ownPorts));
    }
    rowOf[id] = row;
    isIsolated[id] = own.isIsolated ? 1 : 0;
  }
  return { rows, rowOf, isIsolated };
}
