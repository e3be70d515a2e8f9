/** Four lanes, each begun differently, make 128 bits of the 32 that one multiplication gives. */
const SEEDS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35] as const;
const PRIME = 0x01000193;

function lane(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  // The last characters have changed few bits so far.
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A short name for a text, the same on every machine. It keeps nothing secret. */
export const hashText = (text: string): string =>
  SEEDS.map((seed) => lane(text, seed).toString(16).padStart(8, '0')).join('');

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
