import { flowLines, type TextLine } from './flow-lines.ts';
import type { MentionList } from './mention-list.ts';
import { readSetting, settingOf } from './setting-scan.ts';

/** `host: db`, `host = db`, `"host":"db"`, `export HOST=db`, and the value behind it. */
const ENTRY = /^((?:export\s+)?["']?([A-Za-z_$][\w.$/-]{0,200})(?:["']\s*:|["']?\s*(?::(?=[\s"'[{]|$)|=))\s*)(.*)$/;
/** The first word of a line without such a key, and the rest where it is one word: `server db:5432;`. */
const DIRECTIVE = /^([A-Za-z_][\w.-]{0,100})\s+(?:(\S+)$)?/;
const COMMENT = /^(?:#|\/\/|;|<!--)/;
const SECTION = /^\[[^\]"'{},]*\]$/;
/** Names that other entries of the same file may use as hosts: `upstream api { … }`. */
const OWN_NAME = /^upstream\s+([\w.-]+)\s*\{/;
/** Identifiers that look like addresses. */
const IDENTIFIER = /^(?:xmlns|\$schema|\$id|\$ref)/;
/** What follows stands on lines of its own. */
const OPENING = /^[[{]?$/;
/** Braces in pairs are a template's. */
const FLOW = /^(?:\[|\{(?!\{))/;
const DASH = /^-\s+/;
const LONGEST_LINE = 20_000;
/** So many lines of one text are looked at, and so many of them closely. */
const MOST_LINES = 50_000;
const MOST_SETTINGS = 10_000;

/** Most lines of most files name no host: a plain word counts only if the name says that it is a host, or a port. */
const MAY_BE_HOST = /[:.$@-]|\b(?:nc|ncat|netcat|telnet)\b/;
const MAY_NAME_HOST = /host|addr|ur[il]|endpoint|server|broker|service|upstream|dsn|bootstrap|port/i;

/** Lines at one level of indentation under one parent. */
interface Level {
  readonly indent: number;
  readonly block: number;
}

/** Keeps which lines stand together: `host` and `port` of one section, not of the next. */
class Blocks {
  #count = 0;
  readonly #levels: Level[] = [];

  blockAt(indent: number, isNew: boolean): number {
    while ((this.#levels.at(-1)?.indent ?? -1) > indent || (isNew && this.#levels.at(-1)?.indent === indent))
      this.#levels.pop();
    const top = this.#levels.at(-1);
    if (top?.indent === indent) return top.block;
    this.#count += 1;
    this.#levels.push({ indent, block: this.#count });
    return this.#count;
  }
}

/** The name that items of a list have from the key above them. */
interface Heading {
  readonly indent: number;
  readonly name: string;
}

interface Reading {
  readonly list: MentionList;
  readonly blocks: Blocks;
  readonly ownNames: Set<string>;
  heading: Heading;
  settings: number;
}

const NO_HEADING: Heading = { indent: -1, name: '' };

function unquoted(written: string): { readonly quote: string; readonly value: string } {
  const quote = /^["']?/.exec(written)?.[0] ?? '';
  return { quote, value: written.slice(quote.length).replace(/["']?[;,]?$/, '') };
}

function readNamed(reading: Reading, name: string, block: number, lead: string, value: string): void {
  if (value === '' || !(MAY_BE_HOST.test(value) || MAY_NAME_HOST.test(name))) return;
  reading.settings += 1;
  if (reading.settings > MOST_SETTINGS) return;
  // `service: web` in a file says rather whose settings these are.
  const said = /^services?$/i.test(name) ? '' : name;
  readSetting(reading.list, settingOf(said, block, 'named', lead), value);
}

function readLine(reading: Reading, { indent, text, isNew }: TextLine): void {
  const { heading } = reading;
  const dash = DASH.exec(text)?.[0] ?? '';
  const level = indent + dash.length;
  const block = reading.blocks.blockAt(level, isNew || dash !== '');
  const rest = text.slice(dash.length);
  const entry = ENTRY.exec(rest);
  if (entry === null) {
    readLoose(reading, rest, dash, indent >= heading.indent ? heading.name : '', block);
    return;
  }
  const [, key = '', name = '', written = ''] = entry;
  if (level <= heading.indent) reading.heading = NO_HEADING;
  if (IDENTIFIER.test(name)) return;
  if (OPENING.test(written)) reading.heading = { indent: level, name };
  else if (FLOW.test(written)) readFlow(reading, name, written, level);
  else {
    const { quote, value } = unquoted(written);
    readNamed(reading, name, block, key + quote, value);
  }
}

/** A line without a key: an item of a list, a directive, a command. */
function readLoose(reading: Reading, line: string, dash: string, heading: string, block: number): void {
  const ownName = OWN_NAME.exec(line)?.[1];
  if (ownName !== undefined) {
    reading.ownNames.add(ownName);
    return;
  }
  const [, first = '', only] = DIRECTIVE.exec(line) ?? [];
  if (only !== undefined) {
    readNamed(reading, first, block, '', only);
    return;
  }
  const { quote, value } = unquoted(line);
  // Where something stands between the dash and the host, the two are not one piece.
  const lead = dash === '' || !/^\w/.test(value) ? '' : dash + quote;
  readNamed(reading, heading === '' ? first : heading, block, lead, value);
}

/** `{ host: db, port: 5432 }` or `["a:1", "b:2"]` as if each entry had a line of its own. */
function readFlow(reading: Reading, name: string, text: string, indent: number): void {
  const { heading } = reading;
  reading.heading = { indent, name };
  for (const line of flowLines(text, indent + 1)) readLine(reading, line);
  reading.heading = heading;
}

function* linesOf(text: string): Generator<TextLine> {
  let start = 0;
  for (let count = 0; count < MOST_LINES && start < text.length; count += 1) {
    const end = text.indexOf('\n', start);
    const written = text.slice(start, end < 0 ? text.length : end).slice(0, LONGEST_LINE);
    start = end < 0 ? text.length : end + 1;
    const line = written.trim();
    if (line === '' || COMMENT.test(line)) continue;
    const note = line.search(/\s#/);
    if (SECTION.test(line)) yield { indent: 0, text: '', isNew: true };
    else yield { indent: written.search(/\S/), text: note < 0 ? line : line.slice(0, note), isNew: false };
  }
}

const readingOf = (list: MentionList, name: string): Reading => ({
  list,
  blocks: new Blocks(),
  ownNames: new Set(),
  heading: { indent: -1, name },
  settings: 0,
});

/**
 * Text of several lines: a file of settings in any of the usual forms, or a script. Read line by line; lines without a key
 * of their own are of `name`. Returns the names that are no hosts here.
 */
export function readText(list: MentionList, name: string, text: string): ReadonlySet<string> {
  const reading = readingOf(list, name);
  for (const line of linesOf(text)) readLine(reading, line);
  return reading.ownNames;
}

/** JSON, or YAML in flow style, on one line. */
export function readFlowText(list: MentionList, name: string, text: string): void {
  readFlow(readingOf(list, name), name, text, 0);
}
