import { realpathSync, type Stats, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FoundFiles } from './found-files.ts';
import { ignoreRulesAbove } from './ignore-file.ts';
import { displayPath, problem, STDIN } from './input.ts';
import { reasonOf } from './system-error.ts';
import { walkFolder, type WalkOptions } from './walk.ts';

/** What one path of the command line stands for: a file, whatever its extension, or what a folder holds. */
function findAt(path: string, found: FoundFiles, options: WalkOptions): void {
  if (path === STDIN.path) {
    found.add(path, path);
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
    found.note(problem('NG001', file, `cannot be read: ${reasonOf(error)}`));
    return;
  }
  if (status.isDirectory())
    walkFolder(absolute, real, ignoreRulesAbove(options.cwd, absolute, options.exclude), found, options);
  else if (status.isFile()) found.add(absolute, real);
  else found.note(problem('NG001', file, 'this is no regular file: pass it on standard input, as `-`'));
}

/** The files that the paths of the command line stand for. */
export function findFiles(paths: readonly string[], options: WalkOptions, onMany?: () => void): FoundFiles {
  const found = new FoundFiles(options.cwd, options.limits.files, onMany);
  for (const [index, path] of paths.entries()) {
    if (index > 0) found.searchOn();
    if (!found.isFull) findAt(path, found, options);
  }
  return found;
}
