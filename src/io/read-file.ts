import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { ProblemRule } from '../model/problem.ts';
import { encodingFailure } from './decode.ts';
import { codeOf, pause, reasonOf } from './system-error.ts';

/** Why a file has nothing to offer. */
export interface FileFailure {
  readonly rule: ProblemRule;
  readonly message: string;
  readonly line?: number;
}

/** The bytes of a file, which are UTF-8. */
export interface FileBytes {
  readonly bytes: Buffer;
  /** They stay as they are. Others are valid until the next file is read, unless they are kept. */
  readonly isOwn: boolean;
}

/** A file that is too large to be read at once. */
export interface LargeFile {
  readonly status: Stats;
}

const CHUNK = 64 * 1024;
const SLAB = 1024 * 1024;
const ONE_LINE = 8 * 1024 * 1024;
const HEAD = 1024 * 1024;
const JSON_START = /^(?:\u00EF\u00BB\u00BF)?[ \t]*[{[]/;

/** Files are small and many, so their bytes lie side by side in the same memory: where the next one is read into it. */
let slab = Buffer.allocUnsafe(0);
let used = 0;

function makeRoom(): void {
  if (slab.length - used >= CHUNK) return;
  slab = Buffer.allocUnsafe(SLAB);
  used = 0;
}

/** The bytes read, which from now on stay as they are. */
export function lastingBytes({ bytes, isOwn }: FileBytes): Buffer {
  if (!isOwn) used += bytes.length;
  return bytes;
}

/** Bytes read to a place of a buffer, 0 at the end. A pipe in non-blocking mode may have none yet, on Windows none to come. */
function readSome(fd: number, buffer: Buffer, at: number): number {
  for (;;) {
    try {
      return readSync(fd, buffer, at, buffer.length - at, null);
    } catch (error) {
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** All bytes up to the end, or just more than `most`. A file that is as long as it said is not asked for more. */
function readBytes(fd: number, most: number, size = 0): FileBytes {
  makeRoom();
  let buffer = size < CHUNK ? slab : Buffer.allocUnsafe(size + 1);
  let start = size < CHUNK ? used : 0;
  let length = 0;
  for (;;) {
    if (start + length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(length * 2, most + 1));
      buffer.copy(larger, 0, start);
      buffer = larger;
      start = 0;
    }
    const count = readSome(fd, buffer, start + length);
    length += count;
    if (count === 0 || length > most || length === size) break;
  }
  return { bytes: buffer.subarray(start, start + length), isOwn: buffer !== slab };
}

/** All of the process's standard input. */
export function readStandardInput(most: number): FileBytes | FileFailure {
  try {
    return checked(readBytes(0, most), most);
  } catch (error) {
    return { rule: 'NG001', message: `cannot be read: ${reasonOf(error)}` };
  }
}

/** Why the bytes at the start of a file are no text: one endless line, which no manifest is. */
function headFailure(bytes: Buffer, size: number): FileFailure | undefined {
  const isOneLine = size > ONE_LINE && !bytes.subarray(0, HEAD).includes('\n');
  if (!isOneLine || JSON_START.test(bytes.toString('latin1', 0, CHUNK))) return undefined;
  return { rule: 'NG005', message: `larger than ${ONE_LINE} bytes, and the first ${HEAD} are one line` };
}

const tooLarge = (most: number): FileFailure => ({ rule: 'NG005', message: `larger than ${most} bytes` });

/** What was read, unless it is too long or no text. */
export function checked(read: FileBytes, most: number): FileBytes | FileFailure {
  const { bytes } = read;
  if (bytes.length > most) return tooLarge(most);
  const failure = headFailure(bytes, bytes.length);
  if (failure !== undefined) return failure;
  const encoding = encodingFailure(bytes);
  return encoding === undefined ? read : { rule: 'NG002', ...encoding };
}

/** The first bytes of a large file are looked at, so that nothing is read of what is no text at all. */
function readHead(fd: number, status: Stats): LargeFile | FileFailure {
  const head = Buffer.allocUnsafe(HEAD);
  const length = readSync(fd, head, 0, HEAD, 0);
  return headFailure(head.subarray(0, length), status.size) ?? { status };
}

/**
 * All of a file that is smaller than a chunk, told by its end alone: to ask for the size costs more than to read it. A pipe
 * cannot be read at a place, and devices that can have no end. Undefined for those, and for what is larger.
 */
function readSmall(fd: number): FileBytes | undefined {
  makeRoom();
  try {
    const length = readSync(fd, slab, used, CHUNK, 0);
    const isAll = length < CHUNK && readSync(fd, slab, used + length, CHUNK - length, length) === 0;
    return isAll ? { bytes: slab.subarray(used, used + length), isOwn: false } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a regular file. What is no file is known as such after opening too, so that nothing put there in between is
 * read, and opening a pipe does not wait for a writer. A file larger than `atOnce` is not read yet.
 */
export function readFile(path: string, most: number, atOnce: number): FileBytes | LargeFile | FileFailure {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const small = atOnce < CHUNK ? undefined : readSmall(fd);
    if (small !== undefined) return checked(small, most);
    const status = fstatSync(fd);
    if (!status.isFile()) return { rule: 'NG001', message: 'this is no regular file' };
    if (status.size > most) return tooLarge(most);
    return status.size > atOnce ? readHead(fd, status) : checked(readBytes(fd, most, status.size), most);
  } catch (error) {
    return { rule: 'NG001', message: `cannot be read: ${reasonOf(error)}` };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The text of a small file that is read as a whole. */
export function readText(path: string, most: number): { readonly text: string } | FileFailure {
  const read = readFile(path, most, most);
  if ('rule' in read) return read;
  return 'bytes' in read ? { text: read.bytes.toString('utf8') } : tooLarge(most);
}
