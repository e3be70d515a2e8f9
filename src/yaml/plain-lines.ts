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
    let items = this.#items;
    let count = 0;
    for (let at = start; at < end; at += 1) {
      const first = at;
      while (bytes[at] === SPACE) at += 1;
      const content = at;
      let code = bytes[at] ?? LF;
      if (code === LF || at >= end) continue;
      const indent = at - first;
      if (
        indent === 0 &&
        (code === DASH || code === DOT) &&
        bytes[at + 1] === code &&
        bytes[at + 2] === code &&
        count > 0
      )
        handOver();
      while (code === DASH && bytes[at + 1] === SPACE) {
        at += 2;
        while (bytes[at] === SPACE) at += 1;
        code = bytes[at] ?? LF;
      }
      let isSimple = startsPlain(bytes, at);
      let colon = -1;
      for (; at < end; at += 1) {
        code = bytes[at] ?? LF;
        if (STOP[code] === 0) continue;
        if (code === LF) break;
        const next = bytes[at + 1] ?? LF;
        if (code === COLON) {
          if (!isEnd(next)) continue;
          if (colon >= 0 || bytes[at - 1] === SPACE) isSimple = false;
          colon = at;
          let value = at + 1;
          while (bytes[value] === SPACE) value += 1;
          if (!startsPlain(bytes, value)) isSimple = false;
        } else if (code === HASH) {
          if (bytes[at - 1] === SPACE) isSimple = false;
        } else if (code === TAB) isSimple = false;
        else if (code !== CR || next !== LF) handOver();
      }
      const opening = bytes[content];
      if (opening === HASH || (opening === CR && at === content + 1)) continue;
      let last = at;
      while (bytes[last - 1] === SPACE || bytes[last - 1] === CR) last -= 1;
      if (count * SIZE === items.length) {
        items = this.#enlarge();
      }
      const item = count * SIZE;
      items[item] = content;
      items[item + INDENT] = indent;
      items[item + KEY_END] = colon;
      items[item + END] = isSimple ? last : 0;
      count += 1;
    }
    this.count = count;
  }

  #enlarge(): Int32Array<ArrayBuffer> {
    const larger = new Int32Array(this.#items.length * 2);
    larger.set(this.#items);
    this.#items = larger;
    return larger;
  }
}
