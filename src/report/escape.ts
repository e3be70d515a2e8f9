import { once } from '../model/remember.ts';

/** What no reader sees or what changes how the rest is read: controls, bidi marks, zero width, separators, lone surrogates. */
const unseen = once(() => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu);

/** Most texts hold nothing of it, which costs less to see than the pattern costs to make. */
const UNUSUAL = /[^ -~]/;
const withoutUnseen = (text: string, shown: (character: string) => string): string =>
  UNUSUAL.test(text) ? text.replace(unseen(), shown) : text;

const hex = (code: number): string => code.toString(16);

const codePoint = (character: string): string => `\\u{${hex(character.codePointAt(0) ?? 0)}}`;

const codeUnits = (character: string): string =>
  [...Array(character.length).keys()].map((i) => `\\u${hex(character.charCodeAt(i)).padStart(4, '0')}`).join('');

/** Text of the input as a terminal may show it: nothing moves the cursor, hides, turns around or breaks the line. */
export const visible = (text: string): string => withoutUnseen(text, codePoint);

/** JSON on one line; what `JSON.stringify` leaves raw though nobody sees it is escaped as well. */
export const json = (value: unknown): string => withoutUnseen(JSON.stringify(value), codeUnits);

/** A CSV field (RFC 4180), always quoted; a spreadsheet takes it as text even if it begins like a formula. */
export function csvField(text: string): string {
  const shown = visible(text);
  const guarded = /^[=+\-@]/.test(shown) ? `'${shown}` : shown;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** A pipe ends the cell of a table, in code too, unless a backslash stands before it; readers disagree about two of them. */
const inCell = (code: string): string => code.replace(/\\\|/g, `\\${codePoint('|')}`).replaceAll('|', '\\|');

/** A code span for a Markdown table: no link, mention, HTML or end of cell can come out of it. */
export const markdownCode = (text: string): string => `\`${inCell(visible(text).replaceAll('`', codePoint)) || ' '}\``;

/** A word without anything that Markdown or GitHub reads as more than a word, and what closes it. */
const PLAIN_WORD = /^\(?[A-Za-z0-9]+(?:['-][A-Za-z]+)*\)?[,;:.]?$/;

function markdownWord(word: string): string {
  if (word === '' || PLAIN_WORD.test(word)) return word;
  const [, body = '', end = ''] = /^(.*?)([,;:?]?)$/s.exec(word) ?? [];
  return body === '' ? markdownCode(end) : `${markdownCode(body)}${end}`;
}

/**
 * A sentence for a Markdown table: plain words stay as they are; every other word, and what stands in backticks, is a code
 * span. GitHub finds mentions and issues in rendered text, so a backslash would not keep a name from calling somebody.
 */
export const markdownText = (text: string): string =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2 === 1 ? markdownCode(part.slice(1, -1)) : part.split(' ').map(markdownWord).join(' '),
    )
    .join('');

/** A block of code for Markdown, in a fence that nothing in it can close. Its lines are made visible already. */
export function markdownFence(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text.replace(/\n$/, '')}\n${fence}\n`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text for XML 1.0, between tags or in an attribute; of what XML cannot hold, the code point is written out. */
export const xml = (text: string): string =>
  visible(text).replace(/[&<>"'\ufffe\uffff]/g, (character) => ENTITIES.get(character) ?? codePoint(character));

const percent = (character: string): string => `%${hex(character.charCodeAt(0)).toUpperCase().padStart(2, '0')}`;

/** The message of a workflow command; each text is a line of it. */
export const commandMessage = (lines: readonly string[]): string =>
  lines.map(visible).join('\n').replace(/[%\n]/g, percent);

/** The value of a property of a workflow command. */
export const commandProperty = (text: string): string => visible(text).replace(/[%:,]/g, percent);

const COMMAND = /^\s*(?:::[\w-]+(?:\s|::)|##\[)/;

/** A line that no workflow runner takes as a command (`::error::…`, `##[…]`), whatever a file is called; `::/0` is none. */
export const commandFree = (line: string): string => (COMMAND.test(line) ? line.replace(/^\s*/, '$&\\') : line);

/** A relative path as a URI reference. What is no Unicode has no URI: it becomes the replacement character. */
export const uriPath = (path: string): string =>
  path
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');

/** Text that a terminal opens a page for (OSC 8). The address is not from the input. */
export const terminalLink = (text: string, address: string): string =>
  `\u001b]8;;${visible(address)}\u001b\\${text}\u001b]8;;\u001b\\`;
