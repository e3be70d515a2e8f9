import { hasUnusual } from './bytes.ts';
import type { Window } from './passages.ts';
import { unlessHandedOver } from './hand-over.ts';
import {
  type Cursor,
  cursorAt,
  endsLine,
  byteAt,
  isItem,
  nextLineStart,
  seekNode,
  skipSpaces,
} from './plain-cursor.ts';
import { readEntryKey, readScalarValue } from './plain-keys.ts';
import { seekRoot } from './plain-reader.ts';
import { skipNode, skipValue } from './plain-skip.ts';
import type { ListedItems } from './scanner.ts';
import { itemsIn } from './scanning.ts';
import type { Piece } from './piece.ts';
import type { ValueTable } from './value-table.ts';

/** An item of a list, as a piece that holds a list of this one item, and the column of its content. */
export interface ItemPiece extends Piece {
  readonly column: number;
}

/** Adds items that have been found from a place on. */
function pushItems(items: ItemPiece[], base: number, { places }: ListedItems): void {
  for (let place = 0; place + 2 < places.length; place += 3) {
    const start = base + (places[place] ?? 0);
    const content = base + (places[place + 1] ?? 0);
    items.push({ start, content, end: base + (places[place + 2] ?? 0), column: content - start });
  }
}

/** The items below a key, from their first dash to the next key. */
function readItems(cursor: Cursor): ItemPiece[] | undefined {
  const { bytes } = cursor;
  const behind = skipSpaces(cursor, cursor.at);
  if (!endsLine(byteAt(bytes, behind))) return undefined;
  seekNode(cursor, nextLineStart(cursor, behind));
  const { indent } = cursor;
  const items: ItemPiece[] = [];
  while (cursor.indent === indent && isItem(bytes, cursor.at)) {
    const start = cursor.at - indent;
    const next = itemsIn(bytes, start, cursor.end, indent);
    if (next !== undefined) {
      pushItems(items, start, next);
      seekNode(cursor, next.end);
      continue;
    }
    const content = skipSpaces(cursor, cursor.at + 1);
    skipNode(cursor, indent);
    const end = cursor.indent < 0 ? cursor.end : cursor.at - cursor.indent;
    items.push({ start, content, end, column: content - start });
  }
  return items.length === 0 ? undefined : items;
}

function readList(cursor: Cursor, start: number): ItemPiece[] | undefined {
  const said = new Map<string, unknown>();
  let items: ItemPiece[] | undefined;
  seekRoot(cursor, start);
  while (cursor.indent === 0) {
    const key = readEntryKey(cursor);
    if (said.has(key)) return undefined;
    said.set(key, undefined);
    if (key === 'items') items = readItems(cursor);
    else if (key === 'metadata') skipValue(cursor, 0);
    else if (key === 'kind' || key === 'apiVersion') said.set(key, readScalarValue(cursor));
    else return undefined;
    if (key === 'items' && items === undefined) return undefined;
  }
  const isList = cursor.indent < 0 && said.get('kind') === 'List' && said.get('apiVersion') === 'v1';
  return isList ? items : undefined;
}

/**
 * The items of a `List` in the plain block style, as `kubectl get -o yaml` writes it: each can be read, or passed over, like
 * a document of its own. Undefined for everything else; as elsewhere, that is for js-yaml to read as a whole.
 */
export function plainItems(window: Window, { start, end }: Piece, table: ValueTable): ItemPiece[] | undefined {
  const { bytes, isAscii, hasLoneReturn } = window;
  if (hasLoneReturn || (!isAscii && hasUnusual(bytes, start, end))) return undefined;
  return unlessHandedOver(() => readList(cursorAt(bytes, start, end, table), start));
}
