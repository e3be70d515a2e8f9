import { difference, intersection, union } from '../model/intervals.ts';
import { PairTable } from '../model/pair-table.ts';
import { ALL_PORTS, NO_PORTS, type PortSet } from '../model/port-set.ts';

/** The number of an interned port set; equal sets have equal numbers. */
export type PortsId = number;

export const NONE: PortsId = 0;
export const ALL: PortsId = 1;

function hashOf(set: PortSet): number {
  let hash = 0;
  for (const bound of set) hash = (Math.imul(hash ^ bound, 0x9e3779b1) + 0x7f4a7c15) | 0;
  return hash;
}

function isEqual(a: PortSet, b: PortSet): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** Port sets, each stored once, with the results of their algebra remembered. */
export class PortTable {
  readonly #sets: PortSet[] = [];
  readonly #ids = new Map<number, PortsId[]>();
  readonly #unions = new PairTable();
  readonly #intersections = new PairTable();
  readonly #differences = new PairTable();

  constructor() {
    this.intern(NO_PORTS);
    this.intern(ALL_PORTS);
  }

  intern(set: PortSet): PortsId {
    const hash = hashOf(set);
    const alike = this.#ids.get(hash);
    if (alike !== undefined) for (const id of alike) if (isEqual(this.setOf(id), set)) return id;
    const id = this.#sets.length;
    this.#sets.push(set);
    if (alike === undefined) this.#ids.set(hash, [id]);
    else alike.push(id);
    return id;
  }

  /** So many results of the algebra are remembered: each was worked out once. */
  get operations(): number {
    return this.#unions.size + this.#intersections.size + this.#differences.size;
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
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const known = this.#unions.get(low, high);
    return known >= 0 ? known : this.#remember(this.#unions, union, low, high);
  }

  intersection(a: PortsId, b: PortsId): PortsId {
    if (a === b || b === ALL || a === NONE) return a;
    if (a === ALL || b === NONE) return b;
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const known = this.#intersections.get(low, high);
    return known >= 0 ? known : this.#remember(this.#intersections, intersection, low, high);
  }

  difference(a: PortsId, b: PortsId): PortsId {
    if (a === b || a === NONE || b === ALL) return NONE;
    if (b === NONE) return a;
    const known = this.#differences.get(a, b);
    return known >= 0 ? known : this.#remember(this.#differences, difference, a, b);
  }

  #remember(results: PairTable, operation: (a: PortSet, b: PortSet) => PortSet, a: PortsId, b: PortsId): PortsId {
    const result = this.intern(operation(this.setOf(a), this.setOf(b)));
    results.set(a, b, result);
    return result;
  }
}
