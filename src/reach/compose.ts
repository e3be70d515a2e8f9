import { placeIn } from '../model/ascending.ts';
import { newInts, newWords } from '../model/number-arrays.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import type { TierRow } from './tier-walk.ts';

/** Port sets by class: `base` for every class that is not in the list. */
export interface SparseRow {
  readonly base: PortsId;
  /** Ascending. */
  readonly ids: Int32Array;
  readonly values: Uint32Array;
}

export const FULL_ROW: SparseRow = { base: ALL, ids: new Int32Array(), values: new Uint32Array() };

/** What a tier makes of the classes that none of its rules name. */
type Rest = TierRow['rest'];

export function valueAt({ base, ids, values }: SparseRow, id: number): PortsId {
  if (ids.length === 0) return base;
  const place = placeIn(ids, id);
  return place < 0 ? base : (values[place] ?? base);
}

/** Without the entries that say what `base` says. */
export function trimmed(row: SparseRow): SparseRow {
  const { base, ids, values } = row;
  let different = 0;
  for (const value of values) if (value !== base) different += 1;
  if (different === values.length) return row;
  const kept = { base, ids: newInts(different), values: newWords(different) };
  let place = 0;
  for (let i = 0; i < ids.length; i += 1) {
    if (values[i] === base) continue;
    kept.ids[place] = ids[i] ?? 0;
    kept.values[place] = values[i] ?? base;
    place += 1;
  }
  return kept;
}

/**
 * Walks on from tier to tier: what a tier leaves is decided by the next, and what the last leaves is allowed. `restOf`
 * says what a tier makes of a class that it does not name.
 */
export function composeTiers(
  tiers: readonly TierRow[],
  ports: PortTable,
  restOf: (tier: number, other: number) => Rest = (tier) => tiers[tier]?.rest ?? { allowed: NONE, remaining: ALL },
): SparseRow {
  const first = tiers[0];
  if (first === undefined) return FULL_ROW;
  if (tiers.length === 1) {
    const { ids, allowed, remaining, rest } = first;
    const values = remaining === undefined ? allowed : allowed.map((id, i) => ports.union(id, remaining[i] ?? NONE));
    return { base: ports.union(rest.allowed, rest.remaining), ids, values };
  }
  const verdict = (allowedIn: (tier: number) => Rest): PortsId => {
    let allowed: PortsId = NONE;
    let open: PortsId = ALL;
    for (let tier = 0; tier < tiers.length && open !== NONE; tier += 1) {
      const made = allowedIn(tier);
      allowed = ports.union(allowed, ports.intersection(open, made.allowed));
      open = ports.intersection(open, made.remaining);
    }
    return ports.union(allowed, open);
  };
  const ids = mergedIds(tiers);
  const places = tiers.map(() => 0);
  const values = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i += 1) {
    const id = ids[i] ?? 0;
    values[i] = verdict((tier) => {
      const row = tiers[tier];
      if (row === undefined) return restOf(tier, id);
      let place = places[tier] ?? 0;
      while (place < row.ids.length && (row.ids[place] ?? 0) < id) place += 1;
      places[tier] = place;
      if (row.ids[place] !== id) return restOf(tier, id);
      return { allowed: row.allowed[place] ?? NONE, remaining: row.remaining?.[place] ?? NONE };
    });
  }
  return { base: verdict((tier) => restOf(tier, -1)), ids, values };
}

/** Everybody that some tier names, ascending and once. */
function mergedIds(tiers: readonly TierRow[]): Int32Array {
  const all = new Int32Array(tiers.reduce((sum, { ids }) => sum + ids.length, 0));
  let length = 0;
  for (const { ids } of tiers) {
    all.set(ids, length);
    length += ids.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i += 1) {
    if (i > 0 && all[i] === all[i - 1]) continue;
    all[kept] = all[i] ?? 0;
    kept += 1;
  }
  return all.subarray(0, kept);
}
