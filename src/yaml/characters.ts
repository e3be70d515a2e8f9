export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const ASTERISK = 0x2a;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const BRACKET_END = 0x5d;
export const BRACE = 0x7b;
export const PIPE = 0x7c;
export const BRACE_END = 0x7d;
export const DELETE = 0x7f;
export const BOM = 0xfeff;

export const isBreak = (code: number): boolean => code === LF || code === CR;

export const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

export const isBlank = (code: number): boolean => code === SPACE || code === TAB || isBreak(code);

/** The next line break from `from` on, or `end`. */
export function endOfLine(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isBreak(text.charCodeAt(at))) at += 1;
  return at;
}
