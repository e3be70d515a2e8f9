import { type Event, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { resolveScalar } from './schema.ts';

/** The tree that a document's flat events describe. A node is the index of its first event; an alias is its target. */
export class EventTree {
  /** The document's own node: the event behind the document's start. */
  readonly root = 1;
  readonly source: string;
  readonly events: readonly Event[];
  /** For each node the index behind its last event. */
  readonly #ends: Int32Array;
  readonly #targets = new Map<number, number>();
  /** Sequences only: lists are long, and each of their items is asked for. */
  readonly #items = new Map<number, readonly number[]>();

  constructor(source: string, events: readonly Event[]) {
    this.source = source;
    this.events = events;
    this.#ends = new Int32Array(events.length);
    const open: number[] = [];
    const anchors = new Map<string, number>();
    for (const [index, event] of events.entries()) {
      this.#ends[index] = index + 1;
      if (event.type === EVENT_ID.POP) {
        this.#ends[open.pop() ?? 0] = index + 1;
        continue;
      }
      if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push(index);
      if (event.type === EVENT_ID.DOCUMENT || event.anchorStart < 0) continue;
      const anchor = source.slice(event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.ALIAS) this.#targets.set(index, anchors.get(anchor) ?? index);
      else anchors.set(anchor, index);
    }
  }

  /** The node that an alias stands for; any other node is itself. */
  resolve(node: number): number {
    return this.#targets.get(node) ?? node;
  }

  /** Keys and values in turn, or items. */
  children(collection: number): readonly number[] {
    const known = this.#items.get(collection);
    if (known !== undefined) return known;
    const children: number[] = [];
    const end = (this.#ends[collection] ?? 0) - 1;
    for (let child = collection + 1; child < end; child = this.#ends[child] ?? end) children.push(child);
    if (this.events[collection]?.type === EVENT_ID.SEQUENCE) this.#items.set(collection, children);
    return children;
  }

  /** A key as the document's value has it: `on: x` has the key `true`. Of a key with a tag, the text alone. */
  keyText(key: number): string | undefined {
    const event = this.events[this.resolve(key)];
    if (event?.type !== EVENT_ID.SCALAR) return undefined;
    const text = getScalarValue(this.source, event);
    const isImplicit = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    return isImplicit ? String(resolveScalar(text)) : text;
  }

  isMergeKey(key: number): boolean {
    const event = this.events[key];
    return (
      event?.type === EVENT_ID.SCALAR &&
      event.style === SCALAR_STYLE.PLAIN &&
      getScalarValue(this.source, event) === '<<'
    );
  }
}
