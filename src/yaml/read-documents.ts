import type { Location } from '../model/location.ts';
import { type EnterPhase, unmeasured } from '../model/phase.ts';
import type { Problem } from '../model/problem.ts';
import type { Shape } from '../model/shape.ts';
import { decode } from './bytes.ts';
import { type Content, textContent } from './content.ts';
import type { ReadDocument } from './document.ts';
import { isJson, jsonItems, peekJson } from './json-documents.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type Passages, passagesIn, passagesOf } from './passages.ts';
import { peekKind, type Peeked } from './peek.ts';
import { PLAIN_DEPTH } from './plain-collections.ts';
import { plainItems } from './plain-list.ts';
import { PositionedDocument } from './positioned-document.ts';
import { PositionedOrigin } from './positioned-origin.ts';
import { type DocumentReading, type PiecePassage, readFast, readSlowly } from './read-piece.ts';
import { Source } from './source.ts';
import type { Piece } from './piece.ts';
import { openActions } from './template.ts';
import { currentTable } from './value-table.ts';

export interface ReadOptions {
  /** Documents of other kinds are skipped before they are parsed, broken or not. */
  isUsed(apiVersion: string | undefined, kind: string): boolean;
  /** What is asked for of a kind; all of it where that is `undefined`. The rest need not be in the value. */
  shapeOf?(apiVersion: string, kind: string): Shape | undefined;
  readonly limits?: Limits;
  /** `slow` leaves all to js-yaml. What is asked for is the same. */
  readonly reader?: 'fast' | 'slow';
  /** Told of each document that the fast reader hands over. */
  readonly onHandedOver?: () => void;
  readonly onPhase?: EnterPhase;
}

const TEMPLATE =
  'a Helm template, not yet a manifest: `helm template <chart> | netgraph analyze -` reads what it renders to';
const CHANGED = 'the file has changed while it was read';

/** A document that is not used. Its place is rarely asked for, and counting lines costs as much as skipping it. */
const skipped = (peeked: Peeked, source: Source, offset: number, isItem: boolean): ReadDocument => ({
  type: 'skipped',
  ...peeked,
  isItem,
  get location() {
    return source.location(offset);
  },
});

const asDocument = ({ value, origin, soundFor }: DocumentReading, isItem: boolean): ReadDocument => ({
  type: 'document',
  document: new PositionedDocument(value, origin, soundFor),
  isItem,
});

/** An item of a list: of one in block style with its column, of JSON without. */
type ListItem = Piece & { readonly column?: number };

/** Is told of each document as it is read; the next one is read when it is done with that. */
export type UseDocument = (read: ReadDocument) => void;

/** Reads the documents of one file; see `eachDocument`. */
class FileReader {
  readonly #source: Source;
  readonly #options: ReadOptions;
  readonly #use: UseDocument;
  #isTemplate = false;
  /** Actions of a template that are open. */
  #open = 0;

  constructor(source: Source, options: ReadOptions, use: UseDocument) {
    this.#source = source;
    this.#options = options;
    this.#use = use;
  }

