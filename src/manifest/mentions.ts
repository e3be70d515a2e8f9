import { readSettingName } from '../model/setting-name.ts';
import { type Found, MentionList } from './mention-list.ts';
import { NUMBER, readSetting, readWords, settingOf, tokensOf } from './setting-scan.ts';
import { readFlowText, readText } from './text-scan.ts';

/** What one value names, before somebody says where in the object it stands. */
export interface FoundIn {
  readonly mentions: readonly Found[];
  readonly port?: number;
}

/** So much of a value is read. */
const LONGEST = 1_048_576;
const MOST_IN_LINE = 20;
const MOST_IN_TEXT = 200;
const FLOW = /^(?:\{(?!\{)|\[(?![0-9A-Fa-f.]*:[0-9A-Fa-f:.]*\]))/;

const NOTHING: FoundIn = { mentions: [] };

/**
 * The hosts that a setting names, told from its name and value, or the port that it is. Nothing else of the value is kept:
 * it may be a password.
 */
export function findInSetting(name: string, value: string): FoundIn {
  const text = value.length > LONGEST ? value.slice(0, LONGEST) : value;
  const line = text.trim();
  if (line === '') return NOTHING;
  if (NUMBER.test(line)) {
    const port = Number(line);
    return readSettingName(name).isPort && port >= 1 && port <= 65535 ? { mentions: [], port } : NOTHING;
  }
  const isText = line.includes('\n');
  const list = new MentionList(isText ? MOST_IN_TEXT : MOST_IN_LINE);
  // The name of a file says what the file is for, not what each of its lines is.
  let notHosts: ReadonlySet<string> | undefined;
  if (isText) notHosts = readText(list, name.includes('.') ? '' : name, text);
  else if (FLOW.test(line)) readFlowText(list, name, line);
  else readSetting(list, settingOf(name, 0, 'any'), line);
  const mentions = list.finish(notHosts);
  return mentions.length === 0 ? NOTHING : { mentions };
}

/** Which argument says it: the one that is it, or ends in it, or else holds it. */
function indexOf(text: string, written: readonly string[]): number {
  for (const index of [
    written.indexOf(text),
    written.findIndex((argument) => argument.endsWith(text)),
    written.findIndex((argument) => argument.includes(text)),
  ])
    if (index >= 0) return index;
  return 0;
}

/** What a command and its arguments name, each with the index of the argument that says it. */
export function findInArguments(written: readonly string[]): { readonly found: Found; readonly index: number }[] {
  const list = new MentionList(MOST_IN_TEXT);
  const setting = settingOf('', 0, 'any');
  const words: string[] = [];
  for (const each of written) {
    const argument = each.length > LONGEST ? each.slice(0, LONGEST) : each;
    if (argument.includes('\n')) readText(list, '', argument);
    else if (/\s|:\/\//.test(argument)) readSetting(list, setting, argument);
    else words.push(...tokensOf(argument));
  }
  readWords(list, setting, words);
  return list.finish().map((found) => ({ found, index: indexOf(found.text, written) }));
}
