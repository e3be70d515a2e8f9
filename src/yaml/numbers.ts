const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INFINITY = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;

const withoutUnderscores = (text: string): string => (text.includes('_') ? text.replaceAll('_', '') : text);

/** A whole number as Kubernetes reads it. `Number` knows `0x`, `0b` and `0o`, but reads `0755` as decimal. */
export function readInteger(text: string): number | undefined {
  const match = INTEGER.exec(withoutUnderscores(text));
  if (match === null) return undefined;
  const digits = match[2] ?? '';
  const size = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return match[1] === '-' && size !== 0 ? -size : size;
}

export function readFloat(text: string): number | undefined {
  if (INFINITY.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return Number.NaN;
  const plain = withoutUnderscores(text);
  const value = FLOAT.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** What a plain scalar is that begins as a number does. */
export const numberOrText = (text: string): number | string => readInteger(text) ?? readFloat(text) ?? text;
