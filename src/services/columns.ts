import { rememberWeakly } from '../model/remember.ts';
import { type Column, type Endpoint, NONE, type PortsId, type Reachability } from '../reach/index.ts';

/** A column with a way to ask for single groups. */
export interface ReadColumn extends Column {
  readonly at: (group: number) => PortsId;
}

/** So many entries are kept: sparse columns by the thousand, full ones by the dozen. */
const KEPT_ENTRIES = 1_000_000;

export type Columns = (destination: Endpoint) => ReadColumn;

/** What stands beside a number of an ascending list; nothing where it is not in it. */
function idBeside(list: readonly number[], ids: readonly PortsId[], number: number): PortsId {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low < list.length && list[low] === number ? (ids[low] ?? NONE) : NONE;
}

/** Who reaches an endpoint; kept while there is room, for ports, Services, routes, names and settings ask for the same. */
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
    const column = { from, ids, at: (asked: number) => idBeside(from, ids, asked) };
    kept.set(group, column);
    return column;
  };
});
