const GROUPS = 8;

/** The value of one to four hexadecimal digits; -1 for anything else. */
function groupValue(text: string): number {
  if (text.length === 0 || text.length > 4) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter = code | 0x20;
    if (code >= 0x30 && code <= 0x39) value = value * 16 + code - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) value = value * 16 + letter - 0x57;
    else return -1;
  }
  return value;
}

/** The groups of one side of `::`, or of an address without it; undefined where one is no plain group. */
function groupsOf(text: string): number[] | undefined {
  const groups = text === '' ? [] : text.split(':').map(groupValue);
  return groups.includes(-1) ? undefined : groups;
}

/**
 * An address of hexadecimal groups, at most one `::` among them. Undefined for any other text, though it may be an address all
 * the same: what is left is written with dots, or is none.
 */
export function parsePlainIpv6(text: string): bigint | undefined {
  // Most texts that are tried are no addresses.
  if (!text.includes(':')) return undefined;
  const gap = text.indexOf('::');
  const head = groupsOf(gap < 0 ? text : text.slice(0, gap));
  const tail = gap < 0 ? [] : groupsOf(text.slice(gap + 2));
  if (head === undefined || tail === undefined) return undefined;
  const missing = GROUPS - head.length - tail.length;
  if (gap < 0 ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of [...head, ...new Array<number>(missing).fill(0), ...tail]) value = (value << 16n) | BigInt(group);
  return value;
}
