import { isAscii } from 'node:buffer';
import type { Content } from '../yaml/index.ts';
import type { FileBytes } from './read-file.ts';

const SLAB = 1024 * 1024;

/** Files are small and many, so their bytes lie side by side. */
let slab = Buffer.alloc(0);
let used = 0;

/** Bytes that stay as they are when the next file is read: a copy, unless they do so anyway. */
export function lastingBytes({ bytes, isOwn }: FileBytes): Buffer {
  if (isOwn) return bytes;
  if (bytes.length > SLAB) return Buffer.from(bytes);
  if (used + bytes.length > slab.length) {
    slab = Buffer.allocUnsafeSlow(SLAB);
    used = 0;
  }
  const copy = slab.subarray(used, used + bytes.length);
  bytes.copy(copy);
  used += bytes.length;
  return copy;
}

/** So much is looked at at once: what is read again soon is still near the processor then. */
const WINDOW = 1024 * 1024;

/** Bytes in memory that are known to be UTF-8. */
export const keptContent = (bytes: Buffer): Content => ({
  size: bytes.length,
  window: Math.min(bytes.length, WINDOW),
  read: (start, end) => bytes.subarray(start, end),
  encodingOf: (range) => (isAscii(range) ? 'ascii' : 'utf8'),
});
