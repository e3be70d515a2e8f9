import { DASH, HASH, LF } from './characters.ts';
import { type Cursor, handOver, nextLineStart, seekNode, skipSpaces } from './plain-cursor.ts';

/** The line break from `from` on, or the text's end. */
function lineEnd(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from);
  return lineBreak < 0 ? text.length : lineBreak;
}

/**
 * Reads `|` or `|-` below a node at `parent`, and goes on to the next node. The first line that is not empty sets the
 * indentation; empty lines at the end are dropped, longer ones inside keep what goes beyond it.
 */
export function readLiteral(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  const isStripped = text.charCodeAt(cursor.at + 1) === DASH;
  const header = cursor.at + (isStripped ? 2 : 1);
  const headerEnd = skipSpaces(cursor, header);
  const code = text.charCodeAt(headerEnd);
  if (code !== LF && (code !== HASH || headerEnd === header)) handOver();

  let line = nextLineStart(text, headerEnd);
  let indent = -1;
  let widestEmpty = 0;
  let emptyLines = 0;
  let value = '';
  while (line < text.length) {
    const at = skipSpaces(cursor, line);
    const isEmpty = at >= text.length || text.charCodeAt(at) === LF;
    const end = isEmpty ? at : lineEnd(text, at);
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
      value += '\n'.repeat(emptyLines) + text.slice(line + indent, end) + '\n';
      emptyLines = 0;
    }
    line = end + 1;
  }
  if (indent < 0) handOver();
  seekNode(cursor, line);
  return isStripped ? value.slice(0, -1) : value;
}
