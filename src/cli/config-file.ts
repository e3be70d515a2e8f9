import { dirname, resolve } from 'node:path';
import { type Config, NO_CONFIG, readConfig } from '../config/index.ts';
import { displayPath, findConfig, readFile } from '../io/index.ts';
import { NetgraphError } from '../model/error.ts';
import { locationText } from '../model/location.ts';
import { ALL_RULES, RULE_IDS } from '../rule-names.ts';
import { readDocuments } from '../yaml/index.ts';

/** A configuration, and where it comes from. */
export interface FoundConfig {
  readonly config: Config;
  /** As it is shown; absent where there is none. */
  readonly file?: string;
  /** The absolute path of the folder that its paths start at. */
  readonly folder: string;
}

const MOST_BYTES = 1024 * 1024;

const FIXED = new Set(ALL_RULES.filter(({ incomplete }) => incomplete).map(({ id }) => id));
const NAMES = { ids: RULE_IDS, isFixed: (id: string) => FIXED.has(id) };

/** Reads one configuration file; what is wrong in it is told with its place. */
export function readConfigFile(path: string, cwd: string): FoundConfig {
  const shown = displayPath(cwd, path);
  const read = readFile(path, MOST_BYTES);
  if (!('text' in read)) throw new NetgraphError(`${shown}: ${read.message}`);
  const documents = [...readDocuments(shown, read.text, { isUsed: () => true })];
  const found = { file: shown, folder: dirname(path) };
  const [first, second] = documents;
  if (first === undefined) return { ...found, config: NO_CONFIG };
  if (first.type === 'problem') {
    const { location, message } = first.problem;
    throw new NetgraphError(`${location === undefined ? shown : locationText(location)}: ${message}`);
  }
  if (second !== undefined) throw new NetgraphError(`${shown}: more than one document`, 'a configuration is one');
  if (first.type === 'skipped') return { ...found, config: NO_CONFIG };
  const { value, origin } = first.document;
  return { ...found, config: readConfig(value, origin, NAMES) };
}

/** The configuration that an option names, or the one found from the first path upward; `false` reads none. */
export function findConfigFile(option: string | false | undefined, path: string | undefined, cwd: string): FoundConfig {
  if (option === false) return { config: NO_CONFIG, folder: cwd };
  if (option !== undefined) return readConfigFile(resolve(cwd, option), cwd);
  const [first, second] = findConfig(path, cwd);
  if (first === undefined) return { config: NO_CONFIG, folder: cwd };
  if (second !== undefined)
    throw new NetgraphError(
      `${displayPath(cwd, first)} and ${displayPath(cwd, second)}: two configurations in one folder`,
      'keep one, or name it with --config',
    );
  return readConfigFile(first, cwd);
}
