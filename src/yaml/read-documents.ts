import type { Location } from '../model/location.ts';
import { type EnterPhase, unmeasured } from '../model/phase.ts';
import type { Problem } from '../model/problem.ts';
import { decode, encode } from './bytes.ts';
import { type Content, textContent } from './content.ts';
import type { ReadDocument } from './document.ts';
import { hiddenBreak } from './hidden-break.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Mask } from './mask.ts';
import { mayExceedNodes } from './node-count.ts';
import { construct, exceeded, type Failure, parseText, rootOffset } from './parse.ts';
import { passagesOf, type Window } from './passages.ts';
import { peekKind, type Peeked } from './peek.ts';
import { PLAIN_DEPTH } from './plain-collections.ts';
import { plainItems } from './plain-list.ts';
import { readPlain } from './plain-reader.ts';
import { PositionedOrigin } from './positioned-origin.ts';
import { Source } from './source.ts';
import type { Piece } from './split.ts';
import { findAction, findActionInEvents, openActions } from './template.ts';
import { currentTable } from './value-table.ts';

export interface ReadOptions {
  /** Documents of other kinds are skipped before they are parsed, broken or not. */
  isUsed(apiVersion: string | undefined, kind: string): boolean;
  /** What is asked for of a kind; all of it where that is `undefined`. The rest need not be in the value. */
  maskOf?(apiVersion: string, kind: string): Mask | undefined;
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

/** A document, what is wrong with it, or where in the file a template action shows that it is none yet. */
type Reading =
  | { readonly value: unknown; readonly origin: PositionedOrigin }
  | { readonly failure: Failure }
  | { readonly template: number };

/** What makes a text too large to be parsed. */
function excessOf(text: string, { documentBytes, documentNodes }: Limits): string | undefined {
  if (text.length > documentBytes) return exceeded(`it is longer than ${documentBytes} characters`);
  if (mayExceedNodes(text, documentNodes)) return exceeded(`it may have more than ${documentNodes} nodes`);
  return undefined;
}

/** A document, or an item of a list that is read like one, in the bytes at hand. */
interface PiecePassage {
  readonly window: Window;
  readonly piece: Piece;
  /** The column of an item's content. */
  readonly column?: number;
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

/** What js-yaml makes of a document. */
function readSlowly({ window, piece, column }: PiecePassage, source: Source, limits: Limits): Reading {
  const { bytes, base } = window;
  const { start, end, content } = piece;
  const text = decode(bytes, start, end);
  /** The offset in the file of one in the text. */
  const inFile = (offset: number): number => base + start + encode(text.slice(0, offset)).length;
  const failed = (failure: Failure): Reading => ({ failure: { ...failure, offset: inFile(failure.offset) } });

  const excess = excessOf(text, limits);
  if (excess !== undefined) return { failure: { rule: 'NG005', message: excess, offset: base + content } };
  const hidden = hiddenBreak(text);
  if (hidden !== undefined) return failed(hidden);
  const hasBraces = text.includes('{{');
  const parsed = parseText(text, limits);
  if ('failure' in parsed) {
    const action = hasBraces ? findAction(text) : -1;
    return action < 0 ? failed(parsed.failure) : { template: inFile(action) };
  }
  const action = hasBraces ? findActionInEvents(text, parsed.value) : -1;
  if (action >= 0) return { template: inFile(action) };
  const constructed = construct(text, parsed.value, limits);
  if ('failure' in constructed) return failed(constructed.failure);
  if (column !== undefined) {
    const origin = new PositionedOrigin(source, base + start, base + end, base + content, limits, { isItem: true });
    return { value: firstOf(constructed.value), origin };
  }
  const before = decode(bytes, start, content).length;
  const root = inFile(rootOffset(parsed.value, before));
  return { value: constructed.value, origin: new PositionedOrigin(source, base + start, base + end, root, limits) };
}

/** What the fast reader makes of a document; undefined where that is for js-yaml to say. */
function readFast(
  { window, piece, column }: PiecePassage,
  source: Source,
  limits: Limits,
  mask: Mask | undefined,
): Reading | undefined {
  const isItem = column !== undefined;
  const { start, end, content } = piece;
  const { bytes, base, isAscii } = window;
  // Below these sizes no limit can be exceeded, however the text is written.
  const isSmall = end - start <= Math.min(limits.documentBytes, limits.documentNodes);
  if (!isSmall || limits.depth <= PLAIN_DEPTH || window.hasLoneReturn || window.hasBraces(piece)) return undefined;
  const whole = isItem && mask !== undefined ? { items: mask } : mask;
  const plain = readPlain({ bytes, start, end, isAscii }, currentTable(), whole);
  if (plain === undefined) return undefined;
  // Without anchors and tags, the content starts with the root.
  const origin = new PositionedOrigin(source, base + start, base + end, base + content, limits, {
    isItem,
    isPlain: true,
  });
  return { value: isItem ? firstOf(plain.value) : plain.value, origin };
}

/** A document that is not used. Its place is rarely asked for, and counting lines costs as much as skipping it. */
const skipped = (peeked: Peeked, source: Source, offset: number, isItem: boolean): ReadDocument => ({
  type: 'skipped',
  ...peeked,
  isItem,
  get location() {
    return source.location(offset);
  },
});

const asDocument = (value: unknown, origin: PositionedOrigin, isItem: boolean): ReadDocument => ({
  type: 'document',
  document: { value, origin, comments: (mark) => origin.comments(mark) },
  isItem,
});

/** The pieces of a passage: itself, or the items of a list behind what is left of that. */
function* piecesOf(
  { window, piece }: PiecePassage,
  source: Source,
  options: ReadOptions,
): Generator<ReadDocument | PiecePassage> {
  const { limits = DEFAULT_LIMITS, reader } = options;
  const canSplit = reader !== 'slow' && limits.depth > PLAIN_DEPTH;
  const items = canSplit ? plainItems(window, piece, currentTable()) : undefined;
  if (items === undefined) {
    yield { window, piece };
    return;
  }
  const { base } = window;
  const { start, end, content } = piece;
  const origin = new PositionedOrigin(source, base + start, base + end, base + content, limits, { isPlain: true });
  yield asDocument({ apiVersion: 'v1', kind: 'List', items: [] }, origin, false);
  for (const item of items) yield { window, piece: item, column: item.column };
}

/** Reads the documents of one file; see `readDocuments`. */
class FileReader {
  readonly #source: Source;
  readonly #options: ReadOptions;
  #isTemplate = false;
  /** Actions of a template that are open. */
  #open = 0;

