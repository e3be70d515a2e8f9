import { resolve } from 'node:path';
import type { RenderedPart } from '../model/rendered.ts';
import type { Content } from '../yaml/index.ts';
import { Batch } from './batch.ts';
import { FileContent } from './file-content.ts';
import { findFiles } from './find-files.ts';
import type { NamedFile } from './found-files.ts';
import { type Exclude, excludeRules } from './ignore.ts';
import { type InputNote, type InputProblem, problem, STDIN } from './input.ts';
import { DEFAULT_INPUT_LIMITS, type InputLimits } from './limits.ts';
import { keptContent, SharedContent } from './kept-content.ts';
import { checked, type FileBytes, type FileFailure, readStandardInput } from './read-file.ts';

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
  /** Told once there are more than a few files to read. */
  readonly onMany?: (() => void) | undefined;
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

type Read = ReturnType<Batch['read']>;

/** Reads files one after the other, batch by batch. */
class BatchReader {
  readonly #files: readonly NamedFile[];
  readonly #limits: InputLimits;
  readonly #stdin: InputOptions['stdin'];
  #next = 0;
  #kept = 0;

  constructor(files: readonly NamedFile[], limits: InputLimits, stdin: InputOptions['stdin']) {
    this.#files = files;
    this.#limits = limits;
    this.#stdin = stdin;
  }

  /** How many files have been read. */
  get done(): number {
    return this.#next;
  }

  /** Reads as many of the next files as there is room for. */
  fill(batch: Batch): Read[] {
    const reads: Read[] = [];
    for (; this.#next < this.#files.length && !batch.isFull; this.#next += 1) {
      const { path } = this.#files[this.#next] as NamedFile;
      const most = this.#limits.fileBytes;
      const read = path === STDIN.path ? readStdin(this.#stdin, most) : batch.read(path, most, KEPT - this.#kept);
      this.#kept += keptBytes(read);
      reads.push(read);
    }
    return reads;
  }
}

/** How many bytes of a file are kept in memory. */
function keptBytes(read: Read): number {
  if (read instanceof SharedContent) return read.size;
  return 'bytes' in read ? read.bytes.length : 0;
}

function contentOf(path: string, read: Read, batch: Batch): Content | FileFailure {
  if (read instanceof SharedContent) return batch.contentOf(read);
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
  const exclude = options.exclude === undefined ? {} : { exclude: excludeRules(options.exclude) };
  const found = findFiles(paths, { cwd, limits, visited: new Set(), ...exclude }, options.onMany);
  yield* found.notes;
  const files = found.inOrder();
  const reader = new BatchReader(files, limits, stdin);
  let total = 0;
  while (reader.done < files.length) {
    const first = reader.done;
    const batch = new Batch();
    const reads = reader.fill(batch);
    for (let index = 0; index < reads.length; index += 1) {
      const { file, path } = files[first + index] as NamedFile;
      const content = contentOf(path, reads[index] as Read, batch);
      if ('rule' in content) {
        yield problem(content.rule, file, content.message, content.line);
        continue;
      }
      total += content.size;
      if (total > limits.totalBytes) {
        const message = `more than ${limits.totalBytes} bytes in all: this file and the rest are not read`;
        yield problem('NG005', file, message);
        return;
      }
      yield { type: 'file', file, content };
    }
  }
}
