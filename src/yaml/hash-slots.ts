/** A growing list of whole numbers. */
export class IntList {
  items = new Int32Array(1 << 10);
  length = 0;

  push(item: number): void {
    const { length } = this;
    this.#makeRoom(length + 1);
    this.items[length] = item;
    this.length = length + 1;
  }

  /** Four at once, as `pushAll` some of others: one call for each is so many that V8 optimizes `push` in the smallest run. */
  pushFour(first: number, second: number, third: number, fourth: number): void {
    const { length } = this;
    this.#makeRoom(length + 4);
    const { items } = this;
    items[length] = first;
    items[length + 1] = second;
    items[length + 2] = third;
    items[length + 3] = fourth;
    this.length = length + 4;
  }

  pushAll(others: Int32Array, from: number, end: number): void {
    const { length } = this;
    this.#makeRoom(length + end - from);
    const { items } = this;
    for (let at = from, to = length; at < end; at += 1, to += 1) items[to] = others[at] ?? 0;
    this.length = length + end - from;
  }

  #makeRoom(length: number): void {
    const { items } = this;
    if (length <= items.length) return;
    this.items = new Int32Array(Math.max(length, items.length * 2));
    this.items.set(items);
  }

  at(index: number): number {
    return this.items[index] ?? 0;
  }
}

/** Entries that share a run of slots; beyond, somebody chose their hashes to collide, and no more are looked up. */
const MOST_PROBES = 64;

/**
 * Finds entries, numbered from 0 as they come, by a hash: open addressing. The caller holds what the entries are, goes from
 * slot to slot, and compares.
 */
export class HashSlots {
  readonly #hashes = new IntList();
  #slots = new Int32Array(1 << 12);

  first(hash: number): number {
    return hash & (this.#slots.length - 1);
  }

  /** The slot after one that holds another entry; -1 where it is not worth to go on. */
  next(slot: number, hash: number): number {
    const last = this.#slots.length - 1;
    return ((slot - hash) & last) >= MOST_PROBES ? -1 : (slot + 1) & last;
  }

  /** The entry in a slot: -1 where there is none, -2 where there is one of another hash. */
  entry(slot: number, hash: number): number {
    const entry = (this.#slots[slot] ?? 0) - 1;
    return entry < 0 || this.#hashes.at(entry) === hash ? entry : -2;
  }

  /** Puts the next entry into a free slot. */
  add(slot: number, hash: number): void {
    this.#hashes.push(hash);
    this.#slots[slot] = this.#hashes.length;
    if (this.#hashes.length * 2 > this.#slots.length) this.#enlarge();
  }

  #enlarge(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    const last = this.#slots.length - 1;
    for (let entry = 0; entry < this.#hashes.length; entry += 1) {
      let slot = this.first(this.#hashes.at(entry));
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = entry + 1;
    }
  }
}
