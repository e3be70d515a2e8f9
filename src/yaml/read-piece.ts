import type { Shape } from '../model/shape.ts';
import { decode, encode } from './bytes.ts';
import { hiddenBreak } from './hidden-break.ts';
import { isJson, readJson } from './json-documents.ts';
import type { Limits } from './limits.ts';
import { mayExceedNodes } from './node-count.ts';
import { construct, exceeded, type Failure, parseText, rootOffset } from './parse.ts';
import type { Window } from './passages.ts';
import { PLAIN_DEPTH } from './plain-collections.ts';
import { readPlain } from './plain-reader.ts';
import { listPlanOf, planOf, WHOLE } from './plan.ts';
import { PositionedOrigin } from './positioned-origin.ts';
import { scan, scanJson } from './scanning.ts';
import type { Source } from './source.ts';
import type { Piece } from './piece.ts';
import { findAction, findActionInEvents } from './template.ts';
import { currentTable } from './value-table.ts';

export interface DocumentReading {
  readonly value: unknown;
  readonly origin: PositionedOrigin;
  /** The shape that it was read for, where it meets all that this demands. */
  readonly soundFor?: Shape | undefined;
}

/** A document, what is wrong with it, or where in the file a template action shows that it is none yet. */
export type Reading = DocumentReading | { readonly failure: Failure } | { readonly template: number };

/** What makes a text too large to be parsed. */
function excessOf(text: string, { documentBytes, documentNodes }: Limits): string | undefined {
  if (text.length > documentBytes) return exceeded(`it is longer than ${documentBytes} characters`);
  if (mayExceedNodes(text, documentNodes)) return exceeded(`it may have more than ${documentNodes} nodes`);
  return undefined;
}

/** A document, or an item of a list that is read like one, in the bytes at hand. */
export interface PiecePassage {
  readonly window: Window;
  readonly piece: Piece;
  /** It is an item of a list. */
  readonly isItem?: boolean;
  /** The column of its content, where it is an item in block style: then the text is a list of this one. */
  readonly column?: number | undefined;
}

const firstOf = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

/** What js-yaml makes of a document. */
export function readSlowly({ window, piece, column }: PiecePassage, source: Source, limits: Limits): Reading {
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
export function readFast(
  { window, piece, column }: PiecePassage,
  source: Source,
  limits: Limits,
  shape: Shape | undefined,
): Reading | undefined {
  const isListed = column !== undefined;
  const { start, end, content } = piece;
  const { bytes, base, isAscii } = window;
  // Below these sizes no limit can be exceeded, however the text is written.
  const isSmall = end - start <= Math.min(limits.documentBytes, limits.documentNodes);
  if (!isSmall || limits.depth <= PLAIN_DEPTH || window.hasLoneReturn || window.braces.areIn(piece)) return undefined;
  const plan = isListed ? listPlanOf(shape ?? WHOLE) : planOf(shape ?? WHOLE);
  const text = { bytes, start, end, isAscii };
  const isInJson = isJson(bytes, piece);
  const plain = isInJson
    ? (scanJson({ ...text, start: content }, plan) ?? readJson(text, content, currentTable(), plan))
    : (scan(text, plan) ?? readPlain(text, currentTable(), plan));
  if (plain === undefined) return undefined;
  // Without anchors and tags, the content starts with the root.
  const origin = new PositionedOrigin(source, base + start, base + end, base + content, limits, {
    isItem: isListed,
    style: isInJson ? 'json' : 'plain',
  });
  const value = isListed ? firstOf(plain.value) : plain.value;
  return { value, origin, soundFor: plain.isSound ? shape : undefined };
}
