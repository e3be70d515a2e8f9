import { placeAt } from '../model/ascending.ts';
import type { Bits } from './bits.ts';
import type { Members } from './selector-index.ts';

/** So few words without bits do not end a run: to begin another costs more than to look at them. */
const GAP = 8;

/** Words of a row from `first` to before `end`; in the strip they begin at `place`. */
interface Run {
  readonly first: number;
  readonly end: number;
  readonly place: number;
}

function runsOf(bits: Bits): readonly Run[] {
  const runs: Run[] = [];
  let place = 0;
  for (let first = 0; first < bits.length; first += 1) {
    if (bits[first] === 0) continue;
    let end = first + 1;
    for (let word = end; word < bits.length && word - end < GAP; word += 1) if (bits[word] !== 0) end = word + 1;
    runs.push({ first, end, place });
    place += end - first;
    first = end;
  }
  return runs;
}

/** The words in which a row has bits, in a few runs one behind another. */
export class Strip {
  readonly length: number;
  readonly #runs: readonly Run[];

  constructor(bits: Bits) {
    this.#runs = runsOf(bits);
    const last = this.#runs.at(-1);
    this.length = last === undefined ? 0 : last.place + last.end - last.first;
  }

  /** The strip of a row. */
  cut(row: Bits): Bits {
    const strip = new Uint32Array(this.length);
    for (const { first, end, place } of this.#runs) strip.set(row.subarray(first, end), place);
    return strip;
  }

  /** Sets the bits of those members that are in it. */
  add(strip: Bits, members: Members): void {
    for (const { first, end, place } of this.#runs) addRun(strip, members, first, end, place - first);
  }

  /** Puts a strip in the place of those bits of a row that are set in `among`. */
  put(strip: Bits, row: Bits, among: Bits): void {
    for (const { first, end, place } of this.#runs)
      for (let word = first; word < end; word += 1) {
        const mask = among[word] ?? 0;
        row[word] = ((row[word] ?? 0) & ~mask) | ((strip[place + word - first] ?? 0) & mask);
      }
  }
}

/** Sets the bits of members in words from `first` to before `end`, each `shift` words further. */
function addRun(strip: Bits, members: Members, first: number, end: number, shift: number): void {
  for (let i = placeAt(members, first * 32, 0, members.length); i < members.length; i += 1) {
    const id = members[i] ?? 0;
    if (id >>> 5 >= end) return;
    const word = (id >>> 5) + shift;
    strip[word] = (strip[word] ?? 0) | (1 << id);
  }
}
