import { inKeyOrder } from '../model/order.ts';
import { displayedFrom, type InputNote, type InputProblem, problem, STDIN } from './input.ts';

/** A file to read, under the name that is shown. Two with the same `real` path are the same file. */
export interface NamedFile {
  readonly file: string;
  readonly path: string;
  readonly real: string;
}

const isInOrder = (files: readonly NamedFile[]): boolean =>
  files.every(({ file }, index) => index === 0 || (files[index - 1] as NamedFile).file < file);

/** So many files are more than a moment's work. */
const MANY = 100;

/** What is found, each file once, and no more of it than there may be. */
export class FoundFiles {
  /** What is wrong or was passed over. */
  readonly notes: (InputNote | InputProblem)[] = [];
  readonly #files: NamedFile[] = [];
  readonly #shown: (path: string) => string;
  readonly #most: number;
  /** The names that are shown, once one may come again: one walk finds each once. */
  #names: Set<string> | undefined;
  /** The real paths of the files, once one has been found by another. */
  #known: Set<string> | undefined;
  readonly #onMany: () => void;
  #isFull = false;

  constructor(cwd: string, most: number, onMany: () => void = () => undefined) {
    this.#shown = displayedFrom(cwd);
    this.#most = most;
    this.#onMany = onMany;
  }

  /** There is a file too many: nothing more is to be found. */
  get isFull(): boolean {
    return this.#isFull;
  }

  note(found: InputNote | InputProblem): void {
    if (!this.#isFull) this.notes.push(found);
  }

  /** From now on, files may be found that have been found before. */
  searchOn(): void {
    this.#names ??= new Set(this.#files.map(({ file }) => file));
  }

  add(path: string, real: string): void {
    const file = path === STDIN.path ? STDIN.file : this.#shown(path);
    if (this.#isFull || this.#names?.has(file) === true) return;
    if (path !== real) this.#known ??= new Set(this.#files.map((found) => found.real));
    if (this.#known?.has(real) === true) return;
    if (this.#files.length === this.#most) {
      this.note(problem('NG005', file, `more than ${this.#most} files: this one and those after it are not read`));
      this.#isFull = true;
      return;
    }
    this.#known?.add(real);
    this.#names?.add(file);
    if (this.#files.push({ file, path, real }) === MANY) this.#onMany();
  }

  /** The files in the order of the names that are shown. */
  inOrder(): readonly NamedFile[] {
    return isInOrder(this.#files) ? this.#files : inKeyOrder(new Map(this.#files.map((found) => [found.file, found])));
  }
}
