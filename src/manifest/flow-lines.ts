/** One line of a text, or one entry of a flow mapping as if it had a line of its own. */
export interface TextLine {
  readonly indent: number;
  readonly text: string;
  /** A mapping or an item begins here: what stood on the same level before is not of it. */
  readonly isNew: boolean;
}

/** So many entries of one value are read. */
const MOST = 5_000;

/** The entries of `{"a": {"b": 1}}` or `[{a: 1}, {a: 2}]`, their depth as indentation. Quoted commas part nothing. */
export function flowLines(text: string, indent: number): TextLine[] {
  const lines: TextLine[] = [];
  let depth = indent;
  let start = 0;
  let quote = '';
  let isNew = false;
  for (let at = 0; at <= text.length && lines.length < MOST; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = '';
      if (at < text.length) continue;
    } else if (character === '"' || character === "'") quote = character;
    const isOpening = character === '{' || character === '[';
    if (!isOpening && character !== '}' && character !== ']' && character !== ',' && at < text.length) continue;
    const piece = text.slice(start, at).trim();
    if (piece !== '') {
      lines.push({ indent: depth, text: piece, isNew });
      isNew = false;
    }
    start = at + 1;
    if (isOpening) {
      depth += 1;
      isNew = true;
    } else if (character !== ',') depth = Math.max(indent, depth - 1);
  }
  return lines;
}
