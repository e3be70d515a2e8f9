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
import { type Passage, passagesOf } from './passages.ts';
import { peekKind, type Peeked } from './peek.ts';
import { PLAIN_DEPTH } from './plain-collections.ts';
import { readPlain } from './plain-reader.ts';
import { PositionedOrigin } from './positioned-origin.ts';
import { Source } from './source.ts';
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

type PiecePassage = Extract<Passage, { type: 'piece' }>;

/** What js-yaml makes of a document. */
function readSlowly({ window, piece }: PiecePassage, source: Source, limits: Limits): Reading {
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
  const before = decode(bytes, start, content).length;
  const root = inFile(rootOffset(parsed.value, before));
  return { value: constructed.value, origin: new PositionedOrigin(source, base + start, base + end, root, limits) };
}

/** What the fast reader makes of a document; undefined where that is for js-yaml to say. */
function readFast(
  { window, piece }: PiecePassage,
  source: Source,
  limits: Limits,
  mask: Mask | undefined,
): Reading | undefined {
  const { start, end, content } = piece;
  const { bytes, base, isAscii } = window;
  // Below these sizes no limit can be exceeded, however the text is written.
  const isSmall = end - start <= Math.min(limits.documentBytes, limits.documentNodes);
  if (!isSmall || limits.depth <= PLAIN_DEPTH || window.hasLoneReturn || window.hasBraces(piece)) return undefined;
  const plain = readPlain({ bytes, start, end, isAscii }, currentTable(), mask);
  if (plain === undefined) return undefined;
  // Without anchors and tags, the content starts with the root.
  const origin = new PositionedOrigin(source, base + start, base + end, base + content, limits);
  return { value: plain.value, origin };
}

/** A document that is not used. Its place is rarely asked for, and counting lines costs as much as skipping it. */
const skipped = (peeked: Peeked, source: Source, offset: number): ReadDocument => ({
  type: 'skipped',
  ...peeked,
  get location() {
    return source.location(offset);
  },
});

/**
 * Reads the documents of one file, each alone: a broken one is a problem with its place, and the others are still read.
 * Never throws. An unrendered template is reported once a file, and so long as one of its actions is open (`if` without
 * `end`), what follows is part of it and is not taken for a manifest.
 */
export function* readDocuments(file: string, text: string | Content, options: ReadOptions): Generator<ReadDocument> {
  const { isUsed, maskOf, limits = DEFAULT_LIMITS, reader = 'fast', onHandedOver, onPhase = unmeasured } = options;
  const content = typeof text === 'string' ? textContent(text) : text;
  const source = new Source(file, content);
  let isTemplate = false;
  let open = 0;
  for (const passage of passagesOf(content)) {
    if (passage.type !== 'piece') {
      yield passage.type === 'changed'
        ? problem('NG001', CHANGED, { file, line: 1, column: 1 })
        : problem('NG002', passage.message, source.location(passage.offset));
      return;
    }
    const { window, piece } = passage;
    const { bytes, base } = window;
    const peeked = window.hasLoneReturn ? undefined : peekKind(bytes, piece, isUsed);
    if (peeked !== undefined && !isUsed(peeked.apiVersion, peeked.kind)) {
      yield skipped(peeked, source, base + piece.content);
      continue;
    }
    const mask = peeked?.apiVersion === undefined ? undefined : maskOf?.(peeked.apiVersion, peeked.kind);
    onPhase('parse');
    const fast = reader === 'fast' ? readFast(passage, source, limits, mask) : undefined;
    if (fast === undefined) onHandedOver?.();
    const reading = fast ?? readSlowly(passage, source, limits);
    if ('template' in reading) {
      if (!isTemplate) yield problem('NG003', TEMPLATE, source.location(reading.template));
      isTemplate = true;
      open = Math.max(0, open + openActions(decode(bytes, piece.start, piece.end)));
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
