import { unlessHandedOver } from './hand-over.ts';
import { resolvePlain, undoubled, unescaped } from './plain-scalars.ts';
import type { Plan } from './plan.ts';

/** What the scanner tells of a new value, in four numbers: what it is, where its bytes or parts are, how many, its plan. */
const NEWS = 4;
const PLAIN = 0;
const STRING = 1;
const MAPPING = 2;
const SEQUENCE = 3;
const DOUBLED = 5;

/** What is no value after all, with all that it is part of: a mapping with a key that stands twice, a rare escape. */
export const BROKEN = Symbol('broken');

/** The scanner's memory. */
export interface Memory {
  readonly bytes: Buffer;
  readonly numbers: Int32Array;
}

/** What a text stands for that has to be read otherwise than it is written. */
function saidBy(kind: number, text: string): unknown {
  if (kind === PLAIN) return resolvePlain(text);
  if (kind === DOUBLED) return undoubled(text);
  return unlessHandedOver(() => unescaped(text)) ?? BROKEN;
}

/** The keys that mappings have in common which are read by one plan. */
interface KeyList {
  readonly keys: readonly string[];
  /** How the value of each is read. */
  readonly plans: readonly Plan[];
  /** All of them may be there. */
  readonly isKnown: boolean;
}

const NO_KEYS: KeyList = { keys: [], plans: [], isKnown: false };

/** The values of what is scanned, by their numbers. Equal ones are read once; they must not be changed. */
export class ScannedValues {
  readonly #memory: Memory;
  readonly #plans: readonly Plan[];
  readonly #values: unknown[] = [null];
  /** By their numbers on the other side. */
  readonly #keyLists: KeyList[] = [];
  /** Lists and mappings that do not meet what is demanded of all that is in them: of manifests there are few. */
  readonly #unsound = new Set<number>();

  constructor(memory: Memory, plans: readonly Plan[]) {
    this.#memory = memory;
    this.#plans = plans;
  }

  get size(): number {
    return this.#values.length;
  }

  valueOf(ref: number): unknown {
    return this.#values[ref];
  }

  /** Whether a value meets what a plan demands of it, and all that is in it. */
  meets(ref: number, plan: Plan): boolean {
    return plan.admits(this.#values[ref]) && (this.#unsound.size === 0 || !this.#unsound.has(ref));
  }

  /** Makes the values that the scanner tells of between two places. */
  take(from: number, end: number, isAscii: boolean): void {
    const { numbers } = this.#memory;
    for (let at = from; at < end; at += NEWS) {
      const kind = numbers[at] ?? 0;
      const start = numbers[at + 1] ?? 0;
      const length = numbers[at + 2] ?? 0;
      if (kind !== MAPPING && kind !== SEQUENCE) this.#addText(kind, start, start + length, isAscii);
      else {
        const plan = this.#plans[numbers[at + 3] ?? 0];
        if (plan === undefined) throw new Error('the scanner tells of a plan that there is not');
        if (kind === MAPPING) this.#addMapping(start >> 2, length, plan);
        else this.#addSequence(start >> 2, length, plan);
      }
    }
  }

  #add(value: unknown, isSound: boolean): void {
    if (!isSound) this.#unsound.add(this.#values.length);
    this.#values.push(value);
  }

  #addText(kind: number, start: number, end: number, isAscii: boolean): void {
    const { bytes } = this.#memory;
    const text = bytes.toString(isAscii ? 'latin1' : 'utf8', start, end);
    this.#add(kind === STRING ? text : saidBy(kind, text), true);
  }

  #addSequence(from: number, length: number, plan: Plan): void {
    const { numbers } = this.#memory;
    const sequence: unknown[] = [];
    let isSound = true;
    for (let i = from; i < from + length; i += 1) {
      const ref = numbers[i] ?? 0;
      const item = this.#values[ref];
      if (item === BROKEN) {
        this.#add(BROKEN, false);
        return;
      }
      isSound &&= this.meets(ref, plan);
      sequence.push(item);
    }
    this.#add(sequence, isSound);
  }

  #addMapping(from: number, length: number, plan: Plan): void {
    const { numbers } = this.#memory;
    // Before the parts stands the number of the list of their keys.
    const list = numbers[from - 1] ?? 0;
    const { keys, plans, isKnown } = (this.#keyLists[list] ??= this.#keyListOf(from, length, plan));
    const mapping: Record<string, unknown> = {};
    let isSound = isKnown;
    let isBroken = keys.length * 2 !== length;
    for (let place = 0; place < keys.length; place += 1) {
      const ref = numbers[from + place * 2 + 1] ?? 0;
      const value = this.#values[ref];
      isBroken ||= value === BROKEN;
      mapping[keys[place] ?? ''] = value;
      isSound &&= this.meets(ref, plans[place] ?? plan);
    }
    this.#add(isBroken ? BROKEN : mapping, isSound && !isBroken);
  }

  /** The keys of a mapping. There are none where one of them is no text, or stands twice. */
  #keyListOf(from: number, length: number, plan: Plan): KeyList {
    const { numbers } = this.#memory;
    const keys = new Set<unknown>();
    for (let i = from; i < from + length; i += 2) keys.add(this.#values[numbers[i] ?? 0]);
    const texts = [...keys].filter((key) => typeof key === 'string' && key !== '__proto__') as string[];
    if (texts.length * 2 !== length) return NO_KEYS;
    const fields = texts.map((key) => plan.field(key));
    return {
      keys: texts,
      plans: fields.map((field) => field?.plan ?? plan.others),
      isKnown: !plan.isClosed || fields.every((field) => field !== undefined),
    };
  }
}
