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

/** A small text whose bytes lie among those of others. */
export class SharedContent implements Content {
  readonly share: Share;
  readonly size: number;

  constructor(share: Share, size: number) {
    this.share = share;
    this.size = size;
  }

  get window(): number {
    return this.size;
  }

  read(start: number, end: number): Uint8Array {
    const { bytes, start: base } = this.share;
    return bytes.subarray(base + start, base + Math.min(end, this.size));
  }

  encodingOf(): Encoding {
    return 'ascii';
  }
}
