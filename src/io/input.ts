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

/** A path as it is printed: relative to the working directory, with `/`. */
export function displayPath(cwd: string, path: string): string {
  // Most paths lie below the working directory, where `relative` would do a lot for little.
  const shown = path.startsWith(`${cwd}${sep}`) ? path.slice(cwd.length + 1) : relative(cwd, path);
  return shown === '' ? '.' : withSlashes(shown);
}

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
