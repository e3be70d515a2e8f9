/** The lines of a text, each without its end. The pattern is for texts that need it: most have line feeds alone. */
export const linesOfText = (text: string): string[] => text.split(text.includes('\r') ? /\r\n?|\n/ : '\n');

/** The words of some lines, between single blanks. A pattern would cost a small run more than all it asks of the words. */
export const wordsOf = (...lines: readonly string[]): Set<string> => new Set(lines.flatMap((line) => line.split(' ')));

/** What stands behind each of several texts of manifests that share their bytes: nothing goes on behind it. */
export const BETWEEN_TEXTS = '\n---\n';
