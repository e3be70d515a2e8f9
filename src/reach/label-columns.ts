import type { Labels } from '../model/labels.ts';
import type { Requirement } from '../model/selector.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A class without the label, and one with a value that no selector names; named values have the numbers behind these. */
const ABSENT = 0;
const OTHER = 1;

/** A full column is kept only where at least this share of the classes carries the label. */
const LEAST_SHARE = 32;

/** One label key: which classes carry it, and with what value, as numbers. */
export class LabelColumn {
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #classes: number[] = [];
  readonly #values: number[] = [];
  #full: Uint32Array | undefined;
  #byValue: Int32Array[] | undefined;

  constructor(values: Iterable<string>) {
    this.#numbers = new Map([...values].map((value, index) => [value, OTHER + 1 + index]));
  }

  /** Classes come in ascending order. */
  add(id: number, value: string): void {
    this.#classes.push(id);
    this.#values.push(this.#numbers.get(value) ?? OTHER);
  }

  get size(): number {
    return this.#classes.length;
  }

  /** How many classes a positive requirement holds for; infinitely many for the others, which are not looked up. */
  countFor({ operator, values }: Requirement): number {
    if (operator === 'Exists') return this.size;
    if (operator !== 'In') return Infinity;
    const lists = this.#lists();
    let count = 0;
    for (const value of values) count += lists[this.#numbers.get(value) ?? OTHER]?.length ?? 0;
    return count;
  }

  /** The classes that a positive requirement holds for, in a list a value. */
  listsFor({ operator, values }: Requirement): readonly Int32Array[] {
    if (operator === 'Exists') return [Int32Array.from(this.#classes)];
    const lists = this.#lists();
    return [...new Set(values)].flatMap((value) => lists[this.#numbers.get(value) ?? OTHER] ?? []);
  }

  /** For each number of a value, whether the requirement holds. */
  passing({ operator, values }: Requirement): Uint8Array {
    const isPositive = operator === 'In' || operator === 'Exists';
    const passes = new Uint8Array(OTHER + 1 + this.#numbers.size).fill(
      operator === 'Exists' || operator === 'NotIn' ? 1 : 0,
    );
    for (const value of values) passes[this.#numbers.get(value) ?? OTHER] = isPositive ? 1 : 0;
    passes[ABSENT] = isPositive ? 0 : 1;
    return passes;
  }

  /** Keeps those of the first `count` classes whose values pass, at the start of `ids`, and says how many. */
  keep(ids: Int32Array, count: number, passes: Uint8Array, classes: number): number {
    this.#prepare(classes);
    const full = this.#full;
    let kept = 0;
    for (let place = 0; place < count; place += 1) {
      const id = ids[place] ?? 0;
      const number = full === undefined ? this.#numberAt(id) : (full[id] ?? ABSENT);
      ids[kept] = id;
      kept += passes[number] ?? 0;
    }
    return kept;
  }

  #prepare(classes: number): void {
    if (this.#full !== undefined || this.size * LEAST_SHARE < classes) return;
    const full = new Uint32Array(classes);
    for (let place = 0; place < this.size; place += 1) full[this.#classes[place] ?? 0] = this.#values[place] ?? ABSENT;
    this.#full = full;
  }

  /** The number of the value that a class has for the label. */
  #numberAt(id: number): number {
    const classes = this.#classes;
    let low = 0;
    let high = classes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((classes[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return classes[low] === id ? (this.#values[low] ?? ABSENT) : ABSENT;
  }

  #lists(): readonly Int32Array[] {
    if (this.#byValue !== undefined) return this.#byValue;
    const lists: number[][] = Array.from({ length: OTHER + 1 + this.#numbers.size }, () => []);
    for (let place = 0; place < this.size; place += 1) {
      const value = this.#values[place] ?? OTHER;
      // Nobody asks for the values that no selector names.
      if (value !== OTHER) lists[value]?.push(this.#classes[place] ?? 0);
    }
    this.#byValue = lists.map((list) => Int32Array.from(list));
    return this.#byValue;
  }
}

/** A requirement as a look-up: the column of its key, and which values pass. */
export interface LabelTest {
  readonly column: LabelColumn;
  readonly passes: Uint8Array;
}

/** The labels of all classes, as far as selectors look at them. */
export class LabelColumns {
  readonly #columns: ReadonlyMap<string, LabelColumn>;

  constructor(vocabulary: Vocabulary) {
    this.#columns = new Map([...vocabulary].map(([key, { values }]) => [key, new LabelColumn(values)]));
  }

  add(id: number, labels: Labels): void {
    labels.forEach((value, key) => this.#columns.get(key)?.add(id, value));
  }

  column(key: string): LabelColumn | undefined {
    return this.#columns.get(key);
  }
}
