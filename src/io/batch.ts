import { isAscii } from 'node:buffer';
import { BETWEEN_TEXTS } from '../model/text.ts';
import type { Content } from '../yaml/index.ts';
import { keptContent, SharedContent } from './kept-content.ts';
import { checked, type FileBytes, type FileFailure, type LargeFile, readFile, SMALL } from './read-file.ts';

/** So much is read at once, that of larger files included. */
const SIZE = 256 * 1024;
const BETWEEN = Buffer.from(BETWEEN_TEXTS);
const CR = 0x0d;

/** Where a small file lies in its batch. */
export interface Place {
  readonly start: number;
  readonly size: number;
}

function bytesIn(read: FileBytes | LargeFile | FileFailure): number {
  if ('bytes' in read) return read.bytes.length;
  return 'status' in read ? read.status.size : 0;
}

const isPlain = (bytes: Buffer): boolean => isAscii(bytes) && !bytes.includes(CR);

/**
 * Files that are read one right after the other before the first of them is parsed: each in its turn takes longer, for both leave nothing
 * of the other in the processor's caches. The small ones lie side by side, and most are plain text that shares its bytes.
 */
export class Batch {
  readonly #bytes = Buffer.allocUnsafe(SIZE);
  #used = 0;
  /** Bytes of files that were not small. */
  #apart = 0;
  #shared: Buffer | undefined;
  #isPlain = false;

  get isFull(): boolean {
    return this.#used + this.#apart + SMALL + BETWEEN.length > SIZE;
  }

  /** Reads a file as `readFile` does, a small one into the batch, which must not be full. */
  read(path: string, most: number, atOnce: number): Place | FileBytes | LargeFile | FileFailure {
    const start = this.#used;
    const read = readFile(path, most, atOnce, { buffer: this.#bytes, at: start });
    if (!('length' in read)) {
      this.#apart += bytesIn(read);
      return read;
    }
    this.#bytes.set(BETWEEN, start + read.length);
    this.#used += read.length + BETWEEN.length;
    return { start, size: read.length };
  }

  /** The content of a small file, once all files of the batch have been read. */
  contentOf({ start, size }: Place): Content | FileFailure {
    const bytes = (this.#shared ??= this.#close());
    if (this.#isPlain || isPlain(bytes.subarray(start, start + size))) return new SharedContent({ bytes, start }, size);
    const read = checked({ bytes: bytes.subarray(start, start + size) }, size);
    return 'rule' in read ? read : keptContent(read.bytes);
  }

  #close(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#used);
    this.#isPlain = isPlain(bytes);
    return bytes;
  }
}
