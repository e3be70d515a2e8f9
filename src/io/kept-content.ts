import { isAscii } from 'node:buffer';
import type { Content, Encoding, Share } from '../yaml/index.ts';

/** So much is looked at at once: what is read again soon is still near the processor then. */
const WINDOW = 1024 * 1024;

/** Bytes in memory that are known to be UTF-8. */
export const keptContent = (bytes: Buffer): Content => ({
  size: bytes.length,
  window: Math.min(bytes.length, WINDOW),
  read: (start, end) => bytes.subarray(start, end),
  encodingOf: (range) => (isAscii(range) ? 'ascii' : 'utf8'),
});

/** Texts side by side, once they are all there. */
export interface Together {
  readonly bytes: Uint8Array;
}

/** A small text whose bytes lie among those of others. */
export class SharedContent implements Content, Share {
  readonly #all: Together;
  readonly start: number;
  readonly size: number;

  constructor(all: Together, start: number, size: number) {
    this.#all = all;
    this.start = start;
    this.size = size;
  }

  get bytes(): Uint8Array {
    return this.#all.bytes;
  }

  get share(): Share {
    return this;
  }

  get window(): number {
    return this.size;
  }

  read(start: number, end: number): Uint8Array {
    return this.bytes.subarray(this.start + start, this.start + Math.min(end, this.size));
  }

  encodingOf(): Encoding {
    return 'ascii';
  }
}
