import { isAscii } from 'node:buffer';
import { BETWEEN_TEXTS } from '../model/text.ts';
import type { Content } from '../yaml/index.ts';
import { keptContent, SharedContent, type Together } from './kept-content.ts';
import { checked, type FileBytes, type FileFailure, type LargeFile, readFile, type Room, SMALL } from './read-file.ts';

/** So much is read at once, that of larger files included. */
const SIZE = 256 * 1024;
const BETWEEN = Buffer.from(BETWEEN_TEXTS);
const CR = 0x0d;

function bytesIn(read: FileBytes | LargeFile | FileFailure): number {
  if ('bytes' in read) return read.bytes.length;
  return 'status' in read ? read.status.size : 0;
}

const isPlain = (bytes: Buffer): boolean => isAscii(bytes) && !bytes.includes(CR);

/**
 * Files that are read one right after the other before the first of them is parsed: each in its turn takes longer, for both leave nothing
 * of the other in the processor's caches. The small ones lie side by side, and most are plain text that shares its bytes.
 */
export class Batch implements Together, Room {
  readonly room = Buffer.allocUnsafe(SIZE);
  #used = 0;
  /** Bytes of files that were not small. */
  #apart = 0;
  #shared: Buffer | undefined;
  #isPlain = false;

  get isFull(): boolean {
    return this.#used + this.#apart + SMALL + BETWEEN.length > SIZE;
  }

  get used(): number {
    return this.#used;
  }

  /** The bytes of all small files, once all files of the batch have been read. */
  get bytes(): Buffer {
    return (this.#shared ??= this.#close());
  }

  /** Reads a file as `readFile` does, a small one into the batch, which must not be full. */
  read(path: string, most: number, atOnce: number): SharedContent | FileBytes | LargeFile | FileFailure {
    const start = this.#used;
    const read = readFile(path, most, atOnce, this);
    if (typeof read !== 'number') {
      this.#apart += bytesIn(read);
      return read;
    }
    this.room.set(BETWEEN, start + read);
    this.#used += read + BETWEEN.length;
    return new SharedContent(this, start, read);
  }

  /** A small file as it can be read, once all files of the batch have been. */
  contentOf(small: SharedContent): Content | FileFailure {
    const { bytes } = this;
    if (this.#isPlain) return small;
    const { start, size } = small;
    const own = bytes.subarray(start, start + size);
    if (isPlain(own)) return small;
    const read = checked({ bytes: own }, size);
    return 'rule' in read ? read : keptContent(read.bytes);
  }

  #close(): Buffer {
    const bytes = this.room.subarray(0, this.#used);
    this.#isPlain = isPlain(bytes);
    return bytes;
  }
}
