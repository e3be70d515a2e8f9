import { COLON, CR, DASH, DELETE, DOT, HASH, LF, SPACE, TAB } from './characters.ts';
import { handOver } from './hand-over.ts';

/** Characters that a line is searched for; it goes on behind all others. */
const STOP = new Uint8Array(256);
STOP.fill(1, 0, SPACE);
for (const code of [COLON, HASH, DELETE]) STOP[code] = 1;

/** What a plain scalar does not start with, or only at times. */
const OPENS = new Uint8Array(256);
for (const character of '#&*!|>\'"%@`,[]{}?:-') OPENS[character.charCodeAt(0)] = 1;

const isEnd = (code: number): boolean => code === SPACE || code === LF || code === CR;

/** False where a value needs a look of its own: quotes, brackets, a block, an anchor. A dash may start a plain scalar. */
const startsPlain = (bytes: Uint8Array, at: number): boolean => {
  const code = bytes[at] ?? LF;
  return OPENS[code] === 0 || (code === DASH && !isEnd(bytes[at + 1] ?? LF));
};

// The loops over bytes are functions of their own: so small, they are compiled soon.

/** The next character that means something in a line, or the end of the bytes. */
function nextStop(bytes: Uint8Array, from: number): number {
  let at = from;
  while (STOP[bytes[at] ?? LF] === 0) at += 1;
  return at;
}

function behindSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at += 1;
  return at;
}

function behindDashes(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === DASH && bytes[at + 1] === SPACE) at = behindSpaces(bytes, at + 2);
  return at;
}

/** Where a line ends, without blanks. */
function trimmedEnd(bytes: Uint8Array, end: number): number {
  let at = end;
  while (bytes[at - 1] === SPACE || bytes[at - 1] === CR) at -= 1;
  return at;
}

/** Refuses control characters, but for the CR before a line's break. */
function requireBreak(bytes: Uint8Array, at: number): void {
  if (bytes[at] !== CR || (bytes[at + 1] ?? LF) !== LF) handOver();
}

/** The start of the line behind a comment or an empty line. */
function behindLine(bytes: Uint8Array, from: number, end: number): number {
  for (let at = nextStop(bytes, from); ; at = nextStop(bytes, at + 1)) {
    const code = bytes[at];
    if (at >= end || code === LF) return at + 1;
    if (code !== COLON && code !== HASH && code !== TAB) requireBreak(bytes, at);
  }
}

/** True for `---` and `...`, with more behind or not. */
function isMarker(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at];
  return (code === DASH || code === DOT) && bytes[at + 1] === code && bytes[at + 2] === code;
}

/** Numbers that are kept of a line: where its content starts, its indentation, its colon, and where it ends. */
const SIZE = 4;
const INDENT = 1;
const KEY_END = 2;
const END = 3;

/**
 * The lines of a document that hold content, empty ones and comments left out. One pass over the bytes finds them, so that
 * what is passed over afterwards costs a look at a few numbers a line. A line is simple where it holds, behind dashes, one
 * plain scalar, or a key with one or nothing behind its colon, and neither comment nor tab.
 */
export class PlainLines {
  #items = new Int32Array(SIZE * 1024);
  /** How many lines there are. */
  count = 0;

  /** Where the content starts. */
  at(line: number): number {
    return this.#items[line * SIZE] ?? 0;
  }

  indent(line: number): number {
    return this.#items[line * SIZE + INDENT] ?? 0;
  }

  /** Where the colon of a simple line's key stands; -1 for none. */
  colon(line: number): number {
    return this.#items[line * SIZE + KEY_END] ?? -1;
  }

  /** Where the content of a simple line ends; 0 for any other line. */
  end(line: number): number {
    return this.#items[line * SIZE + END] ?? 0;
  }

  /** The first line from `line` on that is less indented than a node inside of `parent`, or not simple. */
  behind(line: number, parent: number): number {
    const items = this.#items;
    let next = line;
    while (next < this.count && (items[next * SIZE + INDENT] ?? 0) > parent && items[next * SIZE + END] !== 0)
      next += 1;
    return next;
  }

  /** Gives up where a character stands that no manifest holds, or a second document's marker. */
  scan(bytes: Uint8Array, start: number, end: number): void {
    this.count = 0;
    for (let at = start; at < end;) {
      const content = behindSpaces(bytes, at);
      const code = bytes[content] ?? LF;
      const indent = content - at;
      if (content >= end || code === LF) at = content + 1;
      else if (code === HASH || code === CR) at = behindLine(bytes, content, end);
      else {
        if (indent === 0 && this.count > 0 && isMarker(bytes, content)) handOver();
        at = this.#addLine(bytes, content, indent, end);
      }
    }
  }

  /** Adds the line of a content, and gives the start of the next one. */
  #addLine(bytes: Uint8Array, content: number, indent: number, end: number): number {
    const first = behindDashes(bytes, content);
    let isSimple = startsPlain(bytes, first);
    let colon = -1;
    let at = nextStop(bytes, first);
    for (; at < end && bytes[at] !== LF; at = nextStop(bytes, at + 1)) {
      const code = bytes[at];
      if (code === COLON) {
        if (!isEnd(bytes[at + 1] ?? LF)) continue;
        isSimple &&= colon < 0 && bytes[at - 1] !== SPACE && startsPlain(bytes, behindSpaces(bytes, at + 1));
        colon = at;
      } else if (code === HASH) isSimple &&= bytes[at - 1] !== SPACE;
      else if (code === TAB) isSimple = false;
      else requireBreak(bytes, at);
    }
    const line = Math.min(at, end);
    this.#add(content, indent, colon, isSimple ? trimmedEnd(bytes, line) : 0);
    return line + 1;
  }

  #add(content: number, indent: number, colon: number, end: number): void {
    const item = this.count * SIZE;
    if (item === this.#items.length) this.#enlarge();
    const items = this.#items;
    items[item] = content;
    items[item + INDENT] = indent;
    items[item + KEY_END] = colon;
    items[item + END] = end;
    this.count += 1;
  }

  #enlarge(): void {
    const larger = new Int32Array(this.#items.length * 2);
    larger.set(this.#items);
    this.#items = larger;
  }
}
