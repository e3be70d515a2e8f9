import { ALL, type PortsId, type PortTable } from './port-table.ts';

/** The parts into which port sets cut one another: of each part, a set has all or nothing. */
export interface PortAtoms {
  readonly count: number;
  /** The numbers of the parts that one of these sets is made of. */
  readonly partsOf: (set: PortsId) => readonly number[];
}

function cut(sets: readonly PortsId[], ports: PortTable): PortAtoms {
  const bounds = [...new Set(sets.flatMap((set) => ports.setOf(set)))].sort((a, b) => a - b);
  const placeOf = new Map(bounds.map((bound, place) => [bound, place]));
  /** The sets that hold what is between a bound and the next. */
  const holders = bounds.map((): PortsId[] => []);
  for (const set of sets) {
    const intervals = ports.setOf(set);
    for (let i = 0; i + 1 < intervals.length; i += 2) {
      const end = placeOf.get(intervals[i + 1] ?? 0) ?? 0;
      for (let place = placeOf.get(intervals[i] ?? 0) ?? 0; place < end; place += 1) holders[place]?.push(set);
    }
  }
  const parts = new Map(sets.map((set): [PortsId, number[]] => [set, []]));
  // What no set holds is no port: the line of ports has gaps.
  const held = holders.filter((sharing) => sharing.length > 0);
  const distinct = [...new Map(held.map((sharing) => [sharing.join(), sharing])).values()];
  for (const [part, sharing] of distinct.entries()) for (const set of sharing) parts.get(set)?.push(part);
  return { count: distinct.length, partsOf: (set) => parts.get(set) ?? [] };
}

/** Many destinations ask for the same; where each asks for something else, it is not kept. */
const MOST_KEPT = 1_000;

/** Cuts sets; what is in none of them is a part of its own. */
export function portCutter(ports: PortTable): (sets: readonly PortsId[]) => PortAtoms {
  const known = new Map<string, PortAtoms>();
  return (sets) => {
    const all = [...new Set([...sets, ALL])].sort((a, b) => a - b);
    const key = all.join();
    const atoms = known.get(key) ?? cut(all, ports);
    if (known.size < MOST_KEPT) known.set(key, atoms);
    return atoms;
  };
}
