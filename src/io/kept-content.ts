import { isAscii } from 'node:buffer';
import type { Content } from '../yaml/index.ts';

/** So much is looked at at once: what is read again soon is still near the processor then. */
const WINDOW = 1024 * 1024;

/** Bytes in memory that are known to be UTF-8. */
export const keptContent = (bytes: Buffer): Content => ({
  size: bytes.length,
  window: Math.min(bytes.length, WINDOW),
  read: (start, end) => bytes.subarray(start, end),
  encodingOf: (range) => (isAscii(range) ? 'ascii' : 'utf8'),
});
