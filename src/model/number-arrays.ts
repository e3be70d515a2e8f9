/**
 * Short arrays of numbers lie side by side in larger memory: to ask for memory by itself costs many times what it costs to fill them, and there
 * are thousands. They are all zero at first.
 */
const CHUNK = 64 * 1024;
const LONGEST = CHUNK / 64;

let chunk = new ArrayBuffer(0);
let used = 0;

/** The place of so many numbers in the chunk. */
function placeFor(length: number): number {
  const size = length * 4;
  if (used + size > chunk.byteLength) {
    chunk = new ArrayBuffer(CHUNK);
    used = 0;
  }
  const place = used;
  used += size;
  return place;
}

export function newInts(length: number): Int32Array<ArrayBuffer> {
  if (length > LONGEST) return new Int32Array(length);
  const place = placeFor(length);
  return new Int32Array(chunk, place, length);
}

export function newWords(length: number): Uint32Array<ArrayBuffer> {
  if (length > LONGEST) return new Uint32Array(length);
  const place = placeFor(length);
  return new Uint32Array(chunk, place, length);
}

/** The first numbers of some, by themselves. */
export function firstOf(ints: Int32Array, length: number): Int32Array {
  if (length > LONGEST) return ints.slice(0, length);
  const first = newInts(length);
  for (let i = 0; i < length; i += 1) first[i] = ints[i] ?? 0;
  return first;
}
