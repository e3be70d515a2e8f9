const PRIME = 0x01000193;

function finished(lane: number): number {
  // The last characters have changed few bits so far.
  let hash = Math.imul(lane ^ (lane >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const byteOf = (lane: number, shift: number): string => BYTES[(lane >>> shift) & 0xff] ?? '';
const hexOf = (lane: number): string => byteOf(lane, 24) + byteOf(lane, 16) + byteOf(lane, 8) + byteOf(lane, 0);

/**
 * A short name for a text, the same on every machine. It keeps nothing secret. Four lanes, each begun differently, make 128 bits of the
 * 32 that one multiplication gives.
 */
export function hashText(text: string): string {
  let [a, b, c, d] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, PRIME);
    b = Math.imul(b ^ unit, PRIME);
    c = Math.imul(c ^ unit, PRIME);
    d = Math.imul(d ^ unit, PRIME);
  }
  return hexOf(finished(a)) + hexOf(finished(b)) + hexOf(finished(c)) + hexOf(finished(d));
}

/**
 * Gives each identity its fingerprint. Equal identities are told apart by their number among each other, so that no two
 * fingerprints of one result are equal.
 */
export function fingerprinter(): (identity: readonly string[]) => string {
  const seen = new Map<string, number>();
  return (identity) => {
    const text = identity.join('\u0000');
    const count = seen.get(text) ?? 0;
    seen.set(text, count + 1);
    return hashText(count === 0 ? text : `${text}\u0000${count}`);
  };
}
