import { resolve } from 'node:path';
import { type KnownFinding, readBaseline } from '../findings/index.ts';
import { displayPath, readFile } from '../io/index.ts';
import { NetgraphError } from '../model/error.ts';
import type { FoundConfig } from './config-file.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const HINT = 'netgraph baseline writes one';

/** The absolute path of the baseline: of the option, relative to `cwd`, or of the configuration, relative to its folder. */
export function baselineFile(
  option: string | undefined,
  { config, folder }: FoundConfig,
  cwd: string,
): string | undefined {
  if (option !== undefined) return resolve(cwd, option);
  return config.baseline === undefined ? undefined : resolve(folder, config.baseline);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a baseline; one that cannot be read would make everything look new, so it stops the run. */
export function readBaselineFile(path: string, cwd: string): readonly KnownFinding[] {
  const shown = displayPath(cwd, path);
  const read = readFile(path, MOST_BYTES);
  if (!('text' in read)) throw new NetgraphError(`${shown}: ${read.message}`, HINT);
  const known = readBaseline(parsed(read.text));
  if (known === undefined) throw new NetgraphError(`${shown} is no baseline`, HINT);
  return known;
}
