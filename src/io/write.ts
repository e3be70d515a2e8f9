import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, pause } from './system-error.ts';

const BATCH = 64 * 1024;

/** Chunks joined until a system call is worth it; many small writes cost more than the work that made them. */
function* batches(chunks: Iterable<string>): Generator<Buffer> {
  let batch = '';
  for (const chunk of chunks) {
    batch += chunk;
    if (batch.length < BATCH) continue;
    yield Buffer.from(batch);
    batch = '';
  }
  if (batch !== '') yield Buffer.from(batch);
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      // The reader of a pipe in non-blocking mode is behind.
      if (codeOf(error) !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/**
 * Writes to an open file or pipe, as far as its reader wants: false when the reader closed it first (`| head`), which is
 * no failure. No further chunk is asked for then.
 */
export function writeChunks(fd: number, chunks: Iterable<string>): boolean {
  try {
    for (const bytes of batches(chunks)) writeAll(fd, bytes);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return false;
    throw error;
  }
}

/**
 * Writes a file so that a reader, or a crash, meets the old content or the new one and nothing in between. When
 * writing fails, the old file is left as it was, and the error is thrown.
 */
export function writeAtomically(file: string, chunks: Iterable<string>): void {
  const temporary = join(dirname(file), `.${basename(file)}.${crypto.randomUUID()}.tmp`);
  const fd = openSync(temporary, 'wx');
  try {
    try {
      for (const bytes of batches(chunks)) writeAll(fd, bytes);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
