import { displayedFrom, type InputNote, type InputProblem, problem, STDIN } from './input.ts';

/** A file to read, under the name that is shown. Two with the same `real` path are the same file. */
export interface NamedFile {
  readonly file: string;
  readonly path: string;
  readonly real: string;
}

/** What is found, each file once, and no more of it than there may be. */
export class FoundFiles {
  /** What is wrong or was passed over. */
  readonly notes: (InputNote | InputProblem)[] = [];
  /** By the names that are shown, in no order. */
  readonly files = new Map<string, NamedFile>();
  readonly #shown: (path: string) => string;
  readonly #most: number;
  /** The real paths of the files, once one has been found by another. */
  #known: Set<string> | undefined;
  #isFull = false;

  constructor(cwd: string, most: number) {
    this.#shown = displayedFrom(cwd);
    this.#most = most;
  }

  /** There is a file too many: nothing more is to be found. */
  get isFull(): boolean {
    return this.#isFull;
  }

  note(found: InputNote | InputProblem): void {
    if (!this.#isFull) this.notes.push(found);
  }

  add(path: string, real: string): void {
    const file = path === STDIN.path ? STDIN.file : this.#shown(path);
    if (this.#isFull || this.files.has(file)) return;
    if (path !== real) this.#known ??= new Set([...this.files.values()].map((found) => found.real));
    if (this.#known?.has(real) === true) return;
    if (this.files.size === this.#most) {
      this.note(problem('NG005', file, `more than ${this.#most} files: this one and those after it are not read`));
      this.#isFull = true;
      return;
    }
    this.#known?.add(real);
    this.files.set(file, { file, path, real });
  }
}
