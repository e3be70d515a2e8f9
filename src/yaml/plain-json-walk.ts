import type { Path } from '../model/location.ts';
import { BRACE, BRACE_END, BRACKET, BRACKET_END, QUOTE } from './characters.ts';
import { handOver } from './hand-over.ts';
import type { Cursor } from './plain-cursor.ts';
import { endsJson, isEmptyJson, keyEnd, nextToken, passJsonColon, skipJson } from './plain-json.ts';
import { type Spot, stepToItem, stepToValue } from './plain-spot.ts';

/** Goes to the start of a value; gives up where none is, or where more than one stands between two commas. */
function seekValue(cursor: Cursor, closing: number): void {
  nextToken(cursor);
  const { at } = cursor;
  skipJson(cursor);
  endsJson(cursor, closing);
  cursor.at = at;
}

/** Walks through the object that the cursor has entered, to the first key of the wanted name; says whether it is there. */
function walkObject(spot: Spot): boolean {
  const { cursor, path } = spot;
  const { bytes, table } = cursor;
  const name = String(path[spot.steps]);
  if (isEmptyJson(cursor, BRACE_END)) return false;
  do {
    if (nextToken(cursor) !== QUOTE) handOver();
    const key = cursor.at;
    const end = keyEnd(cursor);
    const isWanted = table.keyOf(table.quoted(bytes, key + 1, end)) === name;
    passJsonColon(cursor, end + 1);
    if (isWanted) {
      seekValue(cursor, BRACE_END);
      stepToValue(spot, key, cursor.at, spot.parent);
      return true;
    }
    skipJson(cursor);
  } while (!endsJson(cursor, BRACE_END));
  return false;
}

/** Walks through the list that the cursor has entered, to the wanted item. */
function walkArray(spot: Spot): boolean {
  const { cursor, path } = spot;
  const wanted = path[spot.steps];
  if (isEmptyJson(cursor, BRACKET_END)) return false;
  let index = 0;
  do {
    if (index === wanted) {
      seekValue(cursor, BRACKET_END);
      stepToItem(spot, cursor.at, spot.parent);
      return true;
    }
    skipJson(cursor);
    index += 1;
  } while (!endsJson(cursor, BRACKET_END));
  return false;
}

/** Walks from the value at the cursor along a path as far as it exists, over lines too. */
export function walkJson(cursor: Cursor, path: Path): Spot {
  nextToken(cursor);
  const { at } = cursor;
  const spot: Spot = { cursor, path, steps: 0, key: at, node: at, parent: -1, isValue: false, isFlow: true };
  for (let isThere = true; isThere && spot.steps < path.length;) {
    const code = nextToken(cursor);
    if (code !== BRACE && code !== BRACKET) break;
    cursor.at += 1;
    isThere = code === BRACE ? walkObject(spot) : walkArray(spot);
  }
  return spot;
}
