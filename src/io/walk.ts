import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, sep } from 'node:path';
import { byKeys } from '../model/order.ts';
import { folderKind } from './folder-kind.ts';
import { isIgnored, type IgnoreRules, withSlashes } from './ignore.ts';
import { IGNORE_FILE, readIgnoreFile } from './ignore-file.ts';
import { displayPath, type InputNote, type InputProblem, note, problem } from './input.ts';
import type { InputLimits } from './limits.ts';
import { reasonOf } from './system-error.ts';

/** A file to read. Two paths with the same `real` path are the same file. */
export interface FoundFile {
  readonly type: 'file';
  readonly path: string;
  readonly real: string;
}

export type Found = FoundFile | InputNote | InputProblem;

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
  /** Followed after everything else, so that a file is found by its own path first. */
  readonly links: Link[];
}

/** Files of netgraph itself, `.netgraph.yaml` and the like, are no manifests. */
const isManifest = (name: string): boolean => /\.(?:ya?ml|json)$/i.test(name) && !name.startsWith('.netgraph');
const isSkippedFolder = (name: string): boolean => name.startsWith('.') || name === 'node_modules';
const isInside = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

/** The path of an entry of a folder: names hold nothing that `join` would have to tidy up. */
const below = (folder: string, name: string): string => (folder.endsWith(sep) ? folder : folder + sep) + name;

/**
 * The manifests below a folder that the user names. Folders of tools (`.git`, `node_modules`, any that start with a
 * dot), ignored paths, charts and kustomizations are left out, the last two with a problem. Links are followed only to
 * what lies below the same folder; what is neither file nor folder is never opened.
 */
export function* walkFolder(
  path: string,
  real: string,
  ignore: IgnoreRules | undefined,
  options: WalkOptions,
): Generator<Found> {
  const walk: Walk = { ...options, root: real, links: [] };
  yield* walkEntries({ path, real, depth: 0, ignore }, walk);
  // Folders behind links add links of their own to the list while it is walked.
  for (const link of walk.links) yield* followLink(link, walk);
}

function* walkEntries(folder: Folder, walk: Walk): Generator<Found> {
  if (walk.visited.has(folder.real)) return;
  walk.visited.add(folder.real);
  const shown = displayPath(walk.cwd, folder.path);
  if (folder.depth > walk.limits.depth) {
    yield problem('NG005', shown, `more than ${walk.limits.depth} folders deep: not read`);
    return;
  }
  let entries: Dirent[];
  try {
    entries = readdirSync(folder.path, { withFileTypes: true }).sort(byKeys(({ name }) => name));
  } catch (error) {
    yield problem('NG001', shown, `cannot be read: ${reasonOf(error)}`);
    return;
  }
  const ignore = yield* ignoreRulesOf(folder, entries, walk.cwd);
  const here: Folder = { ...folder, ignore };
  const kept = entries.filter(
    (entry) => !isIgnored(ignore, withSlashes(below(folder.path, entry.name)), entry.isDirectory()),
  );
  const kind = folderKind(new Set(kept.filter((entry) => !entry.isDirectory()).map(({ name }) => name)));
  if (kind !== undefined)
    yield problem('NG003', displayPath(walk.cwd, below(folder.path, kind.marker)), kind.message(shown));
  for (const entry of kept) if (kind?.reads(entry.name) ?? true) yield* walkEntry(entry, here, walk);
}

/** The rules in force in a folder: those of the folders above, and those of its own ignore file. */
function* ignoreRulesOf(
  folder: Folder,
  entries: readonly Dirent[],
  cwd: string,
): Generator<InputProblem, IgnoreRules | undefined> {
  if (!entries.some((entry) => entry.name === IGNORE_FILE && entry.isFile())) return folder.ignore;
  const read = readIgnoreFile(folder.path, folder.ignore);
  if ('rules' in read) return read;
  yield problem(read.rule, displayPath(cwd, below(folder.path, IGNORE_FILE)), read.message, read.line);
  return folder.ignore;
}

function* walkEntry(entry: Dirent, parent: Folder, walk: Walk): Generator<Found> {
  const path = below(parent.path, entry.name);
  const real = parent.real === parent.path ? path : below(parent.real, entry.name);
  if (entry.isSymbolicLink()) walk.links.push({ path, parent });
  else if (entry.isDirectory()) {
    if (!isSkippedFolder(entry.name)) yield* walkEntries({ ...parent, path, real, depth: parent.depth + 1 }, walk);
  } else if (isManifest(entry.name)) {
    if (entry.isFile()) yield { type: 'file', path, real };
    else yield note(displayPath(walk.cwd, path), 'no regular file: not read');
  }
}

function* followLink({ path, parent }: Link, walk: Walk): Generator<Found> {
  const name = basename(path);
  const shown = displayPath(walk.cwd, path);
  let real: string;
  let status: Stats;
  try {
    real = realpathSync(path);
    status = statSync(real);
  } catch (error) {
    yield note(shown, `a link that leads nowhere: ${reasonOf(error)}`);
    return;
  }
  if (status.isDirectory() ? isSkippedFolder(name) : !isManifest(name)) return;
  if (!isInside(walk.root, real)) yield note(shown, 'a link out of the folder that was named: not followed');
  else if (status.isDirectory()) yield* walkEntries({ ...parent, path, real, depth: parent.depth + 1 }, walk);
  else if (status.isFile()) yield { type: 'file', path, real };
  else yield note(shown, 'a link to no regular file: not read');
}
