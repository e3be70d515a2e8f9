import { isCidr } from '../model/ip-set.ts';
import { readSettingName, type SettingName } from '../model/setting-name.ts';
import { type HostPort, isAddress, isClusterName, isInsidePod, isReference, readHostPort } from './host-port.ts';
import type { MentionList } from './mention-list.ts';
import { hostsOfUrls } from './urls.ts';

/** What is known of a value when it is read. */
export interface Setting extends SettingName {
  /** Settings that stand together: in the same value, or the same section of a file. */
  readonly block: number;
  /** `any`: a word by itself may be a Service, whatever the name of the setting. `named`: only if the name says host. */
  readonly words: 'any' | 'named';
  /** As written before the value, to tell its line from others in a file. */
  readonly lead: string;
}

export function settingOf(name: string, block: number, words: Setting['words'], lead = ''): Setting {
  const { kind, isPort, stem } = readSettingName(name);
  return { kind, isPort, stem, block, words, lead };
}

const withoutLead = (setting: Setting): Setting => (setting.lead === '' ? setting : { ...setting, lead: '' });

export const NUMBER = /^[0-9]{1,5}$/;
/** Words between white space, quotes and brackets; the brackets of a reference and of an address belong to them. */
const TOKEN = /(?:\$\([A-Za-z_][\w.-]*\)|\[[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\]|[^\s"'`{}<>|;()[\]])+/g;
const SEPARATOR = /[\s"'`{}<>|;()[\]]/;
const MOST_TOKENS = 5_000;
const LONGEST_TOKEN = 1_000;
const ASSIGNED = /^[A-Za-z_][\w.-]*$/;
/** Commands that ask whether a port is open, and how far from them host and port stand. */
const KNOCKING = /(?:^|\/)(?:nc|ncat|netcat|telnet)$/;
const KNOCK_WORDS = 8;

/** Words that are said in the place of a host and are none. */
const FILLERS = new Set(
  `all any auto debug default disabled enabled error false info nil no none null off on optional production required
  true undefined warn yes`.split(/\s+/),
);
/** Such a word may be a token: it is not kept, whatever its name. */
const LIKE_A_TOKEN = /^[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$|^(?=(?:[^0-9]*[0-9]){4}).{20,}$/;

/** What follows `-h`: it may be a host, or a question for help. */
const SHORT_HOST = { kind: 'open', stem: '', isPort: false, words: 'any', lead: '' } as const;

const isAboutHost = ({ kind }: Setting): boolean => kind === 'host' || kind === 'about-host';

/** A word without a dot, which may be anything. */
const isWord = ({ host, port }: HostPort): boolean => port === undefined && !/[.:$]/.test(host);

function isHost(found: HostPort, setting: Setting, isAlone: boolean): boolean {
  const { host, port } = found;
  if (isClusterName(host)) return true;
  if (setting.kind === 'other') return false;
  if (port !== undefined) return true;
  if (!isAlone) return false;
  if (!isWord(found)) return isAboutHost(setting) || setting.words === 'any';
  if (setting.kind !== 'host' && setting.words !== 'any') return false;
  return !FILLERS.has(host) && host.length <= 63 && !LIKE_A_TOKEN.test(host);
}

/** Nothing but the host can be meant. */
function isSure(found: HostPort, setting: Setting): boolean {
  if (isClusterName(found.host)) return true;
  if (isAddress(found.host) && found.port !== undefined) return true;
  return isWord(found) ? setting.kind === 'host' : isAboutHost(setting);
}

/** The part of a piece that may be a host: without user, path and instance. */
function trimmed(piece: string, isNamed: boolean): string {
  if (isCidr(piece)) return '';
  const end = piece.search(/[/?\\]/);
  const isPath = end === 0 || (end > 0 && !isNamed && !piece.slice(0, end).includes(':'));
  const name = isPath ? '' : end < 0 ? piece : piece.slice(0, end);
  const sign = name.lastIndexOf('@');
  if (sign < 0) return name;
  // Without a port it is an e-mail address.
  return isNamed && name.includes(':', sign) ? name.slice(sign + 1) : '';
}

/** One word or one item of a list: the host that it is. */
function readPiece(list: MentionList, setting: Setting, piece: string, isAlone: boolean, value: string): boolean {
  const name = trimmed(piece, isAboutHost(setting));
  const found = name === '' ? undefined : readHostPort(name);
  if (found === undefined || isInsidePod(found.host) || !isHost(found, setting, isAlone)) return false;
  const isExplicit = isSure(found, setting);
  // Names of Services are written in lower case where nobody says that they are hosts.
  if (!isExplicit && !isReference(found.host) && name !== name.toLowerCase()) return false;
  const text = setting.lead !== '' && value.startsWith(name) ? setting.lead + name : name;
  const { host, port } = found;
  const mention = port === undefined ? { host, isExplicit, text } : { host, port, isExplicit, text };
  list.add(mention, setting.block, setting.stem);
  return true;
}

/** `a:1,b:2`; in `db,1433` the number is the port. */
function readItems(list: MentionList, setting: Setting, token: string, isAlone: boolean, value: string): void {
  if (!token.includes(',')) {
    readPiece(list, setting, token, isAlone, value);
    return;
  }
  const areWords = isAlone && setting.kind === 'host';
  let isBehindHost = false;
  for (const piece of token.split(',')) {
    if (isBehindHost && NUMBER.test(piece)) list.addPort(Number(piece), setting.block, setting.stem);
    isBehindHost = readPiece(list, setting, piece.replace(/^tcp:/, ''), areWords, value);
  }
}

/** `name=value`, with or without dashes before it, as a setting of its own. */
function readAssignment(list: MentionList, setting: Setting, token: string, before: string): boolean {
  const at = token.indexOf('=');
  if (at <= 0) return false;
  const written = token.slice(0, at).replace(/^-D|^--?/, '');
  if (!ASSIGNED.test(written)) return false;
  const isSource = /^source$/i.test(written) && /^data$/i.test(before);
  const own = settingOf(isSource ? 'server' : written, setting.block, token.startsWith('-') ? setting.words : 'named');
  const value = token.slice(at + 1);
  if (NUMBER.test(value)) {
    if (own.isPort) list.addPort(Number(value), own.block, own.stem);
  } else if (own.kind !== 'never') readItems(list, own, value.replace(/^tcp:/, ''), true, value);
  return true;
}

/** `nc -z db 5432`: the first word that a number follows. */
function readKnock(list: MentionList, block: number, tokens: readonly string[], from: number): void {
  for (let index = from; index < from + KNOCK_WORDS; index += 1) {
    const port = Number(tokens[index + 1]);
    const found = readHostPort(tokens[index] ?? '');
    if (found?.port !== undefined || found === undefined || !(port >= 1 && port <= 65535)) continue;
    if (isInsidePod(found.host)) return;
    const isExplicit = isClusterName(found.host) || isAddress(found.host);
    list.add({ ...found, port, isExplicit, text: tokens[index] ?? '' }, block, '');
    return;
  }
}

/** `--db-host db`, `-h db`, `-p 5432`. Returns whether the next word was taken. */
function readFlag(list: MentionList, { block }: Setting, flag: string, next: string): boolean {
  if (next === '' || next.startsWith('-')) return false;
  if (/^-[pP]$/.test(flag) && NUMBER.test(next)) list.addPort(Number(next), block, '');
  else if (/^-[hH]$/.test(flag)) readItems(list, { ...SHORT_HOST, block }, next, true, next);
  else if (!/^--?[A-Za-z][\w.-]+$/.test(flag)) return false;
  else readSetting(list, settingOf(flag, block, 'named'), next);
  return true;
}

/** The words of a command or of a line, flags and assignments among them. The lead stands before the first alone. */
export function readWords(list: MentionList, setting: Setting, tokens: readonly string[]): void {
  const later = withoutLead(setting);
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    if (token.length > LONGEST_TOKEN) continue;
    if (readAssignment(list, setting, token, tokens[index - 1] ?? '')) continue;
    if (KNOCKING.test(token)) readKnock(list, setting.block, tokens, index + 1);
    if (token.startsWith('-')) {
      if (readFlag(list, setting, token, tokens[index + 1] ?? '')) index += 1;
    } else readItems(list, index === 0 ? setting : later, token, false, token);
  }
}

function readUrls(list: MentionList, { block, stem, lead }: Setting, value: string): void {
  for (const { host, port, scheme, isKnown, text } of hostsOfUrls(value)) {
    if (isInsidePod(host)) continue;
    const isExplicit = isKnown || isClusterName(host);
    const place = lead !== '' && value.startsWith(text) ? lead + text : text;
    const found = { host, scheme, isExplicit, text: place };
    list.add(port === undefined ? found : { ...found, port }, block, stem);
  }
}

export function tokensOf(value: string): string[] {
  if (!SEPARATOR.test(value)) return value === '' ? [] : [value];
  const tokens: string[] = [];
  for (const [token] of value.matchAll(TOKEN)) if (tokens.push(token) >= MOST_TOKENS) break;
  return tokens;
}

/** Words that are no URL: what is inside one, a password maybe, is no word of its own. */
const withoutUrls = (value: string): string =>
  value
    .split(/\s+/)
    .filter((word) => !word.includes('://'))
    .join(' ');

/** Nothing but quotes stands around it: `{{ host }}` and `host()` are no hosts. */
const isWhole = (token: string, value: string): boolean =>
  value === token || (/^["'].*["']$/.test(value) && value.length === token.length + 2);

/** One value of one line: a number, URLs, a host or a list of hosts, or words. */
export function readSetting(list: MentionList, setting: Setting, value: string): void {
  if (setting.kind === 'never') return;
  if (NUMBER.test(value)) {
    const port = Number(value);
    if (setting.isPort && port >= 1 && port <= 65535) list.addPort(port, setting.block, setting.stem);
    return;
  }
  const hasUrls = value.includes('://');
  if (hasUrls) readUrls(list, setting, value);
  if (hasUrls && !/\s/.test(value)) return;
  const tokens = tokensOf(hasUrls ? withoutUrls(value) : value);
  const [token = ''] = tokens;
  if (tokens.length > 1) readWords(list, value.startsWith(token) ? setting : withoutLead(setting), tokens);
  else if (token.length <= LONGEST_TOKEN && !readAssignment(list, setting, token, ''))
    readItems(list, setting, token.replace(/^tcp:/, ''), isWhole(token, value), value);
}
