import { type Event, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { endOfLine, isBlank } from './characters.ts';

/** A comment without its `#`, and the offset of the `#`. */
export interface FoundComment {
  readonly text: string;
  readonly offset: number;
}

const isQuoted = (style: number): boolean =>
  style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

/** The places of all scalars, quotes included, in the order of the text. */
function* scalarSpans(events: readonly Event[]): Generator<readonly [start: number, end: number]> {
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) continue;
    const quote = isQuoted(event.style) ? 1 : 0;
    yield [event.valueStart - quote, event.valueEnd + quote];
  }
}

function* commentsBetween(source: string, start: number, end: number): Generator<FoundComment> {
  for (let at = source.indexOf('#', start); at >= 0 && at < end;) {
    const isComment = at === 0 || isBlank(source.charCodeAt(at - 1));
    const stop = isComment ? endOfLine(source, at, end) : at + 1;
    if (isComment) yield { text: source.slice(at + 1, stop).trim(), offset: at };
    at = source.indexOf('#', stop);
  }
}

/**
 * The comments of a document, which js-yaml drops: every `#` at the start of a line or behind a blank that lies outside
 * of scalars, for nothing else between two scalars may hold one.
 */
export function findComments(source: string, events: readonly Event[]): FoundComment[] {
  const comments: FoundComment[] = [];
  let from = 0;
  for (const [start, end] of scalarSpans(events)) {
    comments.push(...commentsBetween(source, from, start));
    from = end;
  }
  comments.push(...commentsBetween(source, from, source.length));
  return comments;
}