  constructor(source: Source, options: ReadOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** What becomes of a document; undefined for one more piece of a template. */
  *read(passage: PiecePassage): Generator<ReadDocument> {
    const { isUsed, maskOf, onPhase = unmeasured } = this.#options;
    const { window, piece, column } = passage;
    const peeked = window.hasLoneReturn ? undefined : peekKind(window.bytes, piece, isUsed, column);
    if (peeked !== undefined && !isUsed(peeked.apiVersion, peeked.kind)) {
      yield skipped(peeked, this.#source, window.base + piece.content, column !== undefined);
      return;
    }
    if (peeked === undefined && column === undefined) {
      for (const part of piecesOf(passage, this.#source, this.#options))
        if ('window' in part && part.column === undefined) yield* this.#parse(part, undefined);
        else if ('window' in part) yield* this.read(part);
        else yield part;
      return;
    }
    onPhase('parse');
    yield* this.#parse(
      passage,
      peeked?.apiVersion === undefined ? undefined : maskOf?.(peeked.apiVersion, peeked.kind),
    );
  }

  *#parse(passage: PiecePassage, mask: Mask | undefined): Generator<ReadDocument> {
    const { limits = DEFAULT_LIMITS, reader = 'fast', onHandedOver } = this.#options;
    const { window, piece, column } = passage;
    const source = this.#source;
    const fast = reader === 'fast' ? readFast(passage, source, limits, mask) : undefined;
    if (fast === undefined) onHandedOver?.();
    const reading = fast ?? readSlowly(passage, source, limits);
    if ('template' in reading) {
      if (!this.#isTemplate) yield problem('NG003', TEMPLATE, source.location(reading.template));
      this.#isTemplate = true;
      this.#open = Math.max(0, this.#open + openActions(decode(window.bytes, piece.start, piece.end)));
    } else if (this.#open > 0) {
      return;
    } else if ('failure' in reading) {
      const { rule, message, offset } = reading.failure;
      yield problem(rule, message, source.location(offset));
    } else {
      yield asDocument(reading.value, reading.origin, column !== undefined);
    }
  }
}

/**
 * Reads the documents of one file, each alone: a broken one is a problem with its place, and the others are still read.
 * The items of a plain `List` come as documents of their own, behind the list without them. Never throws. An unrendered
 * template is reported once a file, and so long as one of its actions is open (`if` without `end`), what follows is part
 * of it and is not taken for a manifest.
 */
export function* readDocuments(file: string, text: string | Content, options: ReadOptions): Generator<ReadDocument> {
  const content = typeof text === 'string' ? textContent(text) : text;
  const source = new Source(file, content);
  const reader = new FileReader(source, options);
  for (const passage of passagesOf(content)) {
    if (passage.type === 'piece') yield* reader.read(passage);
    else if (passage.type === 'changed') yield problem('NG001', CHANGED, { file, line: 1, column: 1 });
    else yield problem('NG002', passage.message, source.location(passage.offset));
  }
}

const problem = (rule: Problem['rule'], message: string, location: Location): ReadDocument => ({
  type: 'problem',
  problem: { rule, message, location },
});
