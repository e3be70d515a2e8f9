import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { byCodeUnit } from '../model/order.ts';
import { folderKind } from './folder-kind.ts';
import { isIgnored, type IgnoreRules, withSlashes } from './ignore.ts';
import { IGNORE_FILE, readIgnoreFile } from './ignore-file.ts';
import type { FoundFiles } from './found-files.ts';
import { displayPath, note, problem } from './input.ts';
import type { InputLimits } from './limits.ts';
import { reasonOf } from './system-error.ts';

export interface WalkOptions {
  readonly cwd: string;
  readonly limits: InputLimits;
  /** Real paths of the folders that were walked already: none is walked twice. */
  readonly visited: Set<string>;
  /** What is left out before any ignore file has its say. */
  readonly exclude?: IgnoreRules;
}

interface Folder {
  readonly path: string;
  readonly real: string;
  readonly depth: number;
  readonly ignore: IgnoreRules | undefined;
}

interface Link {
  readonly path: string;
  readonly parent: Folder;
}

interface Walk extends WalkOptions {
  readonly root: string;
  readonly found: FoundFiles;
  /** Followed after everything else, so that a file is found by its own path first. */
  readonly links: Link[];
}

const hasExtension = (name: string): boolean =>
  name.endsWith('.yaml') || name.endsWith('.yml') || name.endsWith('.json');
/** Files of netgraph itself, `.netgraph.yaml` and the like, are no manifests. */
const isManifest = (name: string): boolean =>
  (hasExtension(name) || hasExtension(name.toLowerCase())) && !name.startsWith('.netgraph');
const isSkippedFolder = (name: string): boolean => name.startsWith('.') || name === 'node_modules';
const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** What stands before the names of a folder in their paths: these hold nothing that `join` would have to tidy up. */
const before = (folder: string): string => (folder.endsWith(sep) ? folder : folder + sep);
const below = (folder: string, name: string): string => before(folder) + name;

/**
 * The manifests below a folder that the user names. Folders of tools (`.git`, `node_modules`, any that start with a
 * dot), ignored paths, charts and kustomizations are left out, the last two with a problem. Links are followed only to
 * what lies below the same folder; what is neither file nor folder is never opened.
 */
export function walkFolder(
  path: string,
  real: string,
  ignore: IgnoreRules | undefined,
  found: FoundFiles,
  options: WalkOptions,
): void {
  const walk: Walk = { ...options, root: real, found, links: [] };
  walkEntries({ path, real, depth: 0, ignore }, walk);
  // Folders behind links add links of their own to the list while it is walked.
  for (const link of walk.links) followLink(link, walk);
}

function walkEntries(folder: Folder, walk: Walk): void {
  const { found } = walk;
  if (found.isFull || walk.visited.has(folder.real)) return;
  walk.visited.add(folder.real);
  const shown = displayPath(walk.cwd, folder.path);
  if (folder.depth > walk.limits.depth) {
    found.note(problem('NG005', shown, `more than ${walk.limits.depth} folders deep: not read`));
    return;
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(folder.path, { withFileTypes: true }).sort((a, b) => byCodeUnit(a.name, b.name));
  } catch (error) {
    found.note(problem('NG001', shown, `cannot be read: ${reasonOf(error)}`));
    return;
  }
  const ignore = ignoreRulesOf(folder, entries, walk);
  const here: Folder = { ...folder, ignore };
  const kept =
    ignore === undefined
      ? entries
      : entries.filter((entry) => !isIgnored(ignore, withSlashes(below(folder.path, entry.name)), entry.isDirectory()));
  const kind = folderKind(kept);
  if (kind !== undefined)
    found.note(problem('NG003', displayPath(walk.cwd, below(folder.path, kind.marker)), kind.message(shown)));
  const start = before(folder.path);
  for (const entry of kept) if (kind?.reads(entry.name) ?? true) walkEntry(entry, start + entry.name, here, walk);
}

/** The rules in force in a folder: those of the folders above, and those of its own ignore file. */
function ignoreRulesOf(folder: Folder, entries: readonly Dirent[], { cwd, found }: Walk): IgnoreRules | undefined {
  if (!entries.some((entry) => entry.name === IGNORE_FILE && entry.isFile())) return folder.ignore;
  const read = readIgnoreFile(folder.path, folder.ignore);
  if ('rules' in read) return read;
  found.note(problem(read.rule, displayPath(cwd, below(folder.path, IGNORE_FILE)), read.message, read.line));
  return folder.ignore;
}

function walkEntry(entry: Dirent, path: string, parent: Folder, walk: Walk): void {
  const real = parent.real === parent.path ? path : below(parent.real, entry.name);
  if (entry.isSymbolicLink()) walk.links.push({ path, parent });
  else if (entry.isDirectory()) {
    if (!isSkippedFolder(entry.name)) walkEntries({ ...parent, path, real, depth: parent.depth + 1 }, walk);
  } else if (isManifest(entry.name)) {
    if (entry.isFile()) walk.found.add(path, real);
    else walk.found.note(note(displayPath(walk.cwd, path), 'no regular file: not read'));
  }
}

function followLink({ path, parent }: Link, walk: Walk): void {
  const { found } = walk;
  const name = basename(path);
  const shown = displayPath(walk.cwd, path);
  let real: string;
  let status: Stats;
  try {
    real = realpathSync(path);
    status = statSync(real);
  } catch (error) {
    found.note(note(shown, `a link that leads nowhere: ${reasonOf(error)}`));
    return;
  }
  if (status.isDirectory() ? isSkippedFolder(name) : !isManifest(name)) return;
  if (!isInside(walk.root, real)) found.note(note(shown, 'a link out of the folder that was named: not followed'));
  else if (status.isDirectory()) walkEntries({ ...parent, path, real, depth: parent.depth + 1 }, walk);
  else if (status.isFile()) found.add(path, real);
  else found.note(note(shown, 'a link to no regular file: not read'));
}
