/** One form of text that Kubernetes demands: the test, and the demand as a message says it. */
export interface Syntax {
  readonly test: (text: string) => boolean;
  readonly demand: string;
}

/** What a character may be part of: the letters and digits of each kind of name, and what may stand between them. */
const LOWER = 1;
const UPPER = 2;
const BETWEEN_LOWER = 4;
const BETWEEN_ANY = 8;
const CHARACTERS = new Uint8Array(128);
const mark = (characters: string, kind: number): void => {
  for (const character of characters) CHARACTERS[character.charCodeAt(0)] = kind;
};
mark('abcdefghijklmnopqrstuvwxyz0123456789', LOWER);
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER);
mark('-', BETWEEN_LOWER | BETWEEN_ANY);
mark('_.', BETWEEN_ANY);

/** Whether a text is made of the characters of `ends`, and between them of those of `between`. A pattern would cost more to make. */
function isMadeOf(text: string, ends: number, between: number): boolean {
  const last = text.length - 1;
  for (let at = 0; at <= last; at += 1) {
    const kind = CHARACTERS[text.charCodeAt(at)] ?? 0;
    if ((kind & (at === 0 || at === last ? ends : ends | between)) === 0) return false;
  }
  return last >= 0;
}

const isLabel = (text: string): boolean => isMadeOf(text, LOWER, BETWEEN_LOWER);
const isDnsSubdomain = (text: string): boolean => text.length <= 253 && text.split('.').every(isLabel);
const isQualifiedName = (text: string): boolean => text.length <= 63 && isMadeOf(text, LOWER | UPPER, BETWEEN_ANY);

/** RFC 1123 label: names of namespaces, and of the ports of a Service with several. */
export const DNS_LABEL: Syntax = {
  test: (text) => text.length <= 63 && isLabel(text),
  demand: 'at most 63 lower-case letters, digits or "-", with a letter or digit at both ends',
};

/**
 * The name of a policy: an RFC 1123 subdomain, upper case let pass. The API server refuses upper case, but no verdict
 * hangs on it, and published truth tables hold such names.
 */
export const OBJECT_NAME: Syntax = {
  test: (text) => isDnsSubdomain(text.toLowerCase()),
  demand: 'at most 253 letters, digits, "-" or ".", with a letter or digit at both ends of each part',
};

export const LABEL_KEY: Syntax = {
  test: (text) => {
    const slash = text.indexOf('/');
    if (slash < 0) return isQualifiedName(text);
    return isDnsSubdomain(text.slice(0, slash)) && isQualifiedName(text.slice(slash + 1));
  },
  demand: 'a name of at most 63 letters, digits, "-", "_" or ".", after a domain and "/" where there is one',
};

export const LABEL_VALUE: Syntax = {
  test: (text) => text === '' || isQualifiedName(text),
  demand: 'empty, or at most 63 letters, digits, "-", "_" or ".", with a letter or digit at both ends',
};

/** IANA service name: names of container ports (semantics §1.4). */
export const PORT_NAME: Syntax = {
  test: (text) => text.length <= 15 && isLabel(text) && !text.includes('--') && text !== text.toUpperCase(),
  demand: 'a port name: at most 15 lower-case letters, digits or single "-" between them, with at least one letter',
};
