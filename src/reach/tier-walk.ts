import { firstOf, newInts, newWords } from '../model/number-arrays.ts';
import type { Action } from '../policy/index.ts';
import { ALL, NONE, type PortsId, type PortTable } from './port-table.ts';
import type { RulePorts } from './rule-ports.ts';
import type { Members } from './selector-index.ts';

/**
 * What one tier makes of every port towards every class: allowed, or left to the tiers behind; the rest is denied. Most
 * classes are named by no rule and share the answer of `rest`.
 */
export interface TierRow {
  /** The classes that some rule names, ascending, and beside each what the tier makes of it. */
  readonly ids: Int32Array;
  readonly allowed: Uint32Array;
  /** Absent where nothing of them is left. */
  readonly remaining?: Uint32Array;
  readonly rest: { readonly allowed: PortsId; readonly remaining: PortsId };
}

/** What solving has cost so far; for benchmarks, which would rather count than measure. */
export interface SolverWork {
  /** So many times a rule met a class. */
  cells: number;
  /** So many words of bit rows were laid over one another. */
  words: number;
}

/** Where what no rule matched is denied; `true`: everywhere. */
type IsIsolated = ((other: number) => boolean) | true;

/** Where at least this share of the classes is named, a look at each is quicker than sorting. */
const DENSE_SHARE = 16;

/**
 * Walks the rules of one tier. Whom no rule has named yet is in the state of one more place, behind all classes: it is
 * copied when somebody is named, so rules for everybody cost no more than those that are named.
 */
export class TierWalk {
  readonly #ports: PortTable;
  readonly #size: number;
  readonly #allowed: Uint32Array;
  readonly #passed: Uint32Array;
  readonly #open: Uint32Array;
  readonly #isNamed: Uint8Array;
  readonly #named: Int32Array;
  readonly #work: SolverWork;
  #count = 0;
  #hasPassed = false;

  constructor(size: number, ports: PortTable, work: SolverWork) {
    this.#ports = ports;
    this.#work = work;
    this.#size = size;
    this.#allowed = new Uint32Array(size + 1);
    this.#passed = new Uint32Array(size + 1);
    this.#open = new Uint32Array(size + 1);
    this.#isNamed = new Uint8Array(size);
    this.#named = new Int32Array(size);
    this.#open[size] = ALL;
  }

