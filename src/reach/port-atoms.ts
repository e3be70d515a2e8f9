import { ALL, type PortsId, type PortTable } from './port-table.ts';

/** The parts into which port sets cut one another: of each part, a set has all or nothing. */
export interface PortAtoms {
  readonly count: number;
  /** The numbers of the parts that a set of them is made of. */
  readonly of: (set: PortsId) => readonly number[];
}

function cut(sets: readonly PortsId[], ports: PortTable): PortAtoms {
  const bounds = [...new Set(sets.flatMap((set) => ports.setOf(set)))].sort((a, b) => a - b);
  const placeOf = new Map(bounds.map((bound, place) => [bound, place]));
  const holders = bounds.map((): PortsId[] => []);
  for (const set of sets) {
    const intervals = ports.setOf(set);
    for (let i = 0; i + 1 < intervals.length; i += 2) {
      const end = placeOf.get(intervals[i + 1] ?? 0) ?? 0;
      for (let place = placeOf.get(intervals[i] ?? 0) ?? 0; place < end; place += 1) holders[place]?.push(set);
    }
  }
  const atoms = new Map<PortsId, number[]>(sets.map((set) => [set, []]));
  const alike = new Map(holders.map((sharing) => [sharing.join(), sharing]));
  let count = 0;
  for (const sharing of alike.values()) {
    if (sharing.length === 0) continue;
    for (const set of sharing) atoms.get(set)?.push(count);
    count += 1;
  }
  return { count, of: (set) => atoms.get(set) ?? [] };
}

/** Many destinations ask for the same; where each asks for something else, it is not kept. */
const MOST_KEPT = 1_000;

/** Cuts sets; what is in none of them is a part of its own. */
export function portCutter(ports: PortTable): (sets: ReadonlySet<PortsId>) => PortAtoms {
  const known = new Map<string, PortAtoms>();
  return (sets) => {
    const all = [...new Set([...sets, ALL])].sort((a, b) => a - b);
    const key = all.join();
    const atoms = known.get(key) ?? cut(all, ports);
    if (known.size < MOST_KEPT) known.set(key, atoms);
    return atoms;
  };
}
