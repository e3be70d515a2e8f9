import { decodeLine, encode } from './bytes.ts';
import { areSameBytes, areSameParts, hashOfBytes, hashOfParts } from './hashes.ts';
import { HashSlots, IntList } from './hash-slots.ts';
import { handOver } from './hand-over.ts';
import { resolvePlain } from './plain-scalars.ts';

/** So long are scalars that are looked up: longer ones are rarely met twice. */
const LONGEST = 128;
const UNKNOWN = -1;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;
/** What a collection is, before its parts. */
const MAPPING = 0;
const SEQUENCE = 1;

/** A value of the table, by its number. */
export type Ref = number;

let lastId = 0;
function nextId(): number {
  lastId += 1;
  return lastId;
}

/**
 * The values of documents, each kept once: manifests say the same again and again, so most of what is read is there
 * already, and is neither decoded nor built a second time. Equal lists and mappings are the same object, in every document
 * that the table reads: they must not be changed.
 */
export class ValueTable {
  readonly id = nextId();
  readonly #values: unknown[] = [];
  readonly #scalars = new HashSlots();
  /** Four numbers a text: where its bytes are kept, how many they are, and its values as plain scalar and in quotes. */
  readonly #texts = new IntList();
  #kept = new Uint8Array(1 << 16);
  #keptLength = 0;
  readonly #collections = new HashSlots();
  /** Two numbers a collection: where its parts start, and its value. */
  readonly #shapes = new IntList();
  /** What each collection is, how many parts it has, and these: items, or keys and values in turn. */
  readonly #parts = new IntList();
  /** The parts of collections that are not read to their end yet. */
  readonly #open = new IntList();
  readonly null = this.#add(null);

  valueOf(ref: Ref): unknown {
    return this.#values[ref];
  }

  /** How many values are kept. */
  get size(): number {
    return this.#values.length;
  }

