import { DEFAULT_LIMITS } from '../../src/yaml/limits.ts';
import { construct, parseText } from '../../src/yaml/parse.ts';
import { readPlain } from '../../src/yaml/plain-reader.ts';

/** What js-yaml makes of a document; undefined where it is broken. */
export function readSlowly(text: string): { readonly value: unknown } | undefined {
  const parsed = parseText(text, DEFAULT_LIMITS);
  if ('failure' in parsed) return undefined;
  const constructed = construct(text, parsed.value, DEFAULT_LIMITS);
  return 'failure' in constructed ? undefined : constructed;
}

/** Equal in everything that can be seen: `-0` is not `0`, and mappings have their keys in the same order. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return Object.is(one, other);
  }
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const entries = Object.entries(one);
  const others = Object.entries(other);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    entries.length === others.length &&
    entries.every(([key, value], i) => key === others[i]?.[0] && isSame(value, others[i][1]))
  );
}

/** What `readPlain` does with a text, beside js-yaml. */
export function compareReaders(text: string): 'same' | 'handed over' | 'different' {
  const plain = readPlain(text);
  if (plain === undefined) return 'handed over';
  const slow = readSlowly(text);
  return slow !== undefined && isSame(plain.value, slow.value) ? 'same' : 'different';
}
