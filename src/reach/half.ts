import { once } from '../model/remember.ts';
import type { SeatClass } from './classes.ts';
import { placeIn } from '../model/ascending.ts';
import { composeTiers, FULL_ROW, type SparseRow, trimmed, valueAt } from './compose.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import { type ReadRow, rowAnswers, type RowAnswers } from './row-answers.ts';
import { rulesMeeting } from './rules-meeting.ts';
import type { RowKey, Selection } from './selection.ts';
import type { Members } from './selector-index.ts';
import { applyRule, type TierPlan, type TierRule } from './tier-rules.ts';
import { type SolverWork, type TierRow, TierWalk } from './tier-walk.ts';

/** One direction solved: what the policies of each class make of every other class. */
export interface Half {
  /** What the policies of a class make of the others. */
  rowOf(own: number): SparseRow;
  /** What they make of one other. */
  at(own: number, other: number): PortsId;
  /** What the policies of every class make of one: written into `out`, by class. */
  column(other: number, out: Uint32Array): void;
  /** Where rows are kept, what all of them say. */
  readonly kept?: RowAnswers;
}

/** Everything that a direction is solved from. */
export interface HalfContext {
  readonly classes: readonly SeatClass[];
  readonly selection: Selection;
  readonly plans: readonly TierPlan[];
  readonly ports: PortTable;
  /** Rows are too many or too long to be kept, all of them: columns are then found without them. */
  readonly isWide: boolean;
  readonly work: SolverWork;
}

/** So many entries of rows are kept; then they are forgotten and worked out again. */
const KEPT_ENTRIES = 1 << 22;

/** What the policies of a tier that select a class make of the others, or of one of them alone. */
type ReadTier = (tier: number, own: number, other?: number) => TierRow;

function tierReader({ classes, selection, plans }: HalfContext, walk: TierWalk): ReadTier {
  const everybody = Int32Array.from(classes.keys());
  const isIngress = selection.direction === 'ingress';
  return (tier, own, other) => {
    const plan = plans[tier];
    if (plan === undefined) return walk.finish(() => false);
    const { starts, items } = plan.selecting;
    const one = other === undefined ? undefined : Int32Array.of(other);
    const apply = (rule: TierRule, others: Members | 'anyone'): void => {
      applyRule(walk, plan.isAdditive, rule, others, isIngress ? own : undefined, one ?? everybody);
    };
    for (let i = starts[own] ?? 0; i < (starts[own + 1] ?? 0); i += 1)
      for (const rule of plan.rulesOf(items[i] ?? 0))
        if (rule.peers === 'anyone') apply(rule, 'anyone');
        else
          for (const peers of rule.peers)
            if (one === undefined) apply(rule, peers);
            else if (placeIn(peers, one[0] ?? -1) >= 0) apply(rule, one);
    return walk.finish(plan.isIsolated[own] === 1 || (() => false));
  };
}

/** Without any row: walks the rules of one class for one other. */
function verdictReader({ selection, plans, ports }: HalfContext, tierRow: ReadTier): Half['at'] {
  return (own, other) => {
    const parts = selection.rows[selection.rowOf[own] ?? 0]?.parts ?? [];
    if (parts.length === 0) return ALL;
    const rows = parts.map(({ tier, tierRow: row }) => tierRow(tier, plans[tier]?.rowOwners[row] ?? 0, other));
    return valueAt(composeTiers(rows, ports), other);
  };
}

/** Rows and the tier rows that they are put together from, each worked out when it is first asked for. */
function rowReader({ selection, plans, ports, isWide }: HalfContext, tierRow: ReadTier): ReadRow {
  const tierRows = plans.map((): TierRow[] => []);
  const isShared = plans.length > 1;
  const rowFor = ({ parts }: RowKey): SparseRow => {
    const rows = parts.map(({ tier, tierRow: number }) => {
      const owner = plans[tier]?.rowOwners[number] ?? 0;
      if (!isShared) return tierRow(tier, owner);
      const kept = tierRows[tier] ?? [];
      const known = kept[number] ?? tierRow(tier, owner);
      if (parts.length > 1) kept[number] = known;
      return known;
    });
    return trimmed(composeTiers(rows, ports));
  };
  const known: (SparseRow | undefined)[] = [];
  let room = KEPT_ENTRIES;
  return (row: number): SparseRow => {
    const key = selection.rows[row];
    if (key === undefined || key.parts.length === 0) return FULL_ROW;
    const kept = known[row];
    if (kept !== undefined) return kept;
    const found = rowFor(key);
    if (isWide) {
      room -= found.ids.length;
      if (room < 0) {
        known.length = 0;
        for (const rows of tierRows) rows.length = 0;
        room = KEPT_ENTRIES - found.ids.length;
      }
    }
    known[row] = found;
    return found;
  };
}

/** Without any row: walks the rules that name the class, over all that their policies select. */
function columnsFromRules({ classes, selection, plans, ports }: HalfContext, walk: TierWalk): Half['column'] {
  const everybody = Int32Array.from(classes.keys());
  const isIngress = selection.direction === 'ingress';
  const meeting = plans.map((plan) => once(() => rulesMeeting(plan, classes.length)));
  const defaults = Uint32Array.from(classes, (_, id) =>
    plans.some(({ isIsolated }) => isIsolated[id] === 1) ? NONE : ALL,
  );
  return (other, out) => {
    const tiers = plans.map((plan, tier) => {
      const met = meeting[tier]?.();
      for (const number of met?.at(other) ?? []) {
        const rule = met?.rules[number];
        const selected = met?.subjects[number];
        if (rule !== undefined && selected !== undefined)
          applyRule(walk, plan.isAdditive, rule, selected, isIngress ? undefined : other, everybody);
      }
      return walk.finish((own) => plan.isIsolated[own] === 1);
    });
    const { ids, values } = composeTiers(tiers, ports, (tier, own) => ({
      allowed: NONE,
      remaining: plans[tier]?.isIsolated[own] === 1 ? NONE : ALL,
    }));
    out.set(defaults);
    for (let i = 0; i < ids.length; i += 1) out[ids[i] ?? 0] = values[i] ?? NONE;
  };
}

/** Solves one direction, as far as somebody asks. */
export function solveHalf(context: HalfContext): Half {
  const { classes, selection, ports, isWide, work } = context;
  const walk = new TierWalk(classes.length, ports, work);
  const tierRow = tierReader(context, walk);
  const rowAt = rowReader(context, tierRow);
  const rowOf = (own: number): SparseRow => rowAt(selection.rowOf[own] ?? 0);
  if (isWide) return { rowOf, at: verdictReader(context, tierRow), column: columnsFromRules(context, walk) };
  const kept = rowAnswers(selection, rowAt, ports);
  return { rowOf, at: (own, other) => valueAt(rowOf(own), other), column: kept.column, kept };
}
