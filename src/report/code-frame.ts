import type { Location } from '../model/location.ts';
import { remember } from '../model/remember.ts';
import { linesOfText } from '../model/text.ts';
import { visible } from './escape.ts';
import { isHarmless, withoutComment } from './harmless-line.ts';
import type { Style } from './style.ts';

/** The text of a file of the input, where it can be had again. */
export type SourceText = (file: string) => string | undefined;

interface Source {
  readonly lines: readonly string[];
  /** The first line of the document that a line is in. */
  readonly startOf: readonly number[];
  /** First lines of documents that hold data of anybody: no line of them is shown. */
  readonly closed: ReadonlySet<number>;
}

const MARKER = /^(?:---|\.\.\.)(?=\s|$)/;
const CLOSED_KIND = /^\s*(?:- +)*["']?kind["']?\s*:\s*["']?(?:Secret|ConfigMap|SealedSecret)\b/;

/** Most files hold no line that the patterns would match: they are not even made. */
const mayMark = (line: string): boolean => line.startsWith('---') || line.startsWith('...');
const mayClose = (line: string): boolean => line.includes('Secret') || line.includes('ConfigMap');

function readSource(text: string): Source {
  const lines = linesOfText(text);
  const startOf: number[] = [];
  const closed = new Set<number>();
  let start = 0;
  for (const [at, line] of lines.entries()) {
    if (mayMark(line) && MARKER.test(line)) start = at + 1;
    if (mayClose(line) && CLOSED_KIND.test(line)) closed.add(start);
    startOf.push(start);
  }
  return { lines, startOf, closed };
}

/**
 * The line of a place with a mark below its column. Nothing where the file cannot be had, where its document is a Secret or a
 * ConfigMap, or where the line may hold a credential.
 */
export function frameReader(textOf: SourceText, style: Style): (location: Location) => string {
  const sourceOf = remember((file: string): Source | undefined => {
    const text = textOf(file);
    return text === undefined ? undefined : readSource(text);
  });
  return ({ file, line, column }) => {
    const source = sourceOf(file);
    const start = source?.startOf[line - 1];
    if (source === undefined || start === undefined || source.closed.has(start)) return '';
    const shown = withoutComment(source.lines[line - 1] ?? '');
    if (column > shown.length || !isHarmless(source.lines, line - 1, start)) return '';
    const number = String(line);
    const before = visible(shown.slice(0, column - 1)).length;
    const gutter = (head: string): string => `  ${style.faint(`${head} |`)} `;
    return `${gutter(number)}${visible(shown)}\n${gutter(' '.repeat(number.length))}${' '.repeat(before)}${style.strong('^')}\n`;
  };
}
