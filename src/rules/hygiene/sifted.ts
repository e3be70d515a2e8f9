/** The items of a list that pass a test, sifted no further than somebody looks. */
export class Sifted<Item> {
  readonly #items: readonly Item[];
  readonly #passes: (item: Item) => boolean;
  readonly #found: Item[] = [];
  #next = 0;

  constructor(items: readonly Item[], passes: (item: Item) => boolean) {
    this.#items = items;
    this.#passes = passes;
  }

  /** Whether one of them is such. */
  some(isSuch: (item: Item) => boolean): boolean {
    if (this.#found.some(isSuch)) return true;
    while (this.#next < this.#items.length) {
      const item = this.#items[this.#next] as Item;
      this.#next += 1;
      if (!this.#passes(item)) continue;
      this.#found.push(item);
      if (isSuch(item)) return true;
    }
    return false;
  }
}
