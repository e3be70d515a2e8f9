import type { PlainText, PlainValue } from './plain-reader.ts';
import type { Plan } from './plan.ts';
import { type ListedItems, Scanner } from './scanner.ts';
import type { Piece } from './piece.ts';

/** So much is read before a scanner is made ready: a small run ends before that would pay. */
const LITTLE = 16 * 1024;

/** A scanner; `none` where there cannot be one: without WebAssembly, or where so much address space is not to be had. */
function newScanner(): Scanner | 'none' {
  try {
    return new Scanner();
  } catch {
    return 'none';
  }
}

let seen = 0;
let current: Scanner | 'none' | undefined;

/** The scanner, once there has been more than a little to read: so many bytes more are about to be. */
function scannerFor(more: number): Scanner | undefined {
  if (current === undefined) {
    seen += more;
    if (seen < LITTLE) return undefined;
    current = newScanner();
  }
  return current === 'none' ? undefined : current;
}

/** Reads by the scanner; undefined where the text is for the next reader. */
export const scan = (text: PlainText, plan: Plan): PlainValue | undefined =>
  scannerFor(text.end - text.start)?.read(text, plan);

/** The same of a document of JSON, which starts at the start of the text. */
export const scanJson = (text: PlainText, plan: Plan): PlainValue | undefined =>
  scannerFor(text.end - text.start)?.read(text, plan, true);

/** The documents of a text between two places of some bytes, in ASCII without a lone CR. Undefined where the scanner does not say it. */
export const piecesIn = (bytes: Uint8Array, start: number, end: number): readonly Piece[] | undefined =>
  // What is read of a text counts when it is read.
  scannerFor(end - start < LITTLE ? 0 : end - start)?.piecesIn(bytes, start, end);

/**
 * A number for the two lines from `start` on, from 1 on: the same wherever these lines stand. 0 where they have none: they must begin with
 * letters, and end before `end`.
 */
export const headOf = (bytes: Uint8Array, start: number, end: number): number =>
  scannerFor(0)?.headOf(bytes, start, end) ?? 0;

/**
 * The next items of a list in block style with its dashes at `indent`, one of which is on the line that starts at `start`; undefined where the
 * scanner does not say it. There may be more behind them.
 */
export const itemsIn = (bytes: Uint8Array, start: number, end: number, indent: number): ListedItems | undefined =>
  scannerFor(0)?.itemsIn(bytes, start, end, indent);

/**
 * For each `step` bytes two numbers: how many LF are in them, and the place behind the last one; to be read before the next call. Undefined
 * where no scanner is ready.
 */
export const lineCounts = (bytes: Uint8Array, step: number): Int32Array | undefined =>
  scannerFor(0)?.lineCounts(bytes, step);

/** The next items of a list of JSON, the first of which starts at `start`; the last of the list is never among them. */
export const jsonItemsIn = (bytes: Uint8Array, start: number, end: number): ListedItems | undefined =>
  scannerFor(0)?.jsonItemsIn(bytes, start, end);