  #add(value: unknown): Ref {
    return this.#values.push(value) - 1;
  }

  /** What a plain scalar of these bytes stands for. */
  plain(bytes: Uint8Array, start: number, end: number): Ref {
    if (end - start > LONGEST) return this.#add(resolvePlain(decodeLine(bytes, start, end)));
    const text = this.#text(bytes, start, end);
    const known = this.#texts.at(text + 2);
    if (known !== UNKNOWN) return known;
    const value = resolvePlain(decodeLine(bytes, start, end));
    const ref = typeof value === 'string' ? this.#quotedAt(text, value) : this.#add(value);
    this.#texts.items[text + 2] = ref;
    return ref;
  }

  /** A text of one line that is written as it is. A key has the same number, however it is quoted. */
  quoted(bytes: Uint8Array, start: number, end: number): Ref {
    if (end - start > LONGEST) return this.#add(decodeLine(bytes, start, end));
    const text = this.#text(bytes, start, end);
    const known = this.#texts.at(text + 3);
    return known === UNKNOWN ? this.#quotedAt(text, decodeLine(bytes, start, end)) : known;
  }

  /** A text that is written otherwise. What no line holds as it is must not be found by its bytes. */
  text(text: string): Ref {
    if (text.length > LONGEST || !text.isWellFormed() || CONTROL.test(text)) return this.#add(text);
    const bytes = encode(text);
    return bytes.length > LONGEST ? this.#add(text) : this.#quotedAt(this.#text(bytes, 0, bytes.length), text);
  }

  /** The text of a key; gives up where it is none, or needs care. */
  keyOf(key: Ref): string {
    const text = this.#values[key];
    return typeof text === 'string' && text !== '__proto__' ? text : handOver();
  }

  #quotedAt(text: number, value: string): Ref {
    if (this.#texts.at(text + 3) === UNKNOWN) this.#texts.items[text + 3] = this.#add(value);
    return this.#texts.at(text + 3);
  }

  /** The place in the list of texts of these bytes. */
  #text(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOfBytes(bytes, start, end);
    const slots = this.#scalars;
    let slot = slots.first(hash);
    for (let entry = slots.entry(slot, hash); entry !== -1; entry = slots.entry(slot, hash)) {
      if (entry >= 0 && this.#isText(entry * 4, bytes, start, end)) return entry * 4;
      slot = slots.next(slot, hash);
    }
    slots.add(slot, hash);
    return this.#keep(bytes, start, end);
  }

  #isText(text: number, bytes: Uint8Array, start: number, end: number): boolean {
    return (
      this.#texts.at(text + 1) === end - start && areSameBytes(this.#kept, this.#texts.at(text), bytes, start, end)
    );
  }

  #keep(bytes: Uint8Array, start: number, end: number): number {
    const length = this.#keptLength + end - start;
    if (length > this.#kept.length) {
      const larger = new Uint8Array(this.#kept.length * 2);
      larger.set(this.#kept);
      this.#kept = larger;
    }
    for (let at = start, to = this.#keptLength; at < end; at += 1, to += 1) this.#kept[to] = bytes[at] ?? 0;
    const text = this.#texts.length;
    this.#texts.pushFour(this.#keptLength, end - start, UNKNOWN, UNKNOWN);
    this.#keptLength = length;
    return text;
  }

  /** Opens a list or mapping inside those that are open; the result is asked for when it is closed. */
  open(): number {
    return this.#open.length;
  }

  /** Adds an item, or a key and then its value, to the innermost collection. */
  push(part: Ref): void {
    this.#open.push(part);
  }

  /** The list of the items since it was opened. */
  closeSequence(from: number): Ref {
    return this.#close(from, SEQUENCE);
  }

  /** The mapping of the entries since it was opened. Gives up where a key is no text, or stands twice. */
  closeMapping(from: number): Ref {
    return this.#close(from, MAPPING);
  }

  /** Forgets the collections that are open. */
  reset(): void {
    this.#open.length = 0;
  }

  #close(from: number, type: number): Ref {
    const { items, length } = this.#open;
    const hash = hashOfParts(items, from, length, type);
    const slots = this.#collections;
    let slot = slots.first(hash);
    for (let entry = slots.entry(slot, hash); entry !== -1; entry = slots.entry(slot, hash)) {
      if (entry >= 0 && this.#isShape(entry * 2, from, type)) {
        this.#open.length = from;
        return this.#shapes.at(entry * 2 + 1);
      }
      slot = slots.next(slot, hash);
    }
    const ref = this.#add(type === SEQUENCE ? this.#sequence(from) : this.#mapping(from));
    slots.add(slot, hash);
    this.#shapes.push(this.#parts.length);
    this.#shapes.push(ref);
    this.#parts.push((length - from) * 2 + type);
    this.#parts.pushAll(items, from, length);
    this.#open.length = from;
    return ref;
  }

  #isShape(shape: number, from: number, type: number): boolean {
    const { items: open, length } = this.#open;
    const parts = this.#parts.items;
    const start = this.#shapes.at(shape);
    return parts[start] === (length - from) * 2 + type && areSameParts(parts, start + 1, open, from, length);
  }

  #sequence(from: number): unknown[] {
    const sequence: unknown[] = [];
    for (let i = from; i < this.#open.length; i += 1) sequence.push(this.#values[this.#open.at(i)]);
    return sequence;
  }

  #mapping(from: number): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    for (let i = from; i < this.#open.length; i += 2) {
      const key = this.keyOf(this.#open.at(i));
      // The look-up is much cheaper than `hasOwn`, and tells all but the names of inherited members.
      if (mapping[key] !== undefined && Object.hasOwn(mapping, key)) handOver();
      mapping[key] = this.#values[this.#open.at(i + 1)];
    }
    return mapping;
  }
}

/** Beyond this a table outweighs what it saves. */
const MOST_VALUES = 200_000;

let current = new ValueTable();

/** The table to read the next document with. The one before is let go when it has grown large. */
export function currentTable(): ValueTable {
  if (current.size > MOST_VALUES) current = new ValueTable();
  return current;
}
