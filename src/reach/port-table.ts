import { difference, intersection, union } from '../model/intervals.ts';
import { ALL_PORTS, NO_PORTS, type PortSet } from '../model/port-set.ts';

/** The number of an interned port set; equal sets have equal numbers. */
export type PortsId = number;

export const NONE: PortsId = 0;
export const ALL: PortsId = 1;

const PAIR = 2 ** 26;

/** Port sets, each stored once, with the results of their algebra remembered. */
export class PortTable {
  readonly #sets: PortSet[] = [];
  readonly #ids = new Map<string, PortsId>();
  readonly #unions = new Map<number, PortsId>();
  readonly #intersections = new Map<number, PortsId>();
  readonly #differences = new Map<number, PortsId>();

  constructor() {
    this.intern(NO_PORTS);
    this.intern(ALL_PORTS);
  }

  intern(set: PortSet): PortsId {
    const key = set.join();
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#sets.length;
      this.#sets.push(set);
      this.#ids.set(key, id);
    }
    return id;
  }

  get size(): number {
    return this.#sets.length;
  }

  setOf(id: PortsId): PortSet {
    return this.#sets[id] ?? NO_PORTS;
  }

  union(a: PortsId, b: PortsId): PortsId {
    if (a === b || b === NONE || a === ALL) return a;
    if (a === NONE || b === ALL) return b;
    return this.#remember(this.#unions, union, a < b ? a : b, a < b ? b : a);
  }

  intersection(a: PortsId, b: PortsId): PortsId {
    if (a === b || b === ALL || a === NONE) return a;
    if (a === ALL || b === NONE) return b;
    return this.#remember(this.#intersections, intersection, a < b ? a : b, a < b ? b : a);
  }

  difference(a: PortsId, b: PortsId): PortsId {
    if (a === b || a === NONE || b === ALL) return NONE;
    if (b === NONE) return a;
    return this.#remember(this.#differences, difference, a, b);
  }

  #remember(
    results: Map<number, PortsId>,
    operation: (a: PortSet, b: PortSet) => PortSet,
    a: PortsId,
    b: PortsId,
  ): PortsId {
    const key = a * PAIR + b;
    let result = results.get(key);
    if (result === undefined) {
      result = this.intern(operation(this.setOf(a), this.setOf(b)));
      results.set(key, result);
    }
    return result;
  }
}
