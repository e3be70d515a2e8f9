import { sep } from 'node:path';
import { type Glob, matchesGlob, readGlob } from './glob.ts';

/** One line of an ignore file. */
export interface IgnoreRule {
  readonly glob: Glob;
  readonly ignores: boolean;
  readonly foldersOnly: boolean;
}

/** A path with the separator of ignore files and of every output. */
export const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'));

/** The rules of one `.netgraphignore`, in force below its folder, and those of the folders above it. */
export interface IgnoreRules {
  /** The absolute path of the folder, with `/` as separator and at the end. */
  readonly folder: string;
  readonly rules: readonly IgnoreRule[];
  readonly outer: IgnoreRules | undefined;
}

function readRule(line: string): IgnoreRule | undefined {
  // A blank at the end counts only behind a backslash.
  let text = line.replace(/(\\ )?[ \t]*$/, '$1');
  if (text === '' || text.startsWith('#')) return undefined;
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  const foldersOnly = text.endsWith('/');
  const glob = text === '/' ? undefined : readGlob(foldersOnly ? text.slice(0, -1) : text);
  return glob === undefined ? undefined : { glob, ignores: !negated, foldersOnly };
}

/** Reads the text of a `.netgraphignore`: the syntax of `.gitignore`, where the last rule that matches decides. */
export const readIgnoreRules = (text: string): readonly IgnoreRule[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(readRule)
    .filter((rule) => rule !== undefined);

/** What a configuration leaves out. */
export interface Exclude {
  /** The absolute path of the folder that the patterns start at. */
  readonly folder: string;
  readonly patterns: readonly string[];
}

/** The same as an ignore file with these lines in that folder. */
export function excludeRules({ folder, patterns }: Exclude): IgnoreRules {
  const prefix = withSlashes(folder);
  return {
    folder: prefix.endsWith('/') ? prefix : `${prefix}/`,
    rules: readIgnoreRules(patterns.join('\n')),
    outer: undefined,
  };
}

/** Whether an absolute path (with `/`) is ignored. Inner folders have the last word. */
export function isIgnored(ignore: IgnoreRules | undefined, path: string, isFolder: boolean): boolean {
  for (let scope = ignore; scope !== undefined; scope = scope.outer) {
    if (!path.startsWith(scope.folder)) continue;
    const relative = path.slice(scope.folder.length);
    const rule = scope.rules.findLast(
      ({ glob, foldersOnly }) => (isFolder || !foldersOnly) && matchesGlob(glob, relative),
    );
    if (rule !== undefined) return rule.ignores;
  }
  return false;
}
