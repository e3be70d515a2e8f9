/** What no reader sees or what changes how the rest is read: controls, bidi marks, zero width, separators, lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu;

const hex = (code: number): string => code.toString(16);

const codePoint = (character: string): string => `\\u{${hex(character.codePointAt(0) ?? 0)}}`;

const codeUnits = (character: string): string =>
  [...Array(character.length).keys()].map((i) => `\\u${hex(character.charCodeAt(i)).padStart(4, '0')}`).join('');

/** Text of the input as a terminal may show it: nothing moves the cursor, hides, turns around or breaks the line. */
export const visible = (text: string): string => text.replace(UNSEEN, codePoint);

/** JSON on one line; what `JSON.stringify` leaves raw though nobody sees it is escaped as well. */
export const json = (value: unknown): string => JSON.stringify(value).replace(UNSEEN, codeUnits);

/** A CSV field (RFC 4180), always quoted; a spreadsheet takes it as text even if it begins like a formula. */
export function csvField(text: string): string {
  const shown = visible(text);
  const guarded = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** A code span for a Markdown table: no link, mention, HTML or end of cell can come out of it. */
export const markdownCode = (text: string): string => `\`${visible(text).replace(/[|`]/g, codePoint) || ' '}\``;

/** A line that no workflow runner takes as a command (`::error::…`, `##[…]`), whatever a file is called; `::/0` is none. */
export const commandFree = (line: string): string => line.replace(/^(\s*)(?=::[\w-]+(?:\s|::)|##\[)/, '$1\\');
