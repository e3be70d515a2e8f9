import { Braces } from './braces.ts';
import { LF } from './characters.ts';
import type { Content, Share } from './content.ts';
import { sharedText } from './shared-text.ts';
import type { Piece } from './piece.ts';
import { hasLoneReturn, splitDocuments, splitPart } from './split.ts';

/** Bytes of a file that are at hand: whole lines, and most often many documents. */
export class Window {
  readonly bytes: Uint8Array;
  /** Where they start in the file; negative where others stand before it. */
  readonly base: number;
  readonly isAscii: boolean;
  /** A CR ends a line by itself. */
  readonly hasLoneReturn: boolean;
  readonly braces: Braces;

  constructor(bytes: Uint8Array, base: number, isAscii: boolean, known?: Pick<Window, 'hasLoneReturn' | 'braces'>) {
    this.bytes = bytes;
    this.base = base;
    this.isAscii = isAscii;
    this.hasLoneReturn = known?.hasLoneReturn ?? hasLoneReturn(bytes);
    this.braces = known?.braces ?? new Braces(bytes);
  }
}

/** So many times larger: what has been looked at is looked at again. */
const LARGER = 8;

/** Documents that are at hand together. */
export interface Passages {
  readonly type: 'pieces';
  readonly window: Window;
  readonly pieces: readonly Piece[];
}

/** Some documents of a file, or why the file is not read any further. */
export type Passage =
  | Passages
  | { readonly type: 'changed' }
  | { readonly type: 'no-text'; readonly message: string; readonly offset: number };

/** The documents of a small text among others. */
export function passagesIn({ bytes, start }: Share, size: number): Passages {
  const window = new Window(bytes, -start, true, sharedText(bytes));
  return { type: 'pieces', window, pieces: splitPart(bytes, start, start + size) };
}

/** The documents of any other content, window by window. Those of a window must be read before the next ones are asked for. */
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
    const pieces = [...splitDocuments(bytes, window.isAscii && !window.hasLoneReturn)];
    if (isLast) {
      yield { type: 'pieces', window, pieces };
      return;
    }
    const last = pieces.pop();
    yield { type: 'pieces', window, pieces };
    // The last document of a window may go on behind it, and one that fills it all needs a much larger one.
    const isFull = last === undefined || last.start === 0;
    length = isFull ? length * LARGER : content.window;
    base += last?.start ?? 0;
  }
}
