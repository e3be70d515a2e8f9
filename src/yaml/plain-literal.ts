import { decodeLine } from './bytes.ts';
import { CR, DASH, HASH, LF, TAB } from './characters.ts';
import { handOver } from './hand-over.ts';
import { byteAt, type Cursor, endsLine, nextLineStart, seekNode, skipSpaces } from './plain-cursor.ts';

/** The text of a line without its break. */
function lineText(bytes: Uint8Array, start: number, end: number): string {
  return decodeLine(bytes, start, bytes[end - 1] === CR ? end - 1 : end);
}

/**
 * Reads `|` or `|-` below a node at `parent`, and goes on to the next node. The first line that is not empty sets the
 * indentation; empty lines at the end are dropped, longer ones inside keep what goes beyond it.
 */
export function readLiteral(cursor: Cursor, parent: number): string {
  const { bytes, end } = cursor;
  const isStripped = bytes[cursor.at + 1] === DASH;
  const header = cursor.at + (isStripped ? 2 : 1);
  const headerEnd = skipSpaces(cursor, header);
  const code = byteAt(bytes, headerEnd);
  if (!endsLine(code) && (code !== HASH || headerEnd === header)) handOver();

  let line = nextLineStart(cursor, headerEnd);
  let indent = -1;
  let widestEmpty = 0;
  let emptyLines = 0;
  let value = '';
  while (line < end) {
    const at = skipSpaces(cursor, line);
    const isEmpty = endsLine(byteAt(bytes, at));
    const next = nextLineStart(cursor, at);
    const column = at - line;
    if (indent < 0 && isEmpty) {
      widestEmpty = Math.max(widestEmpty, column);
    } else if (indent < 0) {
      if (column <= parent || column < widestEmpty) handOver();
      indent = column;
    } else if (!isEmpty && column < indent) {
      break;
    }
    if (isEmpty && (indent < 0 || column <= indent)) {
      emptyLines += 1;
    } else {
      value += '\n'.repeat(emptyLines) + lineText(bytes, line + indent, next - 1) + '\n';
      emptyLines = 0;
    }
    line = next;
  }
  if (indent < 0) handOver();
  seekNode(cursor, line);
  return isStripped ? value.slice(0, -1) : value;
}

/** Passes over a block scalar below a node at `parent`. The cursor is on the line of its header. */
export function skipBlock(cursor: Cursor, parent: number): void {
  const { bytes, end } = cursor;
  let line = nextLineStart(cursor, cursor.at);
  while (line < end) {
    const at = skipSpaces(cursor, line);
    if (at - line <= parent && !endsLine(byteAt(bytes, at))) {
      // js-yaml takes a line of blanks and tabs for an empty one.
      if (bytes[at] === TAB) handOver();
      break;
    }
    line = bytes[at] === LF ? at + 1 : nextLineStart(cursor, at);
  }
  cursor.at = line;
}
