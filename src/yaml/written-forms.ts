import { APOSTROPHE, QUOTE } from './characters.ts';

/** A piece of a text as it may be written between quotes of that character; in a scalar without them, as it is. */
function writtenForms(piece: string, quote: number | undefined): readonly string[] {
  if (quote === APOSTROPHE) return [piece.replaceAll("'", "''")];
  // JSON escapes no more than this; whoever escapes other characters gets the place of the whole value.
  if (quote === QUOTE) return [piece, JSON.stringify(piece).slice(1, -1)];
  return [piece];
}

/** Where a piece of a text stands first in what is written of the scalar; -1 where it is not written like that. */
export function indexOfWritten(written: string, piece: string, quote: number | undefined): number {
  for (const form of writtenForms(piece, quote)) {
    const at = written.indexOf(form);
    if (at >= 0) return at;
  }
  return -1;
}
