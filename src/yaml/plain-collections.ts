import { handOver } from './hand-over.ts';
import { type Cursor } from './plain-cursor.ts';

/** Collections inside one another that a plain text may have. It bounds the recursion. */
export const PLAIN_DEPTH = 60;

export function openCollection(cursor: Cursor): number {
  cursor.depth += 1;
  if (cursor.depth > PLAIN_DEPTH) handOver();
  return cursor.table.open();
}

export function closeCollection(cursor: Cursor): void {
  cursor.depth -= 1;
}
