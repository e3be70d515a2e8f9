import { decode } from './bytes.ts';
import type { Limits } from './limits.ts';
import { construct, parseText } from './parse.ts';
import { readPlain } from './plain-reader.ts';
import { hasLoneReturn } from './split.ts';
import { currentTable } from './value-table.ts';

/** The value of one document that has been read before, at least in part; undefined where it is none after all. */
export function readWhole(bytes: Uint8Array, limits: Limits): unknown {
  const isPlain = !hasLoneReturn(bytes);
  const plain = isPlain ? readPlain({ bytes, start: 0, end: bytes.length, isAscii: false }, currentTable()) : undefined;
  if (plain !== undefined) return plain.value;
  const text = decode(bytes);
  const parsed = parseText(text, limits);
  if ('failure' in parsed) return undefined;
  const constructed = construct(text, parsed.value, limits);
  return 'failure' in constructed ? undefined : constructed.value;
}
