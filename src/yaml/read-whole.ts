import { decode } from './bytes.ts';
import type { Limits } from './limits.ts';
import { construct, parseText } from './parse.ts';
import { readPlain } from './plain-reader.ts';
import { planOf, WHOLE } from './plan.ts';
import { scan } from './scanning.ts';
import { hasLoneReturn } from './split.ts';
import { currentTable } from './value-table.ts';

/** The value of one document that has been read before, at least in part; undefined where it is none after all. */
export function readWhole(bytes: Uint8Array, limits: Limits): unknown {
  if (!hasLoneReturn(bytes)) {
    const whole = { bytes, start: 0, end: bytes.length, isAscii: false };
    const plain = scan(whole, planOf(WHOLE)) ?? readPlain(whole, currentTable());
    if (plain !== undefined) return plain.value;
  }
  const text = decode(bytes);
  const parsed = parseText(text, limits);
  if ('failure' in parsed) return undefined;
  const constructed = construct(text, parsed.value, limits);
  return 'failure' in constructed ? undefined : constructed.value;
}
