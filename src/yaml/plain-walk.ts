import { type Cursor, isItem, seekNode } from './plain-cursor.ts';
import { skipLine } from './plain-skip.ts';

/** The line that the cursor is on: nodes that are not simple are read without counting lines. */
export function lineOf(cursor: Cursor): number {
  const { lines, at } = cursor;
  while (cursor.line + 1 < lines.count && lines.at(cursor.line + 1) <= at) cursor.line += 1;
  return cursor.line;
}

/** Goes to the start of a line, or to the end. */
export function goTo(cursor: Cursor, line: number): void {
  const { lines, end } = cursor;
  const isThere = line < lines.count;
  cursor.line = line;
  cursor.at = isThere ? lines.at(line) : end;
  cursor.indent = isThere ? lines.indent(line) : -1;
}

/** Passes over the value on a simple line and below it. */
export function skipSimple(cursor: Cursor, column: number, line: number, isEmpty: boolean): void {
  const { bytes, lines } = cursor;
  goTo(cursor, lines.behind(line + 1, column));
  while (cursor.indent > column || (isEmpty && cursor.indent === column && isItem(bytes, cursor.at))) {
    skipLine(cursor, column);
    seekNode(cursor, cursor.at);
    goTo(cursor, lines.behind(cursor.indent < 0 ? lines.count : lineOf(cursor), column));
  }
}
