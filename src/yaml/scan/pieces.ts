import { DASH, DOT, HASH, LF, PERCENT, SPACE, TAB } from '../characters';
import { areEach, byteAt, endsLine } from './cursor';
import { INPUT, NEWS, NEWS_END } from './memory';

/** What is told of a piece: where it starts, where it ends, and where its document itself starts. */
const PIECE_SIZE: usize = 12;

let told: usize = NEWS;
/** Behind the last piece. */
let from: usize = INPUT;

/** For each of the sixteen bytes at a place, whether the three behind it are all this one. */
function areBefore(at: usize, code: i32): v128 {
  return v128.and(
    v128.and(areEach(v128.load(at, 1), code), areEach(v128.load(at, 2), code)),
    areEach(v128.load(at, 3), code),
  );
}

function isBlank(code: i32): bool {
  return code == SPACE || code == TAB || endsLine(code);
}

function isMarker(at: usize, code: i32): bool {
  return byteAt(at) == code && byteAt(at + 1) == code && byteAt(at + 2) == code && isBlank(byteAt(at + 3));
}

function lineEnd(start: usize, end: usize): usize {
  let at = start;
  while (at < end && !endsLine(byteAt(at))) at += 1;
  return at;
}

function skipIdle(start: usize, end: usize): usize {
  let at = start;
  while (at < end) {
    const code = byteAt(at);
    if (isBlank(code)) at += 1;
    else if (code == HASH) at = lineEnd(at, end);
    else break;
  }
  return at;
}

/** Where a document's marker or, without one, its content would begin. */
function skipHeader(start: usize, end: usize): usize {
  let at = skipIdle(start, end);
  while (at < end && byteAt(at) == PERCENT) at = skipIdle(lineEnd(at, end), end);
  return at;
}

/** Tells of what stands before `end`, unless that is no document. */
function tellPiece(header: usize, end: usize): void {
  const content = isMarker(header, DASH) ? skipIdle(header + 3, end) : header;
  if (content < end && !isMarker(content, DOT)) {
    store<i32>(told, <i32>(from - INPUT));
    store<i32>(told, <i32>(end - INPUT), 4);
    store<i32>(told, <i32>(content - INPUT), 8);
    told += PIECE_SIZE;
  }
  from = end;
}

/** At the start of a line, which may be one that a marker opens. */
function atLine(line: usize, end: usize): void {
  if (isMarker(line, DASH)) {
    const header = skipHeader(from, line);
    if (header < line) tellPiece(header, line);
  } else if (isMarker(line, DOT)) {
    const stop = lineEnd(line, end);
    tellPiece(skipHeader(from, stop), stop);
  }
}

/** Cuts the text between two places of the input into documents. Gives how many it tells of; -1 for too many. */
export function findPieces(start: i32, end: i32): i32 {
  const stop = INPUT + end;
  told = NEWS;
  from = INPUT + start;
  if (start < end) atLine(from, stop);
  for (let at: usize = from; at < stop; at += 16) {
    const feeds = areEach(v128.load(at), LF);
    let found = i8x16.bitmask(v128.and(feeds, v128.or(areBefore(at, DASH), areBefore(at, DOT))));
    for (; found != 0; found &= found - 1) {
      const line = at + ctz(found) + 1;
      if (line >= stop) break;
      if (told + PIECE_SIZE * 2 > NEWS_END) return -1;
      atLine(line, stop);
    }
  }
  if (from < stop) tellPiece(skipHeader(from, stop), stop);
  return <i32>((told - NEWS) / PIECE_SIZE);
}