  /** What the text says of itself, where it need not be parsed for that. */
  #peek({ window, piece, column }: PiecePassage): Peeked | undefined {
    const { isUsed } = this.#options;
    const { bytes, hasLoneReturn } = window;
    if (hasLoneReturn) return undefined;
    return isJson(bytes, piece)
      ? peekJson(bytes, piece, isUsed, currentTable())
      : peekKind(bytes, piece, isUsed, column);
  }

  readAll({ window, pieces }: Passages): void {
    for (const piece of pieces) this.#readPassage({ window, piece });
  }

  #readPassage(passage: PiecePassage): void {
    const { onPhase = unmeasured } = this.#options;
    onPhase('split');
    const peeked = this.#peek(passage);
    const items = peeked === undefined ? this.#itemsOf(passage) : undefined;
    if (items === undefined) this.#read(passage, peeked);
    else this.#readItems(passage, items);
  }

  /** Reads the items of a list, behind what is left of that. */
  #readItems({ window, piece }: PiecePassage, items: readonly ListItem[]): void {
    const { limits = DEFAULT_LIMITS, onPhase = unmeasured } = this.#options;
    const { base } = window;
    const { start, end, content } = piece;
    const style = isJson(window.bytes, piece) ? 'json' : 'plain';
    const origin = new PositionedOrigin(this.#source, base + start, base + end, base + content, limits, { style });
    this.#use(asDocument({ value: { apiVersion: 'v1', kind: 'List', items: [] }, origin }, false));
    for (const item of items) {
      onPhase('split');
      const passage = { window, piece: item, isItem: true, column: item.column };
      this.#read(passage, this.#peek(passage));
    }
  }

  /** The items of a list, where each can be read like a document of its own. */
  #itemsOf({ window, piece }: PiecePassage): readonly ListItem[] | undefined {
    const { limits = DEFAULT_LIMITS, reader } = this.#options;
    if (reader === 'slow' || limits.depth <= PLAIN_DEPTH) return undefined;
    return isJson(window.bytes, piece)
      ? jsonItems(window, piece, currentTable())
      : plainItems(window, piece, currentTable());
  }

  /** Tells what becomes of a document or item, if it is not one more piece of a template. */
  #read(passage: PiecePassage, peeked: Peeked | undefined): void {
    const { isUsed, shapeOf, onPhase = unmeasured } = this.#options;
    const { window, isItem = false, piece } = passage;
    if (peeked !== undefined && !isUsed(peeked.apiVersion, peeked.kind)) {
      this.#use(skipped(peeked, this.#source, window.base + piece.content, isItem));
      return;
    }
    onPhase('parse');
    const apiVersion = peeked?.apiVersion;
    const shape = apiVersion === undefined ? undefined : shapeOf?.(apiVersion, peeked?.kind ?? '');
    const read = this.#parse(passage, shape);
    if (read !== undefined) this.#use(read);
  }

  #parse(passage: PiecePassage, shape: Shape | undefined): ReadDocument | undefined {
    const { limits = DEFAULT_LIMITS, reader = 'fast', onHandedOver } = this.#options;
    const { window, piece, isItem = false } = passage;
    const source = this.#source;
    const fast = reader === 'fast' ? readFast(passage, source, limits, shape) : undefined;
    if (fast === undefined) onHandedOver?.();
    const reading = fast ?? readSlowly(passage, source, limits);
    if ('template' in reading) {
      const isFirst = !this.#isTemplate;
      this.#isTemplate = true;
      this.#open = Math.max(0, this.#open + openActions(decode(window.bytes, piece.start, piece.end)));
      return isFirst ? problem('NG003', TEMPLATE, source.location(reading.template)) : undefined;
    }
    if (this.#open > 0) return undefined;
    if (!('failure' in reading)) return asDocument(reading, isItem);
    const { rule, message, offset } = reading.failure;
    return problem(rule, message, source.location(offset));
  }
}

/**
 * Reads the documents of one file, each alone: a broken one is a problem with its place, and the others are still read.
 * The items of a plain `List` come as documents of their own, behind the list without them. Never throws. An unrendered
 * template is reported once a file, and so long as one of its actions is open (`if` without `end`), what follows is part
 * of it and is not taken for a manifest.
 */
export function eachDocument(file: string, text: string | Content, options: ReadOptions, use: UseDocument): void {
  const content = typeof text === 'string' ? textContent(text) : text;
  const source = new Source(file, content);
  const reader = new FileReader(source, options, use);
  const { share, size } = content;
  if (share !== undefined) {
    reader.readAll(passagesIn(share, size));
    return;
  }
  for (const passage of passagesOf(content)) {
    if (passage.type === 'pieces') reader.readAll(passage);
    else if (passage.type === 'changed') use(problem('NG001', CHANGED, { file, line: 1, column: 1 }));
    else use(problem('NG002', passage.message, source.location(passage.offset)));
  }
}

/** The same, all at once: for texts that hold few documents. */
export function readDocuments(file: string, text: string | Content, options: ReadOptions): readonly ReadDocument[] {
  const found: ReadDocument[] = [];
  eachDocument(file, text, options, (read) => {
    found.push(read);
  });
  return found;
}

const problem = (rule: Problem['rule'], message: string, location: Location): ReadDocument => ({
  type: 'problem',
  problem: { rule, message, location },
});
