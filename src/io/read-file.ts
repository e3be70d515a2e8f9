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
}

/** Where `SMALL` bytes can be read to, behind what has been used of it. */
export interface Room {
  readonly room: Uint8Array;
  readonly used: number;
}

/** A file that is too large to be read at once. */
export interface LargeFile {
  readonly status: Stats;
}

const ONE_LINE = 8 * 1024 * 1024;
const HEAD = 1024 * 1024;
const JSON_START = /^(?:\u00EF\u00BB\u00BF)?[ \t]*[{[]/;

/** A file of fewer bytes is read without asking for its size, where there is room for so many. */
export const SMALL = 64 * 1024;

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
  let buffer = Buffer.allocUnsafe(size === 0 ? SMALL : size + 1);
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(length * 2, most + 1));
      buffer.copy(larger);
      buffer = larger;
    }
    const count = readSome(fd, buffer, length);
    length += count;
    if (count === 0 || length > most || length === size) break;
  }
  return { bytes: buffer.subarray(0, length) };
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
  if (!isOneLine || JSON_START.test(bytes.toString('latin1', 0, SMALL))) return undefined;
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
 * All of a file that is smaller than the room for it, told by its end alone: to ask for the size costs more than to read it. A read
 * may stop short of the end, as those of `/proc` do. A pipe cannot be read at a place, and devices that can have no end.
 * Undefined for those, and for what is larger.
 */
function readSmall(fd: number, { room, used }: Room): number | undefined {
  try {
    const length = readSync(fd, room, used, SMALL, 0);
    const isAll = length < SMALL && readSync(fd, room, used + length, SMALL - length, length) === 0;
    return isAll ? length : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a regular file, a small one to the room for it: then it is told how many bytes that has, which may be no UTF-8. What is no file is
 * known as such after opening too, so that nothing put there in between is read, and opening a pipe does not wait for a writer. A file
 * larger than `atOnce` is not read yet.
 */
export function readFile(path: string, most: number, atOnce: number): FileBytes | LargeFile | FileFailure;
export function readFile(
  path: string,
  most: number,
  atOnce: number,
  room: Room,
): number | FileBytes | LargeFile | FileFailure;
export function readFile(
  path: string,
  most: number,
  atOnce: number,
  room?: Room,
): number | FileBytes | LargeFile | FileFailure {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const small = room === undefined || atOnce < SMALL ? undefined : readSmall(fd, room);
    if (small !== undefined) return small > most ? tooLarge(most) : small;
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
