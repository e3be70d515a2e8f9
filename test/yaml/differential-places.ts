import type { Path } from '../../src/model/location.ts';
import type { Shape } from '../../src/model/shape.ts';
import { remember } from '../../src/model/remember.ts';
import { encode } from '../../src/yaml/bytes.ts';
import { EventTree } from '../../src/yaml/event-tree.ts';
import { DEFAULT_LIMITS } from '../../src/yaml/limits.ts';
import { parseText } from '../../src/yaml/parse.ts';
import { isJson } from '../../src/yaml/json-documents.ts';
import { type Asked, jsonOffset, plainOffset } from '../../src/yaml/plain-places.ts';
import { splitDocuments } from '../../src/yaml/split.ts';
import { keyOffset, textOffset, valueOffset } from '../../src/yaml/positions.ts';
import { ValueTable } from '../../src/yaml/value-table.ts';
import { readFast, readSlowly } from './differential.ts';

const table = new ValueTable();

/** Every path is asked for several times. */
class RememberingTree extends EventTree {
  override readonly children = remember((collection: number) => super.children(collection));
  override readonly keyText = remember((key: number) => super.keyText(key));
}

/** Pieces of a text: all of it, some of it, and what is not there. */
function piecesOf(text: string): string[] {
  const middle = Math.floor(text.length / 2);
  return ['', text, text.slice(middle), text.slice(1, middle), text.charAt(0), text.split('\n')[1] ?? ' ', 'no such'];
}

/** Every path of a value, and some that lead nowhere, with the pieces to look for there. */
function* pathsOf(value: unknown, path: Path = []): Generator<{ readonly path: Path; readonly pieces: string[] }> {
  yield { path, pieces: typeof value === 'object' && value !== null ? ['a'] : piecesOf(String(value)) };
  for (const name of ['no such', '', 'on', '1', 0, -1, 1.5, 7]) yield { path: [...path, name], pieces: [] };
  if (typeof value !== 'object' || value === null) return;
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [name, inner] of entries) yield* pathsOf(inner, [...path, name]);
}

/** What differs, and of how many questions how many were answered. */
export interface PlacesCompared {
  readonly different: readonly unknown[];
  readonly asked: number;
  readonly answered: number;
}

function offsetInTree(tree: EventTree, path: Path, asked: Asked): number {
  if (asked === 'key') return keyOffset(tree, path);
  return asked === 'value' ? valueOffset(tree, path) : textOffset(tree, path, asked.piece);
}

/** The places that are found in a text that the fast reader takes, beside those among js-yaml's events. */
export function comparePlaces(text: string, mask?: Shape): PlacesCompared {
  const slow = readFast(text, mask) === undefined ? undefined : readSlowly(text);
  const parsed = parseText(text, DEFAULT_LIMITS);
  if (slow === undefined || 'failure' in parsed) return { different: [], asked: 0, answered: 0 };
  const tree = new RememberingTree(text, parsed.value);
  const bytes = encode(text);
  const isAscii = bytes.length === text.length;
  const [piece] = splitDocuments(bytes);
  const isInJson = piece !== undefined && isJson(bytes, piece);
  const find = isInJson ? jsonOffset : plainOffset;
  const start = isInJson ? piece.content : 0;
  const different: unknown[] = [];
  let asked = 0;
  let answered = 0;
  for (const { path, pieces } of pathsOf(slow.value))
    for (const question of ['key', 'value', ...pieces.map((piece) => ({ piece }))] as const) {
      asked += 1;
      const plain = find({ bytes, start, end: bytes.length }, table, path, question);
      if (plain === undefined) continue;
      answered += 1;
      const offset = offsetInTree(tree, path, question);
      const expected = isAscii ? offset : encode(text.slice(0, offset)).length;
      if (plain !== expected) different.push({ path, question, plain, expected });
    }
  return { different, asked, answered };
}
