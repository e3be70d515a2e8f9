import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Content, Encoding } from '../yaml/index.ts';
import { invalidByte } from './decode.ts';

const WINDOW = 1024 * 1024;

/**
 * A file too large to be kept: its bytes are read when they are asked for, a second time where places or settings are. One
 * that has been written to in between has no bytes any more, so that no place in it is made up.
 */
export class FileContent implements Content {
  readonly window = WINDOW;
  readonly size: number;
  readonly #path: string;
  readonly #modified: number;

  constructor(path: string, { size, mtimeMs }: Stats) {
    this.size = size;
    this.#path = path;
    this.#modified = mtimeMs;
  }

  read(start: number, end: number, buffer?: Uint8Array): Uint8Array | undefined {
    const length = Math.min(end, this.size) - start;
    const target = buffer !== undefined && buffer.length >= length ? buffer.subarray(0, length) : Buffer.alloc(length);
    let fd: number | undefined;
    try {
      fd = openSync(this.#path, constants.O_RDONLY | constants.O_NONBLOCK);
      const status = fstatSync(fd);
      if (status.size !== this.size || status.mtimeMs !== this.#modified) return undefined;
      for (let done = 0; done < length;) {
        const count = readSync(fd, target, done, length - done, start + done);
        if (count === 0) return undefined;
        done += count;
      }
      return target;
    } catch {
      return undefined;
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  }

  encodingOf(bytes: Uint8Array, base: number): Encoding {
    if (isAscii(bytes)) return 'ascii';
    return isUtf8(bytes) ? 'utf8' : invalidByte(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), base);
  }
}
