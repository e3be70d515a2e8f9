const ABSENT = -1;

/** Spreads pairs of small neighbouring numbers over the whole table. */
const hashOf = (first: number, second: number): number => {
  const mixed = Math.imul(first ^ (second >>> 16), 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
};

/**
 * A table from pairs of whole numbers (0 to 2^31 - 1) to whole numbers, in plain arrays: a look-up makes no key. Half of the
 * places stay empty, so a search is short.
 */
export class PairTable {
  #size = 0;
  #mask: number;
  #first: Int32Array;
  #second: Int32Array;
  #values: Int32Array;

  /** With room for so many pairs; beyond, the table grows. */
  constructor(expected = 31) {
    const places = 2 ** (32 - Math.clz32(expected * 2));
    this.#mask = places - 1;
    this.#first = new Int32Array(places).fill(ABSENT);
    this.#second = new Int32Array(places);
    this.#values = new Int32Array(places);
  }

  get size(): number {
    return this.#size;
  }

  /** -1 where the pair is not in the table. */
  get(first: number, second: number): number {
    const place = this.#placeOf(first, second);
    return this.#first[place] === ABSENT ? ABSENT : (this.#values[place] ?? ABSENT);
  }

  set(first: number, second: number, value: number): void {
    this.#put(this.#placeOf(first, second), first, second, value);
  }

  /** The number of a pair in the order of first sight. */
  intern(first: number, second: number): number {
    const place = this.#placeOf(first, second);
    if (this.#first[place] !== ABSENT) return this.#values[place] ?? ABSENT;
    const number = this.#size;
    this.#put(place, first, second, number);
    return number;
  }

  #put(place: number, first: number, second: number, value: number): void {
    if (this.#first[place] === ABSENT) this.#size += 1;
    this.#first[place] = first;
    this.#second[place] = second;
    this.#values[place] = value;
    if (this.#size * 2 > this.#mask) this.#grow();
  }

  #placeOf(first: number, second: number): number {
    const firsts = this.#first;
    const seconds = this.#second;
    let place = hashOf(first, second) & this.#mask;
    while (firsts[place] !== ABSENT && (firsts[place] !== first || seconds[place] !== second))
      place = (place + 1) & this.#mask;
    return place;
  }

  #grow(): void {
    const firsts = this.#first;
    const seconds = this.#second;
    const values = this.#values;
    const size = firsts.length * 2;
    this.#mask = size - 1;
    this.#first = new Int32Array(size).fill(ABSENT);
    this.#second = new Int32Array(size);
    this.#values = new Int32Array(size);
    for (let old = 0; old < firsts.length; old += 1) {
      const first = firsts[old] ?? ABSENT;
      if (first === ABSENT) continue;
      const place = this.#placeOf(first, seconds[old] ?? 0);
      this.#first[place] = first;
      this.#second[place] = seconds[old] ?? 0;
      this.#values[place] = values[old] ?? 0;
    }
  }
}
