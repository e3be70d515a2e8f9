import type { Location } from '../model/location.ts';
import type { Content } from './content.ts';
import { LineIndex } from './line-index.ts';

/** A file's content under its name. Lines are counted when the first position is asked for. */
export class Source {
  readonly file: string;
  readonly #content: Content;
  #lines: LineIndex | undefined;

  constructor(file: string, content: Content) {
    this.file = file;
    this.#content = content;
  }

  /** The bytes of a range, valid until the next call; `undefined` where the file has changed since it was read. */
  read(start: number, end: number): Uint8Array | undefined {
    return this.#content.read(start, end);
  }

  /** A file that has changed since it was read has no places any more: then it stands for itself. */
  location(offset: number): Location {
    this.#lines ??= new LineIndex(this.#content);
    return { file: this.file, ...this.#lines.position(offset) };
  }
}
