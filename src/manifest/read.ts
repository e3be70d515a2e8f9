import type { Labels } from '../model/labels.ts';
import { NO_LABELS } from '../model/labels.ts';
import { isProtocol, type Protocol } from '../model/protocol.ts';

/** A mapping of the input, only ever read through this module: its keys may be `__proto__` or `constructor`. */
export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a field. Null is absent, as for the API server; so is every field of what is no mapping. */
export function field(value: unknown, key: string): unknown {
  if (!isMapping(value)) return undefined;
  const found = value[key] ?? undefined;
  // Every value that a mapping inherits is a function, `__proto__` apart, and none of its own is.
  return typeof found === 'function' || (key === '__proto__' && !Object.hasOwn(value, key)) ? undefined : found;
}

export function text(value: unknown, key: string): string | undefined {
  const found = field(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** Text that the API server takes for unset when it is empty. */
export function nonEmptyText(value: unknown, key: string): string | undefined {
  const found = text(value, key);
  return found === '' ? undefined : found;
}

export function integer(value: unknown, key: string): number | undefined {
  const found = field(value, key);
  return typeof found === 'number' ? found : undefined;
}

/** A number that the API server takes for unset when it is 0. */
export function nonZero(value: unknown, key: string): number | undefined {
  const found = integer(value, key);
  return found === 0 ? undefined : found;
}

export const isTrue = (value: unknown, key: string): boolean => field(value, key) === true;

const NOTHING: readonly unknown[] = [];

/** The items of a list; an absent list is an empty one. */
export function items(value: unknown, key: string): readonly unknown[] {
  const found = field(value, key);
  return Array.isArray(found) ? found : NOTHING;
}

export const texts = (value: unknown, key: string): string[] =>
  items(value, key).filter((item) => typeof item === 'string');

/** The texts of a mapping as a Map, so that a label may have any name. */
export function textsOf(found: unknown): Labels {
  if (!isMapping(found)) return NO_LABELS;
  const map = new Map<string, string>();
  for (const name in found) {
    const entry = found[name];
    if (typeof entry === 'string') map.set(name, entry);
  }
  return map;
}

export const textMap = (value: unknown, key: string): Labels => textsOf(field(value, key));

/** `protocol`, by default TCP; undefined where it is none that Kubernetes knows. */
export function protocolOf(value: unknown): Protocol | undefined {
  const found = nonEmptyText(value, 'protocol') ?? 'TCP';
  return isProtocol(found) ? found : undefined;
}

/** Only the fields that have a value, for properties that are absent rather than undefined. */
export function present<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const result: { [Key in keyof T]?: T[Key] } = {};
  for (const key of Object.keys(fields) as (keyof T)[]) if (fields[key] !== undefined) result[key] = fields[key];
  return result as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
