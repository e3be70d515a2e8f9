import { type Cursor, handOver } from './plain-cursor.ts';
import { resolvePlain } from './plain-scalars.ts';

/** Collections inside one another that a plain text may have. It bounds the recursion. */
export const PLAIN_DEPTH = 60;

export function openCollection(cursor: Cursor): void {
  cursor.depth += 1;
  if (cursor.depth > PLAIN_DEPTH) handOver();
}

export function closeCollection(cursor: Cursor): void {
  cursor.depth -= 1;
}

/** A plain key, which the schema must read as a string: the texts of other keys (`on`, `0x1`) are not their names. */
export const requireStringKey = (text: string): string => (typeof resolvePlain(text) === 'string' ? text : handOver());

/** Adds an entry in the order of the text; a key that is there already is an error, and `__proto__` needs care. */
export function addEntry(mapping: Record<string, unknown>, key: string, value: unknown): void {
  // The look-up is much cheaper than `hasOwn`, and tells all but the names of inherited members.
  if (key === '__proto__' || (mapping[key] !== undefined && Object.hasOwn(mapping, key))) handOver();
  mapping[key] = value;
}
