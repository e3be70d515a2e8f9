export const COMMA = 0x2c;
export const COLON = 0x3a;
export const QUESTION = 0x3f;
export const BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const BRACKET_END = 0x5d;
export const PIPE = 0x7c;
export const BRACE_END = 0x7d;
