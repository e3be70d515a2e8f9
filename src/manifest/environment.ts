import type { Path } from '../model/location.ts';
import type { EnvironmentEntry } from './container-resource.ts';
import { findInSetting } from './mentions.ts';
import { field, items, nonEmptyText, present, text } from './read.ts';
import { expand, mayRefer } from './references.ts';

export interface ReadEnvironment {
  readonly entries: readonly EnvironmentEntry[];
  /** The plain values, where something refers to one: they are needed while the container is read, and not kept. */
  readonly values: ReadonlyMap<string, string>;
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();
const EMPTY: ReadEnvironment = { entries: [], values: NO_VALUES };

/** Pods by the thousand have the same names with values that name no host. */
const unknowns = new Map<string, EnvironmentEntry>();
const CACHE_LIMIT = 10_000;

function unknown(name: string): EnvironmentEntry {
  let entry = unknowns.get(name);
  if (entry === undefined) {
    if (unknowns.size >= CACHE_LIMIT) unknowns.clear();
    entry = { type: 'unknown', name };
    unknowns.set(name, entry);
  }
  return entry;
}

/** A number is no value for the API server; whoever forgot the quotes means its digits. */
function valueText(entry: unknown): string | undefined {
  const value = field(entry, 'value');
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

function readSource(entry: unknown, path: Path, index: number): EnvironmentEntry | undefined {
  const source = field(entry, 'configMapRef');
  const configMap = nonEmptyText(source, 'name');
  if (configMap === undefined) return undefined;
  const prefix = text(entry, 'prefix') ?? '';
  return { type: 'config-map', prefix, configMap, path: [...path, 'envFrom', index, 'configMapRef'] };
}

function readConfigKey(entry: unknown, name: string, path: Path, index: number): EnvironmentEntry {
  const reference = field(field(entry, 'valueFrom'), 'configMapKeyRef');
  const configMap = nonEmptyText(reference, 'name');
  const key = nonEmptyText(reference, 'key');
  // Of a Secret or of a field of the pod not even the reference is looked at.
  if (configMap === undefined || key === undefined) return unknown(name);
  return { type: 'config-key', name, configMap, key, path: [...path, 'env', index, 'valueFrom', 'configMapKeyRef'] };
}

function readPlain(name: string, value: string, path: Path, index: number): EnvironmentEntry {
  const { mentions, port } = findInSetting(name, value);
  // A value that names nothing still hides what other sources say under its name.
  if (mentions.length === 0 && port === undefined) return unknown(name);
  const place = [...path, 'env', index, 'value'];
  return {
    type: 'value',
    name,
    mentions: mentions.map((found) => ({ ...found, path: place })),
    path: place,
    ...present({ port }),
  };
}

function refersToValues(variables: readonly unknown[], commands: readonly unknown[]): boolean {
  for (const variable of variables) if (mayRefer(valueText(variable) ?? '')) return true;
  for (const each of commands) if (typeof each === 'string' && mayRefer(each)) return true;
  return false;
}

/** The environment of a container at `path`: `envFrom`, then `env`. `commands` are its command and arguments. */
export function readEnvironment(container: unknown, path: Path, commands: readonly unknown[]): ReadEnvironment {
  const sources = items(container, 'envFrom');
  const variables = items(container, 'env');
  if (sources.length === 0 && variables.length === 0) return EMPTY;
  const entries: EnvironmentEntry[] = [];
  const values = refersToValues(variables, commands) ? new Map<string, string>() : undefined;
  for (let index = 0; index < sources.length; index += 1) {
    const entry = readSource(sources[index], path, index);
    if (entry !== undefined) entries.push(entry);
  }
  for (let index = 0; index < variables.length; index += 1) {
    const variable = variables[index];
    const name = nonEmptyText(variable, 'name');
    if (name === undefined) continue;
    const written = valueText(variable);
    if (written === undefined) {
      values?.delete(name);
      entries.push(readConfigKey(variable, name, path, index));
    } else {
      const value = values === undefined ? written : expand(written, values);
      values?.set(name, value);
      entries.push(readPlain(name, value, path, index));
    }
  }
  return { entries, values: values ?? NO_VALUES };
}
