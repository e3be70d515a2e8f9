import type { Path } from '../model/location.ts';
import { decode, encode } from './bytes.ts';
import { GREATER, PIPE } from './characters.ts';
import { unlessHandedOver } from './hand-over.ts';
import { type Cursor, cursorAt } from './plain-cursor.ts';
import { walkJson } from './plain-json-walk.ts';
import type { PlainText } from './plain-reader.ts';
import type { Spot } from './plain-spot.ts';
import { plainText } from './plain-text.ts';
import { walkPlain } from './plain-walk.ts';
import type { ValueTable } from './value-table.ts';
import { indexOfWritten } from './written-forms.ts';

/** What is asked of a path: the place of its key or item, of its value, or of a piece of the text that is its value. */
export type Asked = 'key' | 'value' | { readonly piece: string };

function valueOffset({ cursor, key, node, isValue }: Spot): number {
  const code = cursor.bytes[node];
  const isBlock = isValue && (code === PIPE || code === GREATER);
  return node < 0 || isBlock ? key : node;
}

function textOffset(spot: Spot, piece: string): number {
  const { cursor, path, steps } = spot;
  const text = steps < path.length || piece === '' ? undefined : plainText(spot, piece);
  if (text === undefined) return valueOffset(spot);
  const written = decode(cursor.bytes, text.start, text.end);
  const at = indexOfWritten(written, piece, text.quote);
  return at < 0 ? valueOffset(spot) : text.start + encode(written.slice(0, at)).length;
}

function offsetOf(spot: Spot, asked: Asked): number {
  if (asked === 'key') return spot.key;
  return asked === 'value' ? valueOffset(spot) : textOffset(spot, asked.piece);
}

/** Finds the place of what is asked of a path in a text; `undefined` where js-yaml's events must be asked. */
type OffsetFinder = (
  text: Pick<PlainText, 'bytes' | 'start' | 'end'>,
  table: ValueTable,
  path: Path,
  asked: Asked,
) => number | undefined;

const finder =
  (walk: (cursor: Cursor, path: Path) => Spot): OffsetFinder =>
  ({ bytes, start, end }, table, path, asked) => {
    const cursor = cursorAt(bytes, start, end, table);
    const offset = unlessHandedOver(() => offsetOf(walk(cursor, path), asked));
    table.reset();
    return offset;
  };

/** For a document that `readPlain` has read at least in part: the place is that which `positions.ts` finds among js-yaml's events. */
export const plainOffset = finder(walkPlain);

/** The same for a value that `readJson` has read, from its start on. */
export const jsonOffset = finder(walkJson);
