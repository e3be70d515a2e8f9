import { union } from '../model/intervals.ts';
import { NO_PORTS, type PortSet } from '../model/port-set.ts';
import { NONE, type PortsId, type Reachability } from '../reach/index.ts';

/** What is open between one place and others: every port set by which some pair of groups connects them. */
export class OpenPlaces {
  /** Mostly there is one: the first of each place, and where there are more, all of them. */
  readonly #first: Uint32Array;
  readonly #all = new Map<number, Set<PortsId>>();
  readonly #places: number[] = [];

  constructor(places: number) {
    this.#first = new Uint32Array(places);
  }

  has(place: number, ports: PortsId): boolean {
    const first = this.#first[place] ?? NONE;
    return first === ports || (first !== NONE && this.#all.get(place)?.has(ports) === true);
  }

  add(place: number, ports: PortsId): void {
    const first = this.#first[place] ?? NONE;
    if (first === NONE) {
      this.#first[place] = ports;
      this.#places.push(place);
      return;
    }
    const all = this.#all.get(place);
    if (all === undefined) this.#all.set(place, new Set([first, ports]));
    else all.add(ports);
  }

  /** The places in their order, each with its port sets; then it is empty again. */
  *take(): Generator<readonly [place: number, ports: readonly PortsId[]]> {
    for (const place of this.#places.sort((a, b) => a - b)) {
      const all = this.#all.get(place);
      yield [place, all === undefined ? [this.#first[place] ?? NONE] : [...all]];
      this.#first[place] = NONE;
    }
    this.#places.length = 0;
    this.#all.clear();
  }
}

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
