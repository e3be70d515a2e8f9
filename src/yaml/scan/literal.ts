import { CR, DASH, HASH, LF, TAB } from '../characters';
import { byteAt, Cursor, endsLine, handOver, nextLineStart, seekNode, skipSpaces } from './cursor';
import { BLOCKS, INPUT_SIZE } from './memory';
import { quotedBlock, Ref, requireText } from './table';

class Block {
  static end: usize = BLOCKS;
}

/** Puts some bytes behind the block, and a line's end. */
function putLine(start: usize, end: usize): void {
  const length = end - start;
  const target = Block.end;
  if (target + length >= BLOCKS + INPUT_SIZE) handOver();
  memory.copy(target, start, length);
  store<u8>(target + length, LF);
  Block.end = target + length + 1;
}

/** Keeps the blocks of one document, for they are read when it ends. */
export function forgetBlocks(): void {
  Block.end = BLOCKS;
}

/**
 * Reads `|` or `|-` below a node at `parent`, and goes on to the next node. The first line that is not empty sets the
 * indentation; empty lines at the end are dropped, longer ones inside keep what goes beyond it.
 */
export function readLiteral(parent: i32): Ref {
  const isStripped = byteAt(Cursor.at + 1) == DASH;
  const header = Cursor.at + (isStripped ? 2 : 1);
  const headerEnd = skipSpaces(header);
  const code = byteAt(headerEnd);
  if (!endsLine(code) && (code != HASH || headerEnd == header)) handOver();

  const start = Block.end;
  let line = nextLineStart(headerEnd);
  let indent = -1;
  let widestEmpty = 0;
  let emptyLines = 0;
  while (line < Cursor.end) {
    const at = skipSpaces(line);
    const isEmpty = endsLine(byteAt(at));
    const next = nextLineStart(at);
    const column = <i32>(at - line);
    if (indent < 0 && isEmpty) {
      widestEmpty = max(widestEmpty, column);
    } else if (indent < 0) {
      if (column <= parent || column < widestEmpty) handOver();
      indent = column;
    } else if (!isEmpty && column < indent) {
      break;
    }
    if (isEmpty && (indent < 0 || column <= indent)) {
      emptyLines += 1;
    } else {
      for (; emptyLines > 0; emptyLines -= 1) putLine(line, line);
      let end = next - 1;
      if (byteAt(end - 1) == CR) end -= 1;
      requireText(line + indent, end);
      putLine(line + indent, end);
    }
    line = next;
  }
  if (indent < 0) handOver();
  seekNode(line);
  if (isStripped) Block.end -= 1;
  return quotedBlock(start, Block.end);
}

/** Passes over a block scalar below a node at `parent`. The cursor is on the line of its header. */
export function skipBlock(parent: i32): void {
  let line = nextLineStart(Cursor.at);
  while (line < Cursor.end) {
    const at = skipSpaces(line);
    if (<i32>(at - line) <= parent && !endsLine(byteAt(at))) {
      if (byteAt(at) == TAB) handOver();
      break;
    }
    line = byteAt(at) == LF ? at + 1 : nextLineStart(at);
  }
  Cursor.at = line;
}
