import type { Location, Origin, Path } from '../model/location.ts';
import { decode, encode } from './bytes.ts';
import { findComments } from './comments.ts';
import type { Comment } from './document.ts';
import { EventTree } from './event-tree.ts';
import type { Limits } from './limits.ts';
import { parseText } from './parse.ts';
import { type Asked, jsonOffset, plainOffset } from './plain-places.ts';
import { keyOffset, textOffset, valueOffset } from './positions.ts';
import { readWhole } from './read-whole.ts';
import { Recent } from './recent.ts';
import type { Source } from './source.ts';
import { currentTable } from './value-table.ts';

/** Questions come document by document, so one tree and one value are kept; more of large ones would outweigh the rest. */
let latestTree: { readonly origin: PositionedOrigin; readonly tree: EventTree } | undefined;
let latestValue: { readonly origin: PositionedOrigin; readonly value: unknown } | undefined;

const SMALL = 16 * 1024;
/** Findings of one namespace point at the same few policies again and again, and at the same few places in them. */
const recentTrees = new Recent<PositionedOrigin, EventTree>(16);
const recentPlaces = new Recent<PositionedOrigin, Recent<string, Location>>(64);
/** Of a long list, places are asked for item by item. */
const MOST_PLACES = 256;

function offsetIn(tree: EventTree, path: Path, asked: Asked): number {
  if (asked === 'key') return keyOffset(tree, path);
  return asked === 'value' ? valueOffset(tree, path) : textOffset(tree, path, asked.piece);
}

/** Questions about one large document in a row, after which js-yaml's events are worth what they cost. */
const MOST_WALKS = 32;
let walked: { readonly origin: PositionedOrigin; times: number } | undefined;

function isWalkedAgain(origin: PositionedOrigin): boolean {
  if (walked?.origin !== origin) walked = { origin, times: 0 };
  walked.times += 1;
  return walked.times > MOST_WALKS;
}

/** One text for each path: names with their length before them, for there may be anything in them. */
function questionOf(asked: string, path: Path): string {
  let question = asked;
  for (const step of path) question += typeof step === 'number' ? ` ${step}` : ` ${step.length}:${step}`;
  return question;
}

/** How a document was read. */
export interface ReadAs {
  /** It is an item of a list: its text is a list of this one. */
  readonly isItem?: boolean;
  /** By a fast reader, at least in part: places can be found without js-yaml. */
  readonly style?: 'plain' | 'json';
}

/** Keeps three offsets in the file; keys and values get places when somebody asks, by reading the document once more. */
export class PositionedOrigin implements Origin {
  readonly #source: Source;
  readonly #start: number;
  readonly #end: number;
  readonly #root: number;
  readonly #limits: Limits;
  readonly #isItem: boolean;
  readonly #style: ReadAs['style'];

  /** The document's text lies between `start` and `end`, and its value starts at `root`, all in bytes. */
  constructor(source: Source, start: number, end: number, root: number, limits: Limits, readAs: ReadAs = {}) {
    this.#source = source;
    this.#start = start;
    this.#end = end;
    this.#root = root;
    this.#limits = limits;
    this.#isItem = readAs.isItem ?? false;
    this.#style = readAs.style;
  }

  get file(): string {
    return this.#source.file;
  }

  locate(path: Path): Location {
    if (path.length === 0) return this.#source.location(this.#root);
    return this.#locate(path, 'key');
  }

  locateValue(path: Path): Location {
    return this.#locate(path, 'value');
  }

  locateText(path: Path, piece: string): Location {
    return this.#locate(path, { piece });
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

  #locate(path: Path, asked: Asked): Location {
    // Pieces of texts are rarely asked for twice.
    if (typeof asked === 'object') return this.#placeOf(path, asked);
    const places = recentPlaces.get(this) ?? recentPlaces.keep(this, new Recent(MOST_PLACES));
    const question = questionOf(asked, path);
    return places.get(question) ?? places.keep(question, this.#placeOf(path, asked));
  }

  #placeOf(path: Path, asked: Asked): Location {
    const inText = this.#isItem ? [0, ...path] : path;
    const plain = this.#style === undefined ? undefined : this.#plainOffset(inText, asked);
    if (plain !== undefined) return this.#source.location(this.#start + plain);
    const tree = this.#tree();
    return this.#location(tree, offsetIn(tree, inText, asked));
  }

  #plainOffset(path: Path, asked: Asked): number | undefined {
    const length = this.#end - this.#start;
    if (latestTree?.origin === this || (length > SMALL && isWalkedAgain(this))) return undefined;
    const bytes = this.#source.read(this.#start, this.#end);
    if (bytes === undefined) return undefined;
    return this.#style === 'json'
      ? jsonOffset({ bytes, start: this.#root - this.#start, end: length }, currentTable(), path, asked)
      : plainOffset({ bytes, start: 0, end: length }, currentTable(), path, asked);
  }

  /** The comments in which `mark` stands. */
  comments(mark = ''): readonly Comment[] {
    const text = this.#text();
    if (!text.includes('#') || !text.includes(mark)) return [];
    const tree = this.#tree();
    return findComments(text, tree.events)
      .filter((found) => found.text.includes(mark))
      .map((found) => ({ text: found.text, location: this.#location(tree, found.offset) }));
  }

  #text(): string {
    const bytes = this.#source.read(this.#start, this.#end);
    return bytes === undefined ? '' : decode(bytes);
  }

  /** The place of an offset in the document's text. */
  #location({ source }: EventTree, offset: number): Location {
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
      if (text.length <= SMALL) recentTrees.keep(this, tree);
    }
    latestTree = { origin: this, tree };
    return tree;
  }
}
