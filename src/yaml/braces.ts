import { nextByte } from './bytes.ts';
import { BRACE } from './characters.ts';
import type { Piece } from './piece.ts';

/** Where `{{` stands in some bytes. Most hold none, and most pieces are asked about in their order: then each byte is looked at once. */
export class Braces {
  readonly #bytes: Uint8Array;
  /** From here on has been looked, and there is the first. */
  #from = 0;
  #first = -1;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Whether `{{` stands in a piece. */
  areIn({ start, end }: Piece): boolean {
    if (start < this.#from || start > this.#first) {
      this.#from = start;
      this.#first = this.#find(start);
    }
    return this.#first < end;
  }

  #find(from: number): number {
    const bytes = this.#bytes;
    for (let at = nextByte(bytes, BRACE, from); at >= 0; at = nextByte(bytes, BRACE, at + 1))
      if (bytes[at + 1] === BRACE) return at;
    return Infinity;
  }
}
