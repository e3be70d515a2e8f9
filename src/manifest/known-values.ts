import type { Complaints } from './complaints.ts';

/**
 * What was decoded of values without a complaint, by the value: the reader gives one object for equal mappings and lists, and
 * manifests say the same again and again. It must not depend on where the value stands.
 */
export class KnownValues<Decoded> {
  readonly #known = new WeakMap<object, Decoded>();

  decode(value: unknown, complaints: Complaints, decode: () => Decoded): Decoded {
    if (typeof value !== 'object' || value === null) return decode();
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const before = complaints.count;
    const decoded = decode();
    if (complaints.count === before) this.#known.set(value, decoded);
    return decoded;
  }
}
