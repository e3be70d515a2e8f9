import { nextByte } from './bytes.ts';
import { BRACE, LF } from './characters.ts';
import type { Content } from './content.ts';
import { hasLoneReturn, type Piece, splitDocuments } from './split.ts';

/** Bytes of a file that are at hand: whole lines, and most often many documents. */
export class Window {
  readonly bytes: Uint8Array;
  /** Where they start in the file. */
  readonly base: number;
  readonly isAscii: boolean;
  /** A CR ends a line by itself. */
  readonly hasLoneReturn: boolean;
  /** The first `{{` that is not before the place that was asked for last. */
  #braces = -1;

  constructor(bytes: Uint8Array, base: number, isAscii: boolean) {
    this.bytes = bytes;
    this.base = base;
    this.isAscii = isAscii;
    this.hasLoneReturn = hasLoneReturn(bytes);
  }

  /** Whether `{{` stands in a piece, whose start is not before that of the piece asked for before. */
  hasBraces({ start, end }: Piece): boolean {
    if (this.#braces < start) this.#braces = this.#findBraces(start);
    return this.#braces < end;
  }

  #findBraces(from: number): number {
    const { bytes } = this;
    for (let at = nextByte(bytes, BRACE, from); at >= 0; at = nextByte(bytes, BRACE, at + 1))
      if (bytes[at + 1] === BRACE) return at;
    return Infinity;
  }
}

/** So many times larger: what has been looked at is looked at again. */
const LARGER = 8;

/** One document of a file, or why the file is not read any further. */
export type Passage =
  | { readonly type: 'piece'; readonly window: Window; readonly piece: Piece }
  | { readonly type: 'changed' }
  | { readonly type: 'no-text'; readonly message: string; readonly offset: number };

/** The documents of a content, window by window. A piece must be read before the next one is asked for. */
export function* passagesOf(content: Content): Generator<Passage> {
  let base = 0;
  let length = content.window;
  let buffer = new Uint8Array(0);
  while (base < content.size) {
    const end = Math.min(content.size, base + length);
    const isLast = end === content.size;
    if (!isLast && buffer.length < length) buffer = new Uint8Array(length);
    const read = content.read(base, end, buffer);
    if (read === undefined) {
      yield { type: 'changed' };
      return;
    }
    const bytes = isLast ? read : read.subarray(0, read.lastIndexOf(LF) + 1);
    const encoding = content.encodingOf(bytes, base);
    if (typeof encoding === 'object') {
      yield { type: 'no-text', ...encoding };
      return;
    }
    const window = new Window(bytes, base, encoding === 'ascii');
    let last: Piece | undefined;
    for (const piece of splitDocuments(bytes, window.isAscii && !window.hasLoneReturn)) {
      if (last !== undefined) yield { type: 'piece', window, piece: last };
      last = piece;
    }
    if (isLast) {
      if (last !== undefined) yield { type: 'piece', window, piece: last };
      return;
    }
    // The last document of a window may go on behind it, and one that fills it all needs a much larger one.
    const isFull = last === undefined || last.start === 0;
    length = isFull ? length * LARGER : content.window;
    base += last?.start ?? 0;
  }
}