  /** Where every rule of the tier allows and all it names are isolated: then order and what is left do not matter. */
  allow(others: Members, ports: PortsId): void {
    const allowed = this.#allowed;
    const table = this.#ports;
    this.#work.cells += others.length;
    const { length } = others;
    for (let i = 0; i < length; i += 1) {
      const other = others[i] ?? 0;
      if (this.#isNamed[other] === 0) this.#name(other);
      const before = allowed[other] ?? NONE;
      if (before !== ports) allowed[other] = table.union(before, ports);
    }
  }

  allowAnyone(ports: PortsId): void {
    const allowed = this.#allowed;
    const table = this.#ports;
    for (let i = 0; i < this.#count; i += 1) {
      const other = this.#named[i] ?? 0;
      allowed[other] = table.union(allowed[other] ?? NONE, ports);
    }
    allowed[this.#size] = table.union(allowed[this.#size] ?? NONE, ports);
  }

  decide(action: Action, others: Members, ports: PortsId): void {
    this.#work.cells += others.length;
    const { length } = others;
    for (let i = 0; i < length; i += 1) {
      const other = others[i] ?? 0;
      if (this.#isNamed[other] === 0) this.#name(other);
      this.#decide(action, other, ports);
    }
  }

  decideAnyone(action: Action, ports: PortsId): void {
    for (let i = 0; i < this.#count; i += 1) this.#decide(action, this.#named[i] ?? 0, ports);
    this.#decide(action, this.#size, ports);
  }

  /** Rules whose ports are what each destination says. */
  decideEach(action: Action, others: Members, { on }: RulePorts): void {
    this.#work.cells += others.length;
    for (const other of others) {
      if (this.#isNamed[other] === 0) this.#name(other);
      this.#decide(action, other, on(other));
    }
  }

  allowEach(others: Members, { on }: RulePorts): void {
    const allowed = this.#allowed;
    const table = this.#ports;
    this.#work.cells += others.length;
    const { length } = others;
    for (let i = 0; i < length; i += 1) {
      const other = others[i] ?? 0;
      if (this.#isNamed[other] === 0) this.#name(other);
      allowed[other] = table.union(allowed[other] ?? NONE, on(other));
    }
  }

  /** Ends the tier and makes ready for the next. */
  finish(isIsolated: IsIsolated): TierRow {
    const ids = this.#takeNamed();
    const allowed = newWords(ids.length);
    for (let i = 0; i < ids.length; i += 1) allowed[i] = this.#allowed[ids[i] ?? 0] ?? NONE;
    const rest = this.#rest(isIsolated);
    const row =
      isIsolated === true && !this.#hasPassed
        ? { ids, allowed, rest }
        : { ids, allowed, rest, remaining: this.#remaining(ids, isIsolated) };
    this.#allowed[this.#size] = NONE;
    this.#passed[this.#size] = NONE;
    this.#open[this.#size] = ALL;
    this.#hasPassed = false;
    return row;
  }

  #left(place: number, isIsolated: IsIsolated): PortsId {
    const passed = this.#passed[place] ?? NONE;
    if (isIsolated === true || isIsolated(place)) return passed;
    return this.#ports.union(passed, this.#open[place] ?? NONE);
  }

  #rest(isIsolated: IsIsolated): TierRow['rest'] {
    return { allowed: this.#allowed[this.#size] ?? NONE, remaining: this.#left(this.#size, isIsolated) };
  }

  #remaining(ids: Int32Array, isIsolated: IsIsolated): Uint32Array {
    const remaining = newWords(ids.length);
    for (let i = 0; i < ids.length; i += 1) remaining[i] = this.#left(ids[i] ?? 0, isIsolated);
    return remaining;
  }

  #name(other: number): void {
    this.#isNamed[other] = 1;
    this.#named[this.#count] = other;
    this.#count += 1;
    this.#allowed[other] = this.#allowed[this.#size] ?? NONE;
    this.#passed[other] = this.#passed[this.#size] ?? NONE;
    this.#open[other] = this.#open[this.#size] ?? NONE;
  }

  #decide(action: Action, other: number, ports: PortsId): void {
    const before = this.#open[other] ?? NONE;
    if (before === NONE) return;
    const taken = this.#ports.intersection(before, ports);
    if (taken === NONE) return;
    this.#open[other] = this.#ports.difference(before, taken);
    if (action === 'allow') this.#allowed[other] = this.#ports.union(this.#allowed[other] ?? NONE, taken);
    else if (action === 'pass') {
      this.#passed[other] = this.#ports.union(this.#passed[other] ?? NONE, taken);
      this.#hasPassed = true;
    }
  }

  /** Who was named, in ascending order. */
  #takeNamed(): Int32Array {
    const count = this.#count;
    this.#count = 0;
    if (count * DENSE_SHARE < this.#size) {
      const ids = firstOf(this.#named, count);
      let isSorted = true;
      for (let i = 0; i < count; i += 1) {
        const other = ids[i] ?? 0;
        this.#isNamed[other] = 0;
        if (i > 0 && (ids[i - 1] ?? 0) > other) isSorted = false;
      }
      return isSorted ? ids : ids.sort();
    }
    const ids = newInts(count);
    let length = 0;
    for (let other = 0; length < count; other += 1) {
      if (this.#isNamed[other] === 0) continue;
      this.#isNamed[other] = 0;
      ids[length] = other;
      length += 1;
    }
    return ids;
  }
}
