import { linesOfText } from '../model/text.ts';
import { decode, encode } from './bytes.ts';

/** What some bytes are: text of one byte a character, any text, or what makes them none. */
export type Encoding = 'ascii' | 'utf8' | { readonly message: string; readonly offset: number };

/**
 * Where a small text lies among others, one behind the other with `BETWEEN_TEXTS` behind each: what is asked of bytes is asked once of
 * all of them. The others may be anything; one that shares its bytes is plain itself: ASCII without CR.
 */
export interface Share {
  readonly bytes: Uint8Array;
  readonly start: number;
}

/**
 * The bytes of a text in UTF-8. They are read from front to back once, and pieces of them again when somebody asks for a
 * place or for what a mask left out. So a large file need not be kept.
 */
export interface Content {
  readonly size: number;
  /** How many bytes are worth to be read at once. */
  readonly window: number;
  /** Where its bytes lie among those of others. */
  readonly share?: Share;
  /**
   * The bytes of a range, in `buffer` if they are not at hand and it has room for them; `undefined` when they cannot be
   * had, or are not the same any more.
   */
  read(start: number, end: number, buffer?: Uint8Array): Uint8Array | undefined;
  /** What bytes are that start at `base` and are cut between lines. */
  encodingOf(bytes: Uint8Array, base: number): Encoding;
}

/** A text that is kept. */
export function textContent(text: string): Content {
  const bytes = encode(text);
  const encoding = bytes.length === text.length ? 'ascii' : 'utf8';
  return {
    size: bytes.length,
    window: bytes.length,
    read: (start, end) => bytes.subarray(start, end),
    encodingOf: () => encoding,
  };
}

/** The lines of all of it; none where it cannot be had any more. */
export const linesOf = (content: Content): readonly string[] =>
  linesOfText(decode(content.read(0, content.size) ?? new Uint8Array()));
