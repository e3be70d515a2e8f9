import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type IgnoreRules, readIgnoreRules, withSlashes } from './ignore.ts';
import { type FileFailure, readFile } from './read-file.ts';

/** The file with the paths that are not to be read, in any folder. */
export const IGNORE_FILE = '.netgraphignore';

const MOST_BYTES = 1024 * 1024;

/** The rules of a folder's ignore file on top of those of the folders above it. */
export function readIgnoreFile(folder: string, outer: IgnoreRules | undefined): IgnoreRules | FileFailure {
  const read = readFile(join(folder, IGNORE_FILE), MOST_BYTES, MOST_BYTES);
  if (!('bytes' in read)) return 'rule' in read ? read : { rule: 'NG005', message: 'it is too large' };
  const prefix = withSlashes(folder);
  return { folder: prefix.endsWith('/') ? prefix : `${prefix}/`, rules: readIgnoreRules(read.bytes.toString()), outer };
}

/**
 * The rules that the folders between the working directory and `path` have for it, on top of `outer`; none outside of
 * the directory.
 */
export function ignoreRulesAbove(cwd: string, path: string, outer: IgnoreRules | undefined): IgnoreRules | undefined {
  if (path === cwd) return outer;
  const prefix = cwd.endsWith(sep) ? cwd : cwd + sep;
  // Most paths lie below the working directory, where `relative` would do a lot for little.
  const steps = path.startsWith(prefix) ? path.slice(prefix.length) : relative(cwd, path);
  if (steps === '' || steps.startsWith('..')) return outer;
  let rules = outer;
  let folder = cwd;
  for (const name of steps.split(sep)) {
    if (existsSync(join(folder, IGNORE_FILE))) {
      const read = readIgnoreFile(folder, rules);
      if ('rules' in read) rules = read;
    }
    folder = join(folder, name);
  }
  return rules;
}
