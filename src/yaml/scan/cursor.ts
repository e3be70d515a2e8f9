import { CR, DASH, DELETE, DOT, HASH, LF, SPACE, TAB } from '../characters';

/**
 * A place in a text that is read line by line; lines end in LF or CRLF, and behind the text are more LF. Between nodes it stands
 * on the first character of a line's content.
 */
export class Cursor {
  static at: usize = 0;
  /** How far the line is indented; -1 behind the last line. */
  static indent: i32 = 0;
  static end: usize = 0;
  /** Collections that are open. */
  static depth: i32 = 0;
}

/** Gives up: the text is for the next reader. */
export function handOver(): void {
  unreachable();
}

export function byteAt(at: usize): i32 {
  return load<u8>(at);
}

export function endsLine(code: i32): bool {
  return code == LF || code == CR;
}

/** True for what ends an indicator: a blank, or the line's end. */
export function endsIndicator(at: usize): bool {
  const code = byteAt(at);
  return code == SPACE || endsLine(code);
}

export function isItem(at: usize): bool {
  return byteAt(at) == DASH && endsIndicator(at + 1);
}

/** For each of sixteen bytes, whether it is this one. */
export function areEach(bytes: v128, code: i32): v128 {
  return i8x16.eq(bytes, i8x16.splat(<i8>code));
}

/** For each of sixteen bytes, whether it is a control character of ASCII but for the last one. */
export function areControls(bytes: v128): v128 {
  return i8x16.lt_u(bytes, i8x16.splat(<i8>SPACE));
}

export function skipSpaces(from: usize): usize {
  let at = from;
  while (true) {
    const others = i8x16.bitmask(areEach(v128.load(at), SPACE)) ^ 0xffff;
    if (others != 0) return at + ctz(others);
    at += 16;
  }
}

/** The place behind the line that `from` is on. Control characters are refused, as they are even in comments. */
export function nextLineStart(from: usize): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    let controls = i8x16.bitmask(v128.or(areControls(bytes), areEach(bytes, DELETE)));
    for (; controls != 0; controls &= controls - 1) {
      const place = at + ctz(controls);
      const code = byteAt(place);
      if (code == LF) return place + 1;
      if (code != TAB && code != CR) handOver();
    }
    at += 16;
  }
}

/** From the start of a line to the next content, past empty lines and comments, however these are indented. */
export function seekContent(from: usize): void {
  const end = Cursor.end;
  for (let line = from; line < end;) {
    const at = skipSpaces(line);
    const code = byteAt(at);
    if (code != HASH && !endsLine(code)) {
      Cursor.at = at;
      Cursor.indent = <i32>(at - line);
      return;
    }
    line = code == LF ? at + 1 : nextLineStart(at);
  }
  Cursor.at = end;
  Cursor.indent = -1;
}

/** As `seekContent`, and refuses a document marker there, for it ends every open node. */
export function seekNode(from: usize): void {
  seekContent(from);
  if (Cursor.indent != 0) return;
  const at = Cursor.at;
  const code = byteAt(at);
  if (code != DASH && code != DOT) return;
  if (byteAt(at + 1) == code && byteAt(at + 2) == code) handOver();
}

/** True where nothing but a comment is left of a line; `at` is behind a blank, or at the line's end. */
export function isRestEmpty(at: usize): bool {
  const code = byteAt(at);
  return code == HASH || endsLine(code);
}

/** From behind a node to the next one on a later line: only blanks and a comment may follow on its own line. */
export function leaveLine(from: usize): void {
  const at = skipSpaces(from);
  const code = byteAt(at);
  if (!endsLine(code) && (at == from || code != HASH)) handOver();
  seekNode(code == LF ? at + 1 : nextLineStart(at));
}
