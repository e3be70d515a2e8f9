import { realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ignoreRulesAbove } from './ignore-file.ts';
import { displayPath, type InputNote, type InputProblem, problem } from './input.ts';
import { reasonOf } from './system-error.ts';
import { type Found, walkFolder, type WalkOptions } from './walk.ts';

/** The path that stands for standard input, and the name that it has in every output. */
export const STDIN = { path: '-', file: '<stdin>' };

/** What one path of the command line stands for: a file, whatever its extension, or what a folder holds. */
function* filesAt(path: string, options: WalkOptions): Generator<Found> {
  if (path === STDIN.path) {
    yield { type: 'file', path, real: path };
    return;
  }
  const absolute = resolve(options.cwd, path);
  const file = displayPath(options.cwd, absolute);
  let status: Stats;
  let real: string;
  try {
    status = statSync(absolute);
    real = realpathSync(absolute);
  } catch (error) {
    yield problem('NG001', file, `cannot be read: ${reasonOf(error)}`);
    return;
  }
  if (status.isDirectory())
    yield* walkFolder(absolute, real, ignoreRulesAbove(options.cwd, absolute, options.exclude), options);
  else if (status.isFile()) yield { type: 'file', path: absolute, real };
  else yield problem('NG001', file, 'this is no regular file: pass it on standard input, as `-`');
}

function* filesAtAll(paths: readonly string[], options: WalkOptions): Generator<Found> {
  for (const path of paths) yield* filesAt(path, options);
}

/** A file under the name that is shown. */
export interface NamedFile {
  readonly file: string;
  readonly path: string;
}

/**
 * Yields what is wrong or was passed over, and returns the files, each once, by the names that are shown, in no order.
 */
export function* findFiles(
  paths: readonly string[],
  options: WalkOptions,
): Generator<InputProblem | InputNote, Map<string, NamedFile>> {
  const most = options.limits.files;
  const files = new Map<string, NamedFile>();
  const known = new Set<string>();
  for (const found of filesAtAll(paths, options)) {
    if (found.type !== 'file') {
      yield found;
      continue;
    }
    if (known.has(found.real)) continue;
    const file = found.path === STDIN.path ? STDIN.file : displayPath(options.cwd, found.path);
    if (files.size === most) {
      yield problem('NG005', file, `more than ${most} files: this one and those after it are not read`);
      break;
    }
    known.add(found.real);
    files.set(file, { file, path: found.path });
  }
  return files;
}
