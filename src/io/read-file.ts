import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ProblemRule } from '../model/problem.ts';
import { decode } from './decode.ts';
import { codeOf, pause, reasonOf } from './system-error.ts';

/** Why a file has no text to offer. */
export interface FileFailure {
  readonly rule: ProblemRule;
  readonly message: string;
  readonly line?: number;
}

export interface FileText {
  readonly text: string;
  readonly bytes: number;
}

const CHUNK = 64 * 1024;
const KEPT = 8 * 1024 * 1024;
const ONE_LINE = 8 * 1024 * 1024;
const HEAD = 1024 * 1024;
const JSON_START = /^(?:\u00EF\u00BB\u00BF)?[ \t]*[{[]/;

/** Small files, which are nearly all, share one buffer: allocating would cost more than reading. */
let shared = Buffer.allocUnsafe(CHUNK);

/** Bytes read behind `length`, 0 at the end. A pipe in non-blocking mode may have none yet, on Windows none to come. */
function readSome(fd: number, buffer: Buffer, length: number): number {
  for (;;) {
    try {
      return readSync(fd, buffer, length, buffer.length - length, null);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** All bytes up to the end, or just more than `most`. Valid until the next call. */
function readBytes(fd: number, most: number): Buffer {
  let buffer = shared;
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(buffer.length * 2, most + 1));
      buffer.copy(larger);
      buffer = larger;
    }
    const count = readSome(fd, buffer, length);
    length += count;
    if (count === 0 || length > most) break;
  }
  if (buffer.length <= KEPT) shared = buffer;
  return buffer.subarray(0, length);
}

/** All of the process's standard input. */
export function readStandardInput(most: number): FileText | FileFailure {
  try {
    return textOf(readBytes(0, most), most);
  } catch (error) {
    return { rule: 'NG001', message: `cannot be read: ${reasonOf(error)}` };
  }
}

/** Decodes what was read, unless it is too long, or one endless line, which no manifest is. */
export function textOf(bytes: Buffer, most: number): FileText | FileFailure {
  if (bytes.length > most) return { rule: 'NG005', message: `larger than ${most} bytes` };
  const isOneLine = bytes.length > ONE_LINE && !bytes.subarray(0, HEAD).includes('\n');
  if (isOneLine && !JSON_START.test(bytes.toString('latin1', 0, CHUNK)))
    return { rule: 'NG005', message: `larger than ${ONE_LINE} bytes, and the first ${HEAD} are one line` };
  const decoded = decode(bytes);
  return 'text' in decoded ? { ...decoded, bytes: bytes.length } : { rule: 'NG002', ...decoded };
}

/**
 * Reads a regular file. What is no file is known as such after opening too, so that nothing put there in between is
 * read, and opening a pipe does not wait for a writer.
 */
export function readFile(path: string, most: number): FileText | FileFailure {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(fd);
    if (!status.isFile()) return { rule: 'NG001', message: 'this is no regular file' };
    if (status.size > most) return { rule: 'NG005', message: `larger than ${most} bytes` };
    return textOf(readBytes(fd, most), most);
  } catch (error) {
    return { rule: 'NG001', message: `cannot be read: ${reasonOf(error)}` };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
