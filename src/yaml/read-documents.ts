import type { Location } from '../model/location.ts';
import type { Problem } from '../model/problem.ts';
import type { ReadDocument } from './document.ts';
import { hiddenBreak } from './hidden-break.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { mayExceedNodes } from './node-count.ts';
import { construct, exceeded, type Failure, parseText, rootOffset } from './parse.ts';
import { peekKind } from './peek.ts';
import { PLAIN_DEPTH } from './plain-collections.ts';
import { readPlain } from './plain-reader.ts';
import { PositionedOrigin } from './positioned-origin.ts';
import { Source } from './source.ts';
import { type Piece, splitDocuments } from './split.ts';
import { findAction, findActionInEvents, openActions } from './template.ts';

export interface ReadOptions {
  /** Documents of other kinds are skipped before they are parsed, broken or not. */
  isUsed(apiVersion: string | undefined, kind: string): boolean;
  readonly limits?: Limits;
  /** `slow` leaves all to js-yaml. The outcome is the same. */
  readonly reader?: 'fast' | 'slow';
}

const TEMPLATE =
  'a Helm template, not yet a manifest: `helm template <chart> | netgraph analyze -` reads what it renders to';

/** A document, what is wrong with it, or where in the file a template action shows that it is none yet. */
type Reading =
  | { readonly value: unknown; readonly origin: PositionedOrigin }
  | { readonly failure: Failure }
  | { readonly template: number };

const inFile = (failure: Failure, start: number): Reading => ({
  failure: { ...failure, offset: start + failure.offset },
});

/** What makes a text too large to be parsed. */
function excessOf(text: string, { documentBytes, documentNodes }: Limits): string | undefined {
  if (text.length > documentBytes) return exceeded(`it is longer than ${documentBytes} characters`);
  if (mayExceedNodes(text, documentNodes)) return exceeded(`it may have more than ${documentNodes} nodes`);
  return undefined;
}

function readPiece(source: Source, piece: Piece, limits: Limits, reader: 'fast' | 'slow'): Reading {
  const { start, end, content } = piece;
  const text = source.text.slice(start, end);
  const excess = excessOf(text, limits);
  if (excess !== undefined) return { failure: { rule: 'NG005', message: excess, offset: content } };
  const hidden = hiddenBreak(text);
  if (hidden !== undefined) return inFile(hidden, start);
  const hasBraces = text.includes('{{');
  const isSlow = reader === 'slow' || hasBraces || limits.depth <= PLAIN_DEPTH;
  const plain = isSlow ? undefined : readPlain(text);
  // Without anchors and tags, the content starts with the root.
  if (plain !== undefined) return { value: plain.value, origin: new PositionedOrigin(source, piece, content, limits) };
  const parsed = parseText(text, limits);
  if ('failure' in parsed) {
    const action = hasBraces ? findAction(text) : -1;
    return action < 0 ? inFile(parsed.failure, start) : { template: start + action };
  }
  const action = hasBraces ? findActionInEvents(text, parsed.value) : -1;
  if (action >= 0) return { template: start + action };
  const constructed = construct(text, parsed.value, limits);
  if ('failure' in constructed) return inFile(constructed.failure, start);
  const root = start + rootOffset(parsed.value, content - start);
  return { value: constructed.value, origin: new PositionedOrigin(source, piece, root, limits) };
}

/**
 * Reads the documents of one file, each alone: a broken one is a problem with its place, and the others are still read.
 * Never throws. An unrendered template is reported once a file, and so long as one of its actions is open (`if` without
 * `end`), what follows is part of it and is not taken for a manifest.
 */
export function* readDocuments(file: string, text: string, options: ReadOptions): Generator<ReadDocument> {
  const { isUsed, limits = DEFAULT_LIMITS, reader = 'fast' } = options;
  const source = new Source(file, text);
  const hasLoneReturns = text.includes('\r') && /\r(?!\n)/.test(text);
  let isTemplate = false;
  let open = 0;
  for (const piece of splitDocuments(text)) {
    const peeked = hasLoneReturns ? undefined : peekKind(text, piece);
    if (peeked !== undefined && !isUsed(peeked.apiVersion, peeked.kind)) {
      // Rarely asked for, and counting a file's lines costs as much as skipping it.
      yield {
        type: 'skipped',
        ...peeked,
        get location() {
          return source.location(piece.content);
        },
      };
      continue;
    }
    const reading = readPiece(source, piece, limits, reader);
    if ('template' in reading) {
      if (!isTemplate) yield problem('NG003', TEMPLATE, source.location(reading.template));
      isTemplate = true;
      open = Math.max(0, open + openActions(text.slice(piece.start, piece.end)));
    } else if (open > 0) {
      continue;
    } else if ('failure' in reading) {
      const { rule, message, offset } = reading.failure;
      yield problem(rule, message, source.location(offset));
    } else {
      const { value, origin } = reading;
      yield { type: 'document', document: { value, origin, comments: () => origin.comments() } };
    }
  }
}

const problem = (rule: Problem['rule'], message: string, location: Location): ReadDocument => ({
  type: 'problem',
  problem: { rule, message, location },
});
