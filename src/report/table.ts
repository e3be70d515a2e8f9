import { visible } from './escape.ts';

/** How a cell is set off; never by anything that takes room. */
export type Paint = (text: string, row: number, column: number) => string;

const WIDEST = 60;

/** Long cells are cut: the whole text is in the other formats. */
const fitted = (text: string): string => (text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`);

/** Columns under headings, each as wide as its widest cell; the last one is not padded. Cells are texts of the input. */
export function* table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): Generator<string> {
  const cells = [headings, ...rows].map((row) => row.map((cell) => fitted(visible(cell))));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  for (const [index, row] of cells.entries()) {
    const line = row.map((cell, column) => {
      const padding = column === row.length - 1 ? '' : ' '.repeat((widths[column] ?? 0) - cell.length + 2);
      return paint(cell, index - 1, column) + padding;
    });
    yield `${line.join('').trimEnd()}\n`;
  }
}
