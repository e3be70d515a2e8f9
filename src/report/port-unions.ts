import { union } from '../model/intervals.ts';
import { NO_PORTS, type PortSet } from '../model/port-set.ts';
import { NONE, type PortsId, type Reachability } from '../reach/index.ts';

/** Halves are put together first, so that many sets are not walked once for each of them. */
function unionOf(sets: readonly PortSet[]): PortSet {
  const [first = NO_PORTS] = sets;
  if (sets.length <= 1) return first;
  const middle = sets.length >>> 1;
  return union(unionOf(sets.slice(0, middle)), unionOf(sets.slice(middle)));
}

/** Longer lists of port sets are rarely met twice. */
const FEW_SETS = 16;

/** The union of port sets by their numbers; of a few, it is made once. */
export function unionReader({ portsOf }: Reachability): (ids: readonly PortsId[]) => PortSet {
  const make = (ids: readonly PortsId[]): PortSet => unionOf(ids.map(portsOf));
  const known = new Map<string, PortSet>();
  return (ids) => {
    if (ids.length === 1) return portsOf(ids[0] ?? NONE);
    if (ids.length > FEW_SETS) return make(ids);
    const key = [...ids].sort((a, b) => a - b).join();
    const found = known.get(key) ?? make(ids);
    known.set(key, found);
    return found;
  };
}
