import { instantiate } from '../model/web-assembly.ts';
import { addAmong, addRows, type Bits } from './bits.ts';
import { KERNEL } from './generated/kernel.js';

/** What src/reach/kernel gives. */
interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  addRows(out: number, length: number, list: number, count: number): void;
  addAmong(out: number, row: number, among: number, length: number): void;
}

/** Makes rows of bits, and lays them over one another. */
export interface RowMemory {
  /** An empty row. */
  row(words: number): Bits;
  /** Adds rows of the same length. */
  addRows(bits: Bits, rows: readonly Bits[]): void;
  /** Adds those of some words, the first of which has the number `first`, that `among` holds. */
  addAmong(bits: Bits, words: Bits, first: number, among: Bits): void;
}

const PLAIN: RowMemory = { row: (words) => new Uint32Array(words), addRows, addAmong };

const PAGE = 64 * 1024;
/** Of so much memory, most is never touched, and that costs nothing. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Rows start at multiples of it, and are as long as one with a register to spare: a span may start anywhere in them. */
const STEP = 64;
const SPARE = 16;
/** So many rows are laid over another at once; their places are at the start of the memory. */
const MOST_AT_ONCE = 4096;
const FIRST = PAGE;

/**
 * Rows in the memory of a kernel that takes sixteen bytes at a time, up to `bytes` of them. A row that does not fit is a plain one, and where there is
 * no WebAssembly all are: the answers are the same.
 */
export function rowMemory(bytes: number): RowMemory {
  try {
    const kernel = instantiate(KERNEL) as Kernel;
    kernel.memory.grow(Math.ceil((FIRST + Math.min(bytes, MOST_BYTES)) / PAGE));
    return kernelMemory(kernel);
  } catch {
    return PLAIN;
  }
}

function kernelMemory({ memory: { buffer }, ...kernel }: Kernel): RowMemory {
  const list = new Uint32Array(buffer, 0, MOST_AT_ONCE);
  let free = FIRST;
  /** All rows are here: no need to look where each of them is. */
  let isWhole = true;
  const isHere = (row: Bits): boolean => isWhole || row.buffer === buffer;
  return {
    row(words) {
      const size = Math.ceil((words * 4 + SPARE) / STEP) * STEP;
      if (free + size > buffer.byteLength) {
        isWhole = false;
        return new Uint32Array(words);
      }
      const row = new Uint32Array(buffer, free, words);
      free += size;
      return row;
    },
    addRows(bits, rows) {
      if (rows.length > MOST_AT_ONCE || !isHere(bits) || !rows.every(isHere)) {
        addRows(bits, rows);
        return;
      }
      for (let place = 0; place < rows.length; place += 1) list[place] = rows[place]?.byteOffset ?? 0;
      kernel.addRows(bits.byteOffset, bits.byteLength, 0, rows.length);
    },
    addAmong(bits, words, first, among) {
      if (!isHere(words) || !isHere(bits) || !isHere(among)) addAmong(bits, words, first, among);
      else {
        const from = first * 4;
        kernel.addAmong(bits.byteOffset + from, words.byteOffset, among.byteOffset + from, words.byteLength);
      }
    },
  };
}
