import { Cursor, handOver } from './cursor';
import { close, closeAlone, Ref, Table } from './table';

/** Collections inside one another that a text may have. It bounds the recursion. */
const MOST_DEPTH: i32 = 60;

export function openGroup(): usize {
  Cursor.depth += 1;
  if (Cursor.depth > MOST_DEPTH) handOver();
  return Table.open;
}

export function closeGroup(from: usize, kind: i32, plan: i32): Ref {
  Cursor.depth -= 1;
  // No document is met twice that says anything.
  return Cursor.depth == 0 ? closeAlone(from, kind, plan) : close(from, kind, plan);
}
