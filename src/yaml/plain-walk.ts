import type { Path } from '../model/location.ts';
import { BRACE, BRACKET, DASH, GREATER, PIPE, TAB } from './characters.ts';
import { handOver } from './hand-over.ts';
import { type Cursor, isItem, leaveLine, nextLineStart, seekNode, skipSpaces } from './plain-cursor.ts';
import { walkFlow } from './plain-flow-walk.ts';
import { passColon, readEntryKey, readScalar } from './plain-keys.ts';
import { isRestEmpty, nameEnd, seekRoot } from './plain-reader.ts';
import { isQuote, isText, requirePlainStart } from './plain-scalars.ts';
import { skipNode, skipValue } from './plain-skip.ts';
import { type Spot, stepToItem, stepToValue } from './plain-spot.ts';

/** A dash with a tab behind it makes an item as well. */
function atItem({ bytes, at }: Cursor): boolean {
  if (bytes[at] === DASH && bytes[at + 1] === TAB) handOver();
  return isItem(bytes, at);
}

const isOpen = ({ steps, path }: Spot): boolean => steps < path.length;

/** Whether just these letters stand between two places. */
function isSpelt(bytes: Uint8Array, start: number, end: number, name: string): boolean {
  if (end - start !== name.length) return false;
  for (let i = 0; i < name.length; i += 1) if (bytes[start + i] !== name.charCodeAt(i)) return false;
  return true;
}

/** Goes behind a key and its colon, and tells whether it has this name. */
function passKey(cursor: Cursor, name: string): boolean {
  const { bytes, at: start } = cursor;
  const end = nameEnd(bytes, start);
  if (end < 0 || !isText(bytes, start, end)) return readEntryKey(cursor) === name;
  cursor.at = end + 1;
  return isSpelt(bytes, start, end, name);
}

/** Walks through a mapping whose keys are at `column`, to the first of the wanted name. */
function walkMapping(spot: Spot, column: number): void {
  const { cursor, path } = spot;
  const name = String(path[spot.steps]);
  do {
    const key = cursor.at;
    if (passKey(cursor, name)) {
      walkValue(spot, key, column);
      return;
    }
    skipValue(cursor, column);
  } while (cursor.indent === column);
}

/** Walks through a list whose dashes are at `column`. */
function walkSequence(spot: Spot, column: number): void {
  const { cursor, path } = spot;
  const wanted = path[spot.steps];
  let index = 0;
  do {
    if (index === wanted) {
      walkItem(spot, column);
      return;
    }
    // Behind the dash of another list its line is indented less.
    cursor.indent = column;
    skipNode(cursor, column);
    index += 1;
  } while (cursor.indent === column && atItem(cursor));
}

/** Walks on from a collection on lines of its own. A scalar there is handed over: it may be of any style. */
function walkCollection(spot: Spot, column: number): void {
  const { cursor } = spot;
  const isSequence = atItem(cursor);
  if (!isOpen(spot)) {
    if (!isSequence) readEntryKey(cursor);
  } else if (isSequence) walkSequence(spot, column);
  else walkMapping(spot, column);
}

/** Walks on from what starts on the line of its key. */
function walkInline(spot: Spot): void {
  const { cursor } = spot;
  const code = cursor.bytes[cursor.at];
  if (code === TAB) handOver();
  if (code === BRACE || code === BRACKET) walkFlow(spot);
  else if (!isQuote(code) && code !== PIPE && code !== GREATER) requirePlainStart(cursor);
}

/** From behind the colon of a key at column `parent`; a list below may be as little indented as the key itself. */
function walkValue(spot: Spot, key: number, parent: number): void {
  const { cursor } = spot;
  cursor.at = skipSpaces(cursor, cursor.at);
  if (!isRestEmpty(cursor.bytes, cursor.at)) {
    stepToValue(spot, key, cursor.at, parent);
    walkInline(spot);
    return;
  }
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  const isThere = cursor.indent > parent || (cursor.indent === parent && atItem(cursor));
  stepToValue(spot, key, isThere ? cursor.at : -1, parent);
  if (isThere) walkCollection(spot, cursor.indent);
}

/** Walks on from an item that starts on the line of its dash. */
function walkCompact(spot: Spot, column: number): void {
  const { cursor } = spot;
  const { at, bytes } = cursor;
  const code = bytes[at];
  if (atItem(cursor)) {
    if (isOpen(spot)) walkSequence(spot, column);
    return;
  }
  if (code === BRACE || code === BRACKET || code === PIPE || code === GREATER) {
    walkInline(spot);
    return;
  }
  readScalar(cursor);
  if (!passColon(cursor)) {
    // What stands behind a scalar may make a key of it.
    leaveLine(cursor, cursor.at);
    return;
  }
  cursor.at = at;
  if (isOpen(spot)) walkMapping(spot, column);
}

function walkItem(spot: Spot, parent: number): void {
  const { cursor } = spot;
  const { bytes, at: dash } = cursor;
  cursor.at = skipSpaces(cursor, dash + 1);
  if (!isRestEmpty(bytes, cursor.at)) {
    stepToItem(spot, cursor.at, parent);
    walkCompact(spot, parent + cursor.at - dash);
    return;
  }
  seekNode(cursor, nextLineStart(cursor, cursor.at));
  const isThere = cursor.indent > parent;
  stepToItem(spot, isThere ? cursor.at : -1, parent);
  if (isThere) walkCollection(spot, cursor.indent);
}

/** Walks from a document's root along a path as far as it exists, and gives up where a text is not in the plain style. */
export function walkPlain(cursor: Cursor, path: Path): Spot {
  seekRoot(cursor, cursor.at);
  const { at, indent } = cursor;
  const spot: Spot = { cursor, path, steps: 0, key: at, node: at, parent: -1, isValue: false, isFlow: false };
  walkCollection(spot, indent);
  return spot;
}
