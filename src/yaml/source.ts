import type { Location } from '../model/location.ts';
import { LineIndex } from './line-index.ts';

/** A file's text under its name. Lines are counted when the first position is asked for. */
export class Source {
  readonly file: string;
  readonly text: string;
  #lines: LineIndex | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  location(offset: number): Location {
    this.#lines ??= new LineIndex(this.text);
    return { file: this.file, ...this.#lines.position(offset) };
  }
}
