import { relative, sep } from 'node:path';
import type { Location } from '../model/location.ts';
import type { Problem, ProblemRule } from '../model/problem.ts';
import { withSlashes } from './ignore.ts';

/** The path that stands for standard input, and the name that it has in every output. */
export const STDIN = { path: '-', file: '<stdin>' };

/** Something on disk that was passed over on purpose, and that a reader may want to know of. */
export interface InputNote {
  readonly type: 'note';
  readonly file: string;
  /** Names the file. */
  readonly message: string;
}

export interface InputProblem {
  readonly type: 'problem';
  readonly problem: Problem;
}

/** Paths as they are printed: relative to the working directory, with `/`. */
export function displayedFrom(cwd: string): (path: string) => string {
  const prefix = `${cwd}${sep}`;
  return (path) => {
    // Most paths lie below the working directory, where `relative` would do a lot for little.
    const shown = path.startsWith(prefix) ? path.slice(prefix.length) : relative(cwd, path);
    return shown === '' ? '.' : withSlashes(shown);
  };
}

export const displayPath = (cwd: string, path: string): string => displayedFrom(cwd)(path);

export const note = (file: string, message: string): InputNote => ({
  type: 'note',
  file,
  message: `${file}: ${message}`,
});

/** A problem with a file or folder as a whole; its place is the beginning, unless a line is known. */
export function problem(rule: ProblemRule, file: string, message: string, line = 1): InputProblem {
  const location: Location = { file, line, column: 1 };
  return { type: 'problem', problem: { rule, message, location } };
}
