import { decode, nextByte } from './bytes.ts';
import { CR, LF } from './characters.ts';
import type { Content } from './content.ts';
import { lineCounts } from './scanning.ts';

/** Lines are counted from the nearest multiple of this on: a search within it costs little, and few numbers are kept. */
const STEP = 1024;
/** So much is read at once when all lines are counted. */
const BLOCK = 1024 * STEP;
const BOM = [0xef, 0xbb, 0xbf];
const NOTHING = new Uint8Array(0);

/** True for the last byte of a line break: CRLF is one break. */
const endsBreak = (code: number | undefined, next: number | undefined): boolean =>
  code === LF || (code === CR && next !== LF);

function countFeeds(bytes: Uint8Array, start: number, end: number): number {
  const part = bytes.subarray(start, end);
  let count = 0;
  for (let at = nextByte(part, LF); at >= 0; at = nextByte(part, LF, at + 1)) count += 1;
  return count;
}

function countBreaks(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) <= CR && endsBreak(bytes[at], bytes[at + 1])) count += 1;
  return count;
}

/** Behind the last break of a range that has one. */
function lastLineStart(bytes: Uint8Array, end: number): number {
  let at = end;
  while (!endsBreak(bytes[at - 1], bytes[at])) at -= 1;
  return at;
}

/** The line starts of a text, for turning offsets of bytes into lines and columns. */
export class LineIndex {
  readonly #content: Content;
  /** For each step: the line in which it starts, from 0, and where that line starts. */
  readonly #lines: number[] = [];
  readonly #starts: number[] = [];
  #hasReturns = false;

  constructor(content: Content) {
    this.#content = content;
    const first = this.#read(0, BOM.length);
    // A byte order mark is no column of the first line.
    let start = BOM.every((byte, index) => first[index] === byte) ? BOM.length : 0;
    let line = 0;
    for (let from = 0; from < content.size; from += BLOCK) {
      const bytes = this.#read(from, from + BLOCK + 1);
      const length = Math.min(BLOCK, bytes.length);
      // Every byte of every line comes by here.
      const hasReturns = nextByte(bytes, CR) >= 0;
      this.#hasReturns ||= hasReturns;
      const countIn = hasReturns ? countBreaks : countFeeds;
      const counted = hasReturns || length <= STEP ? undefined : lineCounts(bytes.subarray(0, length), STEP);
      for (let step = 0, place = 0; step < length; step += STEP, place += 2) {
        this.#lines.push(line);
        this.#starts.push(start);
        const end = Math.min(step + STEP, length);
        // Nothing starts behind the last one.
        if (from + end >= content.size) break;
        const breaks = counted?.[place] ?? countIn(bytes, step, end);
        if (breaks === 0) continue;
        line += breaks;
        start = from + (counted?.[place + 1] ?? lastLineStart(bytes, end));
      }
    }
  }

  #read(start: number, end: number): Uint8Array {
    return this.#content.read(start, Math.min(end, this.#content.size)) ?? NOTHING;
  }

  /** False when the bytes cannot be had any more. */
  #has(offset: number): boolean {
    return this.#content.size === 0 || this.#content.read(Math.max(0, offset - 1), offset) !== undefined;
  }

  /**
   * Line and column from 1, the column in UTF-16 code units; an offset before the first line's start is at its start. A
   * text that has changed has its beginning alone.
   */
  position(offset: number): { readonly line: number; readonly column: number } {
    if (!this.#has(offset)) return { line: 1, column: 1 };
    const step = Math.max(0, Math.min(Math.floor(offset / STEP), this.#lines.length - 1));
    const from = step * STEP;
    let line = this.#lines[step] ?? 0;
    let start = this.#starts[step] ?? 0;
    const bytes = this.#read(from, offset + 1);
    const hasReturns = this.#hasReturns;
    for (let at = 0; at < offset - from; at += 1) {
      const code = bytes[at];
      if (code !== LF && !(hasReturns && code === CR && bytes[at + 1] !== LF)) continue;
      line += 1;
      start = from + at + 1;
    }
    return { line: line + 1, column: 1 + (offset <= start ? 0 : decode(this.#read(start, offset)).length) };
  }
}
