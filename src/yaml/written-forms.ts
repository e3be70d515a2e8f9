import { SCALAR_STYLE, type ScalarStyle } from 'js-yaml';

/** A piece of a text as it may be written inside a scalar of that style. */
function writtenForms(piece: string, style: ScalarStyle): readonly string[] {
  if (style === SCALAR_STYLE.SINGLE_QUOTED) return [piece.replaceAll("'", "''")];
  // JSON escapes no more than this; whoever escapes other characters gets the place of the whole value.
  if (style === SCALAR_STYLE.DOUBLE_QUOTED) return [piece, JSON.stringify(piece).slice(1, -1)];
  return [piece];
}

/** Where a piece of a text stands first in what is written of the scalar; -1 where it is not written like that. */
export function indexOfWritten(written: string, piece: string, style: ScalarStyle): number {
  for (const form of writtenForms(piece, style)) {
    const at = written.indexOf(form);
    if (at >= 0) return at;
  }
  return -1;
}
