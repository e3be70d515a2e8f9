import { rememberWeakly } from '../model/remember.ts';
import { Braces } from './braces.ts';
import { plainMarkerLines } from './markers.ts';
import { type Piece, piecesBetween } from './split.ts';

const NOTHING: readonly number[] = [];

/** The bytes of many small texts: what is asked of all of them, where to ask it of one text alone takes longer than the answer. */
class SharedText {
  readonly bytes: Uint8Array;
  readonly braces: Braces;
  readonly hasLoneReturn = false;
  /** Separators are among them. */
  #markers: readonly number[] | undefined;
  /** The first marker that is not before the text that was asked for last. */
  #next = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.braces = new Braces(bytes);
  }

  /** The documents of the text between two places. */
  pieces(start: number, end: number): Iterable<Piece> {
    return piecesBetween(this.bytes, start, end, this.#markersBetween(start, end));
  }

  #markersBetween(start: number, end: number): readonly number[] {
    const markers = (this.#markers ??= [...plainMarkerLines(this.bytes)]);
    if ((markers[this.#next - 1] ?? -1) >= start) this.#next = 0;
    while ((markers[this.#next] ?? Infinity) < start) this.#next += 1;
    let behind = this.#next;
    while ((markers[behind] ?? Infinity) < end) behind += 1;
    return behind === this.#next ? NOTHING : markers.slice(this.#next, behind);
  }
}

/** What is known of bytes that texts share. */
export const sharedText = rememberWeakly((bytes: Uint8Array) => new SharedText(bytes));
