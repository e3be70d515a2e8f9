import { type Bits, setAll, wordsOf } from './bits.ts';
import { placeAt } from './overlaps.ts';
import type { Members } from './selector-index.ts';

/** Where members are so many times more than words, it is quicker to look for those of each word. */
const MANY = 16;
/** Where this share of the words is asked for, all of them are. */
const MOST = 4;
/** To lay a word over another takes so much less time than to set a bit. */
const QUICKER = 4;
/** So many bytes of rows are kept. */
const KEPT = 64 * 1024 * 1024;

function addRow(bits: Bits, row: Bits): void {
  for (let word = 0; word < row.length; word += 1) bits[word] = (bits[word] ?? 0) | (row[word] ?? 0);
}

/** Some words of a row of bits, one behind another. */
export class Strip {
  readonly #placeOf: Int32Array;
  #words: number[] = [];
  readonly #rows = new Map<Members, Bits>();
  #room = KEPT;

  constructor(size: number) {
    this.#placeOf = new Int32Array(wordsOf(size)).fill(-1);
  }

  get length(): number {
    return this.#words.length;
  }

  /** Takes the words in which a row has bits, or all of them where these are many. */
  follow(bits: Bits): void {
    for (const word of this.#words) this.#placeOf[word] = -1;
    let count = 0;
    for (const word of bits) if (word !== 0) count += 1;
    const isWhole = count * MOST >= bits.length;
    this.#words = [];
    for (let word = 0; word < bits.length; word += 1)
      if (isWhole || bits[word] !== 0) this.#placeOf[word] = this.#words.push(word) - 1;
  }

  /** The strip of a row. */
  cut(bits: Bits): Bits {
    const strip = new Uint32Array(this.length);
    for (let place = 0; place < strip.length; place += 1) strip[place] = bits[this.#words[place] ?? 0] ?? 0;
    return strip;
  }

  /** Sets the bits of those members that are in it. */
  add(strip: Bits, members: Members): void {
    const row = this.length === this.#placeOf.length ? this.#rowOf(members) : undefined;
    if (row !== undefined) addRow(strip, row);
    else if (members.length > this.length * MANY) for (const word of this.#words) this.#addWord(strip, word, members);
    else this.#addPlaced(strip, members);
  }

  /** Looks at all members from the first word to the last: words that are asked for lie close together. */
  #addPlaced(strip: Bits, members: Members): void {
    const last = this.#words.at(-1) ?? -1;
    for (let i = placeAt(members, (this.#words[0] ?? 0) * 32, 0, members.length); i < members.length; i += 1) {
      const id = members[i] ?? 0;
      if (id >>> 5 > last) return;
      const place = this.#placeOf[id >>> 5] ?? -1;
      if (place >= 0) strip[place] = (strip[place] ?? 0) | (1 << id);
    }
  }

  /** The row of members, where it pays to have one. */
  #rowOf(members: Members): Bits | undefined {
    const words = this.#placeOf.length;
    if (members.length * QUICKER < words) return undefined;
    const known = this.#rows.get(members);
    if (known !== undefined || this.#room < words * 4) return known;
    const row = new Uint32Array(words);
    setAll(row, members);
    this.#rows.set(members, row);
    this.#room -= words * 4;
    return row;
  }

  #addWord(strip: Bits, word: number, members: Members): void {
    const place = this.#placeOf[word] ?? 0;
    for (let i = placeAt(members, word * 32, 0, members.length); i < members.length; i += 1) {
      const id = members[i] ?? 0;
      if (id >>> 5 !== word) return;
      strip[place] = (strip[place] ?? 0) | (1 << id);
    }
  }

  /** Puts a strip in the place of those bits of a row that are set in `among`. */
  put(strip: Bits, row: Bits, among: Bits): void {
    for (const [place, word] of this.#words.entries()) {
      const mask = among[word] ?? 0;
      row[word] = ((row[word] ?? 0) & ~mask) | ((strip[place] ?? 0) & mask);
    }
  }
}
