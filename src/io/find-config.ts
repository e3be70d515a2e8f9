import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { STDIN } from './input.ts';

/** What a configuration may be called; one of them a folder. */
export const CONFIG_FILES = ['.netgraph.yaml', '.netgraph.yml', '.netgraph.json'] as const;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The folder that a path of the command line is, or lies in. */
function folderOf(path: string | undefined, cwd: string): string {
  if (path === undefined || path === STDIN.path) return cwd;
  const absolute = resolve(cwd, path);
  return isFolder(absolute) ? absolute : dirname(absolute);
}

/** The folder and those above it, the innermost first. */
function chainOf(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...chainOf(above)];
}

/**
 * The folders that may hold the configuration: from the input up to the root of its repository (the folder with
 * `.git`). Outside of a repository, a folder that the user does not work in has no say: then it is up to the working
 * directory, or, for an input outside of it, the input's folder alone.
 */
function searched(start: string, cwd: string): string[] {
  const chain = chainOf(start);
  const root = chain.findIndex((folder) => existsSync(join(folder, '.git')));
  if (root >= 0) return chain.slice(0, root + 1);
  const isBelow = start === cwd || start.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep);
  return isBelow ? chain.slice(0, chain.indexOf(cwd) + 1) : [start];
}

/** The configuration files of the innermost folder that has one, as absolute paths: one, unless somebody left two. */
export function findConfig(path: string | undefined, cwd: string): string[] {
  for (const folder of searched(folderOf(path, cwd), cwd)) {
    const found = CONFIG_FILES.map((name) => join(folder, name)).filter((file) => existsSync(file));
    if (found.length > 0) return found;
  }
  return [];
}
