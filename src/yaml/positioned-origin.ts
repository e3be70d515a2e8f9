import type { Location, Origin, Path } from '../model/location.ts';
import { findComments } from './comments.ts';
import type { Comment } from './document.ts';
import { EventTree } from './event-tree.ts';
import type { Limits } from './limits.ts';
import { parseText } from './parse.ts';
import { keyOffset, textOffset, valueOffset } from './positions.ts';
import type { Source } from './source.ts';
import type { Piece } from './split.ts';

/** Questions come document by document: keeping one tree answers them, and keeping more would outweigh the values. */
let latest: { readonly origin: PositionedOrigin; readonly tree: EventTree } | undefined;

/** Keeps the file's text and two offsets; keys and values get places when somebody asks, by parsing once more. */
export class PositionedOrigin implements Origin {
  readonly #source: Source;
  readonly #piece: Piece;
  readonly #root: number;
  readonly #limits: Limits;

  constructor(source: Source, piece: Piece, root: number, limits: Limits) {
    this.#source = source;
    this.#piece = piece;
    this.#root = root;
    this.#limits = limits;
  }

  get file(): string {
    return this.#source.file;
  }

  locate(path: Path): Location {
    if (path.length === 0) return this.#source.location(this.#root);
    return this.#location(keyOffset(this.#tree(), path));
  }

  locateValue(path: Path): Location {
    return this.#location(valueOffset(this.#tree(), path));
  }

  locateText(path: Path, piece: string): Location {
    return this.#location(textOffset(this.#tree(), path, piece));
  }

  comments(): readonly Comment[] {
    const text = this.#text();
    if (!text.includes('#')) return [];
    const { events } = this.#tree();
    return findComments(text, events).map((found) => ({ text: found.text, location: this.#location(found.offset) }));
  }

  #text(): string {
    return this.#source.text.slice(this.#piece.start, this.#piece.end);
  }

  #location(offset: number): Location {
    return this.#source.location(this.#piece.start + offset);
  }

  #tree(): EventTree {
    if (latest?.origin === this) return latest.tree;
    const text = this.#text();
    const parsed = parseText(text, this.#limits);
    const tree = new EventTree(text, 'value' in parsed ? parsed.value : []);
    latest = { origin: this, tree };
    return tree;
  }
}
