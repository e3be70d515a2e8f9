import { NONE, type PortsId } from '../reach/index.ts';

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
