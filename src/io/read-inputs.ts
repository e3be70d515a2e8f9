import { resolve } from 'node:path';
import { inKeyOrder } from '../model/order.ts';
import type { RenderedPart } from '../model/rendered.ts';
import type { Content } from '../yaml/index.ts';
import { Batch, type Place } from './batch.ts';
import { FileContent } from './file-content.ts';
import { findFiles } from './find-files.ts';
import type { NamedFile } from './found-files.ts';
import { type Exclude, excludeRules } from './ignore.ts';
import { type InputNote, type InputProblem, problem, STDIN } from './input.ts';
import { DEFAULT_INPUT_LIMITS, type InputLimits } from './limits.ts';
import { keptContent } from './kept-content.ts';
import { checked, type FileBytes, type FileFailure, type LargeFile, readStandardInput } from './read-file.ts';

export interface InputFile {
  readonly type: 'file';
  /** Relative to the working directory, with `/`; `<stdin>` for standard input. */
  readonly file: string;
  readonly content: Content;
  /** Of a rendered text: where its documents begin, and what each was made from. */
  readonly parts?: readonly RenderedPart[];
}

export type Input = InputFile | InputProblem | InputNote;

export interface InputOptions {
  /** Where relative paths start, and what files are shown relative to; by default the working directory. */
  readonly cwd?: string;
  readonly limits?: InputLimits;
  readonly exclude?: Exclude;
  /** What `-` stands for, instead of the process's own standard input. */
  readonly stdin?: () => string | Uint8Array;
}

/** So many bytes of files are kept for the places in them; larger ones are read a second time where one is asked for. */
const KEPT = 64 * 1024 * 1024;

function readStdin(stdin: InputOptions['stdin'], most: number): FileBytes | FileFailure {
  if (stdin === undefined) return readStandardInput(most);
  const given = stdin();
  return checked({ bytes: typeof given === 'string' ? Buffer.from(given) : Buffer.from(given) }, most);
}

interface Reading {
  readonly file: string;
  readonly path: string;
  readonly read: Place | FileBytes | LargeFile | FileFailure;
}

/** How many bytes of a file are kept in memory. */
function keptBytes(read: Reading['read']): number {
  if ('size' in read) return read.size;
  return 'bytes' in read ? read.bytes.length : 0;
}

function contentOf({ path, read }: Reading, batch: Batch): Content | FileFailure {
  if ('size' in read) return batch.contentOf(read);
  if ('bytes' in read) return keptContent(read.bytes);
  return 'status' in read ? new FileContent(path, read.status) : read;
}

/**
 * Reads files, folders and `-` (standard input). A file that is named is read whatever its extension; in folders only
 * `.yaml`, `.yml` and `.json` are. Each file comes once, in the order of the paths as they are shown. What cannot be
 * read is a problem, what was passed over on purpose a note.
 */
export function* readInputs(paths: readonly string[], options: InputOptions = {}): Generator<Input> {
  const { limits = DEFAULT_INPUT_LIMITS, stdin } = options;
  const cwd = resolve(options.cwd ?? '.');
  const found = findFiles(paths, {
    cwd,
    limits,
    visited: new Set(),
    ...(options.exclude === undefined ? {} : { exclude: excludeRules(options.exclude) }),
  });
  yield* found.notes;
  const files = inKeyOrder(found.files);
  let total = 0;
  let kept = 0;
  for (let next = 0; next < files.length;) {
    const batch = new Batch();
    const readings: Reading[] = [];
    for (; next < files.length && !batch.isFull; next += 1) {
      const { file, path } = files[next] as NamedFile;
      const isStdin = path === STDIN.path;
      const read = isStdin ? readStdin(stdin, limits.fileBytes) : batch.read(path, limits.fileBytes, KEPT - kept);
      kept += keptBytes(read);
      readings.push({ file, path, read });
    }
    for (const reading of readings) {
      const content = contentOf(reading, batch);
      if ('rule' in content) {
        yield problem(content.rule, reading.file, content.message, content.line);
        continue;
      }
      total += content.size;
      if (total > limits.totalBytes) {
        const message = `more than ${limits.totalBytes} bytes in all: this file and the rest are not read`;
        yield problem('NG005', reading.file, message);
        return;
      }
      yield { type: 'file', file: reading.file, content };
    }
  }
}
