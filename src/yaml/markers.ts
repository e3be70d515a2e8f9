import { bufferOf } from './bytes.ts';
import { DASH, DOT, isBlank, isBreak, LF } from './characters.ts';

export const MARKER_LENGTH = 3;
export const BOM_LENGTH = 3;

export const isBom = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

export const isMarker = (bytes: Uint8Array, at: number, code: number): boolean =>
  bytes[at] === code && bytes[at + 1] === code && bytes[at + 2] === code && isBlank(bytes[at + MARKER_LENGTH] ?? LF);

/** Where the line starts that a marker opens; -1 where something else stands before it. */
function markedLine(bytes: Uint8Array, at: number, begin: number): number {
  const isFirst = (start: number): boolean => start === begin || isBreak(bytes[start - 1] ?? 0);
  if (isFirst(at)) return at;
  const mark = at - BOM_LENGTH;
  return bytes[at] === DASH && mark >= begin && isBom(bytes, mark) && isFirst(mark) ? mark : -1;
}

/**
 * From `from` on the next place with two dashes or dots in a row, or the end. A marker has a character in every third place,
 * so no other is looked at.
 */
function nextRun(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at += MARKER_LENGTH) {
    const code = bytes[at];
    if ((code === DASH || code === DOT) && (bytes[at + 1] === code || bytes[at - 1] === code)) break;
  }
  return at;
}

/** The lines that start with a marker. No scalar can hold one, so finding them needs no parsing. */
export function* markerLines(bytes: Uint8Array, begin: number): Generator<number> {
  for (let at = nextRun(bytes, begin); at < bytes.length; at = nextRun(bytes, at + MARKER_LENGTH)) {
    const code = bytes[at] ?? LF;
    let start = at;
    while (start > begin && bytes[start - 1] === code) start -= 1;
    const line = isMarker(bytes, start, code) ? markedLine(bytes, start, begin) : -1;
    if (line >= 0) yield line;
    while (bytes[at + 1] === code) at += 1;
  }
}

const BREAK_AND_DASHES = new Uint8Array([LF, DASH, DASH, DASH]);
const BREAK_AND_DOTS = new Uint8Array([LF, DOT, DOT, DOT]);

/** The same in bytes of ASCII without a lone CR, where a search that is built in finds them. */
export function* plainMarkerLines(bytes: Uint8Array): Generator<number> {
  const buffer = bufferOf(bytes);
  if (buffer === undefined) {
    yield* markerLines(bytes, 0);
    return;
  }
  if (isMarker(bytes, 0, DASH) || isMarker(bytes, 0, DOT)) yield 0;
  const next = (marker: Uint8Array, from: number): number => {
    const at = buffer.indexOf(marker, from);
    return at < 0 ? Infinity : at + 1;
  };
  let dashes = next(BREAK_AND_DASHES, 0);
  let dots = next(BREAK_AND_DOTS, 0);
  while (Math.min(dashes, dots) < bytes.length) {
    const at = Math.min(dashes, dots);
    if (isMarker(bytes, at, at === dots ? DOT : DASH)) yield at;
    if (at === dots) dots = next(BREAK_AND_DOTS, at);
    else dashes = next(BREAK_AND_DASHES, at);
  }
}
