import { hasUnusual } from './bytes.ts';
import { BRACE, BRACE_END, BRACKET, BRACKET_END, CR, DASH, LF, QUOTE, SPACE } from './characters.ts';
import type { Window } from './passages.ts';
import type { Peeked } from './peek.ts';
import { handOver, unlessHandedOver } from './hand-over.ts';
import { type Cursor, cursorAt } from './plain-cursor.ts';
import { endsJson, keyEnd, nextToken, passJsonColon, readJsonValue, skipJson } from './plain-json.ts';
import type { PlainText, PlainValue } from './plain-reader.ts';
import { readQuoted } from './plain-scalars.ts';
import type { Plan } from './plan.ts';
import { jsonItemsIn } from './scanning.ts';
import type { Piece } from './piece.ts';
import type { ValueTable } from './value-table.ts';

/** True where a document starts like an object of JSON, with nothing before it but blanks and a marker. */
export function isJson(bytes: Uint8Array, { start, content }: Piece): boolean {
  if (bytes[content] !== BRACE) return false;
  for (let at = start; at < content; at += 1) {
    const code = bytes[at];
    if (code !== SPACE && code !== LF && code !== DASH && (code !== CR || bytes[at + 1] !== LF)) return false;
  }
  return true;
}

/** Reads what a plan asks for of a document of JSON; see `readPlain`. */
export function readJson(
  { bytes, end, isAscii }: PlainText,
  content: number,
  table: ValueTable,
  plan: Plan,
): PlainValue | undefined {
  if (!isAscii && hasUnusual(bytes, content, end)) return undefined;
  const cursor = cursorAt(bytes, content, end, table);
  const read = unlessHandedOver(() => {
    const root = readJsonValue(cursor, plan);
    return nextToken(cursor) === -1 ? { value: table.valueOf(root), isSound: cursor.isSound } : undefined;
  });
  table.reset();
  return read;
}

/** Goes through the entries of the object at the cursor, until one says that it has seen enough. */
function walkEntries(cursor: Cursor, visit: (key: string) => boolean): boolean {
  const { bytes, table } = cursor;
  cursor.at += 1;
  do {
    if (nextToken(cursor) !== QUOTE) handOver();
    const start = cursor.at + 1;
    const end = keyEnd(cursor);
    passJsonColon(cursor, end + 1);
    if (visit(table.keyOf(table.quoted(bytes, start, end)))) return true;
  } while (!endsJson(cursor, BRACE_END));
  return false;
}

/** A value that is a text in quotes, whatever it says. */
function readText(cursor: Cursor): string {
  if (nextToken(cursor) !== QUOTE) handOver();
  const value = cursor.table.valueOf(readQuoted(cursor));
  return typeof value === 'string' ? value : handOver();
}

/** What an object of JSON says of itself, as `peekKind` has it of documents in block style. */
export function peekJson(
  bytes: Uint8Array,
  { content, end }: Piece,
  isEnough: (apiVersion: string, kind: string) => boolean,
  table: ValueTable,
): Peeked | undefined {
  const said = new Map<string, string>();
  const cursor = cursorAt(bytes, content, end, table);
  const isDone = unlessHandedOver(() =>
    walkEntries(cursor, (key) => {
      if (key !== 'kind' && key !== 'apiVersion') skipJson(cursor);
      else if (said.has(key)) handOver();
      else said.set(key, readText(cursor));
      const [apiVersion, kind] = [said.get('apiVersion'), said.get('kind')];
      return apiVersion !== undefined && kind !== undefined && isEnough(apiVersion, kind);
    }),
  );
  const kind = said.get('kind');
  const apiVersion = said.get('apiVersion');
  if (isDone === undefined || kind === undefined || kind === '' || kind.endsWith('List')) return undefined;
  return apiVersion === undefined ? { kind } : { kind, apiVersion };
}

function readItems(cursor: Cursor): Piece[] {
  if (nextToken(cursor) !== BRACKET) handOver();
  cursor.at += 1;
  const items: Piece[] = [];
  const push = (start: number, end: number): void => void items.push({ start, content: start, end });
  for (;;) {
    if (nextToken(cursor) !== BRACE) handOver();
    const start = cursor.at;
    const next = jsonItemsIn(cursor.bytes, start, cursor.end);
    if (next !== undefined) {
      const { places, end } = next;
      for (let i = 0; i + 1 < places.length; i += 2) push(start + (places[i] ?? 0), start + (places[i + 1] ?? 0));
      cursor.at = end;
      continue;
    }
    skipJson(cursor);
    push(start, cursor.at);
    if (endsJson(cursor, BRACKET_END)) return items;
  }
}

/** The items of a `List` of JSON, as `kubectl get -o json` writes it, each a piece of its own. See `plainItems`. */
export function jsonItems(window: Window, { content, end }: Piece, table: ValueTable): Piece[] | undefined {
  const { bytes, isAscii, hasLoneReturn } = window;
  if (hasLoneReturn || (!isAscii && hasUnusual(bytes, content, end))) return undefined;
  const cursor = cursorAt(bytes, content, end, table);
  const said = new Map<string, string>();
  let items: Piece[] | undefined;
  const isRead = unlessHandedOver(() => {
    walkEntries(cursor, (key) => {
      if (said.has(key)) handOver();
      said.set(key, '');
      if (key === 'items') items = readItems(cursor);
      else if (key === 'metadata') skipJson(cursor);
      else if (key === 'kind' || key === 'apiVersion') said.set(key, readText(cursor));
      else handOver();
      return false;
    });
    return nextToken(cursor) === -1;
  });
  return isRead === true && said.get('kind') === 'List' && said.get('apiVersion') === 'v1' ? items : undefined;
}
