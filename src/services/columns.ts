import { rememberWeakly } from '../model/remember.ts';
import { type Column, type Endpoint, NONE, type PortsId, type Reachability } from '../reach/index.ts';

/** A column with a way to ask for single groups. */
export interface ReadColumn extends Column {
  readonly at: (group: number) => PortsId;
}

/** So many entries are kept: sparse columns by the thousand, full ones by the dozen. */
const KEPT_ENTRIES = 1_000_000;

export type Columns = (destination: Endpoint) => ReadColumn;

/** The place of a number in an ascending list; -1 where it is not. */
function placeOf(list: readonly number[], number: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number ? low : -1;
}

/** One reader for each solution: Services, routes, names and settings ask for the same columns. */
/** Who reaches an endpoint; kept while there is room, for ports, Services and routes share backends. */
export const columnReader = rememberWeakly(({ reachInto, groupOf }: Reachability): Columns => {
  const kept = new Map<number, ReadColumn>();
  let entries = 0;
  return (destination) => {
    const group = groupOf(destination);
    const known = kept.get(group);
    if (known !== undefined) return known;
    const { from, ids } = reachInto(group);
    entries += from.length;
    if (entries > KEPT_ENTRIES) {
      kept.clear();
      entries = from.length;
    }
    const column = { from, ids, at: (asked: number) => ids[placeOf(from, asked)] ?? NONE };
    kept.set(group, column);
    return column;
  };
});
