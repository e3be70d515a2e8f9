import { BOM, LF } from './characters.ts';

/** The line starts of a text, for turning offsets into lines and columns. */
export class LineIndex {
  readonly #starts: number[];

  constructor(text: string) {
    // A byte order mark is no column of the first line.
    const starts = [text.charCodeAt(0) === BOM ? 1 : 0];
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (feed >= 0 || carriage >= 0) {
      const isFeed = carriage < 0 || (feed >= 0 && feed < carriage);
      const at = isFeed ? feed : carriage;
      if (isFeed || text.charCodeAt(at + 1) !== LF) starts.push(at + 1);
      if (isFeed) feed = text.indexOf('\n', at + 1);
      else carriage = text.indexOf('\r', at + 1);
    }
    this.#starts = starts;
  }

  /** Line and column from 1; an offset before the first line's start is at its start. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? Infinity) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: Math.max(1, offset - (this.#starts[low] ?? 0) + 1) };
  }
}
