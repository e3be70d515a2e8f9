import type { Location, Origin, Path } from '../model/location.ts';
import { decode, encode } from './bytes.ts';
import { findComments } from './comments.ts';
import type { Comment } from './document.ts';
import { EventTree } from './event-tree.ts';
import type { Limits } from './limits.ts';
import { parseText } from './parse.ts';
import { keyOffset, textOffset, valueOffset } from './positions.ts';
import { readWhole } from './read-whole.ts';
import type { Source } from './source.ts';

/** Questions come document by document, so one tree and one value are kept; more of large ones would outweigh the rest. */
let latestTree: { readonly origin: PositionedOrigin; readonly tree: EventTree } | undefined;
let latestValue: { readonly origin: PositionedOrigin; readonly value: unknown } | undefined;

const SMALL = 16 * 1024;
const MOST_TREES = 16;
/** Findings of one namespace point at the same few policies again and again. */
const recentTrees = new Map<PositionedOrigin, EventTree>();

function keepRecent(origin: PositionedOrigin, tree: EventTree): void {
  const [oldest] = recentTrees.keys();
  if (recentTrees.size >= MOST_TREES && oldest !== undefined) recentTrees.delete(oldest);
  recentTrees.set(origin, tree);
}

/** Keeps three offsets in the file; keys and values get places when somebody asks, by reading the document once more. */
export class PositionedOrigin implements Origin {
  readonly #source: Source;
  readonly #start: number;
  readonly #end: number;
  readonly #root: number;
  readonly #limits: Limits;
  readonly #isItem: boolean;

  /**
   * The document's text lies between `start` and `end`, and its value starts at `root`, all in bytes. Of an item of a list
   * the text is a list of this one.
   */
  constructor(source: Source, start: number, end: number, root: number, limits: Limits, isItem = false) {
    this.#isItem = isItem;
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.#root = root;
    this.#limits = limits;
  }

  get file(): string {
    return this.#source.file;
  }

  locate(path: Path): Location {
    if (path.length === 0) return this.#source.location(this.#root);
    return this.#location(keyOffset(this.#tree(), this.#inText(path)));
  }

  locateValue(path: Path): Location {
    return this.#location(valueOffset(this.#tree(), this.#inText(path)));
  }

  locateText(path: Path, piece: string): Location {
    return this.#location(textOffset(this.#tree(), this.#inText(path), piece));
  }

  /** The whole value, of which a mask may have left out some: read once more. */
  whole(): unknown {
    if (latestValue?.origin !== this) {
      const bytes = this.#source.read(this.#start, this.#end);
      latestValue = { origin: this, value: bytes === undefined ? undefined : readWhole(bytes, this.#limits) };
    }
    const { value } = latestValue;
    return this.#isItem && Array.isArray(value) ? value[0] : value;
  }

  #inText(path: Path): Path {
    return this.#isItem ? [0, ...path] : path;
  }

  comments(): readonly Comment[] {
    const text = this.#text();
    if (!text.includes('#')) return [];
    const { events } = this.#tree();
    return findComments(text, events).map((found) => ({ text: found.text, location: this.#location(found.offset) }));
  }

  #text(): string {
    const bytes = this.#source.read(this.#start, this.#end);
    return bytes === undefined ? '' : decode(bytes);
  }

  /** The place of an offset in the document's text. */
  #location(offset: number): Location {
    const { source } = this.#tree();
    const isAscii = source.length === this.#end - this.#start;
    return this.#source.location(this.#start + (isAscii ? offset : encode(source.slice(0, offset)).length));
  }

  #tree(): EventTree {
    if (latestTree?.origin === this) return latestTree.tree;
    let tree = recentTrees.get(this);
    if (tree === undefined) {
      const text = this.#text();
      const parsed = parseText(text, this.#limits);
      tree = new EventTree(text, 'value' in parsed ? parsed.value : []);
      if (text.length <= SMALL) keepRecent(this, tree);
    }
    latestTree = { origin: this, tree };
    return tree;
  }
}
