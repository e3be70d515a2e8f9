import type { Members } from './selector-index.ts';

/** One bit a class. */
export type Bits = Uint32Array<ArrayBuffer>;

export const wordsOf = (size: number): number => (size + 31) >>> 5;

/** The first `size` bits set. */
export function fillBits(bits: Bits, size: number): void {
  bits.fill(0xffffffff, 0, size >>> 5);
  if ((size & 31) !== 0) bits[size >>> 5] = 2 ** (size & 31) - 1;
}

export function setBit(bits: Bits, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << id);
}

export const hasBit = (bits: Bits, id: number): boolean => (((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;

export function putBit(bits: Bits, id: number, isSet: boolean): void {
  const word = bits[id >>> 5] ?? 0;
  bits[id >>> 5] = isSet ? word | (1 << id) : word & ~(1 << id);
}

export function setAll(bits: Bits, members: Members): void {
  for (const id of members) {
    const word = id >>> 5;
    bits[word] = (bits[word] ?? 0) | (1 << id);
  }
}

/** Adds rows of the same length, four at a time: most of the time is spent on reading and writing `bits`. */
export function addRows(bits: Bits, rows: readonly Bits[]): void {
  let place = 0;
  for (; place + 3 < rows.length; place += 4) {
    const [a, b, c, d] = [rows[place], rows[place + 1], rows[place + 2], rows[place + 3]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    for (let word = 0; word < bits.length; word += 1)
      bits[word] = (bits[word] ?? 0) | (a[word] ?? 0) | (b[word] ?? 0) | (c[word] ?? 0) | (d[word] ?? 0);
  }
  for (; place < rows.length; place += 1) {
    const row = rows[place] ?? bits;
    for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) | (row[word] ?? 0);
  }
}

/** How many bits of one word are set. */
export function bitCount(word: number): number {
  let count = word - ((word >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The numbers of the bits that are set, ascending. */
export function bitsSet(bits: Bits): number[] {
  const found: number[] = [];
  for (let word = 0; word < bits.length; word += 1)
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1)
      found.push(word * 32 + 31 - Math.clz32(left & -left));
  return found;
}

/** Some classes: as words where they lie close together, otherwise one by one. */
export interface Span {
  readonly members: Members;
  /** The words from the first to the last member; absent where there would be more of them than members. */
  readonly words?: Bits;
  readonly first: number;
}

/** `row` makes the words. */
export function spanOf(members: Members, row: (words: number) => Bits = (words) => new Uint32Array(words)): Span {
  const first = (members[0] ?? 0) >>> 5;
  const count = members.length === 0 ? 0 : ((members.at(-1) ?? 0) >>> 5) - first + 1;
  if (count >= members.length) return { members, first };
  const words = row(count);
  for (const id of members) words[(id >>> 5) - first] = (words[(id >>> 5) - first] ?? 0) | (1 << id);
  return { members, words, first };
}

/** Adds those of some words, the first of which has the number `first`, that `among` holds. */
export function addAmong(bits: Bits, words: Bits, first: number, among: Bits): void {
  for (let i = 0; i < words.length; i += 1) {
    const place = first + i;
    bits[place] = (bits[place] ?? 0) | ((words[i] ?? 0) & (among[place] ?? 0));
  }
}

/** Adds those of some classes that `among` holds. */
export function addMembersAmong(bits: Bits, members: Members, among: Bits): void {
  for (const id of members) {
    const place = id >>> 5;
    bits[place] = (bits[place] ?? 0) | ((among[place] ?? 0) & (1 << id));
  }
}

export function addSpanAmong(bits: Bits, { members, words, first }: Span, among: Bits): void {
  if (words === undefined) addMembersAmong(bits, members, among);
  else addAmong(bits, words, first, among);
}
