import { APOSTROPHE, CR, DASH, HASH, isBreak, LF, QUOTE, SPACE } from './characters.ts';
import type { Piece } from './split.ts';

/** What a document says of itself at the start of its lines. */
export interface Peeked {
  readonly kind: string;
  readonly apiVersion?: string;
}

const KEY = /(["']?)([A-Za-z0-9_][\w./-]*)\1[ \t]*:(?=[ \t\r\n])/y;
const VALUE = /[ \t]+(["']?)([A-Za-z0-9][\w./-]*)\1(?:[ \t]+(?:#[^\r\n]*)?)?(?=[\r\n]|$)/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[2];
}

const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

/** Only `kind` and `apiVersion`, quoted or not, begin with one of these; every other key need not be looked at. */
const mayMatter = (code: number): boolean => code === 0x61 || code === 0x6b || code === QUOTE || code === APOSTROPHE;

/**
 * Looks for `kind` and `apiVersion` in the first column, without parsing. Gives an answer only where it is certain: a
 * root mapping in block style, plain keys, each of the two at most once, values on the same line. A typed or untyped
 * list gives none, for its items have kinds of their own. Lines must not end in a lone CR.
 */
export function peekKind(text: string, { start, content, end }: Piece): Peeked | undefined {
  if (content > start && !isBreak(text.charCodeAt(content - 1))) return undefined;
  const found = new Map<string, string>();
  if (matchAt(KEY, text, content) === undefined) return undefined;
  for (let at = content; at < end; at = lineAfter(text, at)) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === HASH || code === LF || code === CR || code === DASH) continue;
    if (!mayMatter(code)) {
      if (isLetter(code)) continue;
      return undefined;
    }
    const key = matchAt(KEY, text, at);
    if (key === undefined) return undefined;
    if (key !== 'kind' && key !== 'apiVersion') continue;
    const value = matchAt(VALUE, text, KEY.lastIndex);
    if (value === undefined || found.has(key)) return undefined;
    found.set(key, value);
  }
  const kind = found.get('kind');
  const apiVersion = found.get('apiVersion');
  if (kind === undefined || kind.endsWith('List')) return undefined;
  return { kind, ...(apiVersion === undefined ? {} : { apiVersion }) };
}

function lineAfter(text: string, at: number): number {
  const lineBreak = text.indexOf('\n', at);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}
