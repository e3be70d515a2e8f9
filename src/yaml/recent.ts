/** What has been kept of late: of more than so many the oldest is forgotten. */
export class Recent<Key, Value> {
  readonly #most: number;
  readonly #kept = new Map<Key, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key): Value | undefined {
    return this.#kept.get(key);
  }

  /** Keeps what was not there before, and gives it back. */
  keep(key: Key, value: Value): Value {
    const [oldest] = this.#kept.size < this.#most ? [] : this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, value);
    return value;
  }
}
