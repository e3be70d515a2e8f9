import { instantiate, isTrap } from '../model/web-assembly.ts';
import { bufferOf, hasUnusual } from './bytes.ts';
import { SCANNER } from './generated/scanner.js';
import type { PlainText, PlainValue } from './plain-reader.ts';
import { type Plan, planOf, WHOLE } from './plan.ts';
import { BROKEN, type Memory, ScannedValues } from './scanned-values.ts';

/** What src/yaml/scan gives. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  prepare(): number;
  newsStart(): number;
  newsEnd(): number;
  forget(): void;
  addPlan(hasFields: number, isOnly: number, fields: number, nameBytes: number): number;
  nameField(field: number, name: number, length: number): void;
  read(length: number, plan: number): number;
  countLines(length: number, step: number): void;
}

/** Parts of a plan that are no fields, which go by their numbers. */
const ITEMS = -1;
const OTHERS = -2;

/** Beyond this the values outweigh what they save. */
const MOST_VALUES = 200_000;
const MOST_PLANS = 2_000;
/** The largest document that is scanned: there is room for no more (src/yaml/scan/memory.ts). */
const LONGEST = 4 * 1024 * 1024;

/**
 * Reads what a plan asks for of plain manifests, as `readPlain` does, by WebAssembly: that is as fast from the first document on as
 * JavaScript gets after many. It keeps what it has met, and tells of new values alone; those are made here.
 */
export class Scanner {
  readonly #exports: Exports;
  readonly #memory: Memory;
  readonly #input: number;
  readonly #news: number;
  /** By their numbers on the other side. */
  #plans: Plan[] = [];
  #numbers = new Map<Plan, number>();
  #values: ScannedValues;

  constructor() {
    const plans = { planOf: (plan: number, part: number): number => this.#partOf(plan, part) };
    this.#exports = instantiate(SCANNER, { plans }) as Exports;
    this.#input = this.#exports.prepare();
    const { buffer } = this.#exports.memory;
    this.#memory = { bytes: Buffer.from(buffer), numbers: new Int32Array(buffer) };
    this.#news = this.#exports.newsStart() >> 2;
    this.#values = this.#start();
  }

  /** Knows nothing but the plan that asks for everything, which has the number 0. */
  #start(): ScannedValues {
    this.#exports.forget();
    this.#plans = [];
    this.#numbers = new Map();
    this.#numberOf(planOf(WHOLE));
    return new ScannedValues(this.#memory, this.#plans);
  }

  #partOf(number: number, part: number): number {
    const plan = this.#plans[number];
    if (part === ITEMS) return this.#numberOf(plan?.items);
    if (part === OTHERS) return this.#numberOf(plan?.others);
    return this.#numberOf(plan?.fields[part]?.plan);
  }

  /** The number of a plan; it is made known with the names of its fields. */
  #numberOf(plan: Plan | undefined): number {
    if (plan === undefined) throw new Error('the scanner asks for a plan that there is not');
    const known = this.#numbers.get(plan);
    if (known !== undefined) return known;
    const { fields, hasFields, isOnly } = plan;
    const size = fields.reduce((sum, { bytes }) => sum + bytes.length, 0);
    let name = this.#exports.addPlan(Number(hasFields), Number(isOnly), fields.length, size);
    for (const [index, { bytes }] of fields.entries()) {
      this.#memory.bytes.set(bytes, name);
      this.#exports.nameField(index, name, bytes.length);
      name += bytes.length;
    }
    this.#numbers.set(plan, this.#plans.length);
    return this.#plans.push(plan) - 1;
  }

  /** What is read, as `readPlain` gives it; undefined where the text is for the next reader. */
  read({ bytes, start, end, isAscii }: PlainText, plan: Plan): PlainValue | undefined {
    const source = bufferOf(bytes);
    const isFit = source !== undefined && end - start <= LONGEST && (isAscii || !hasUnusual(bytes, start, end));
    if (!isFit) return undefined;
    if (this.#values.size > MOST_VALUES || this.#plans.length > MOST_PLANS) this.#values = this.#start();
    const number = this.#numberOf(plan);
    source.copy(this.#memory.bytes, this.#input, start, end);
    const root = this.#scan(end - start, number);
    // What was told of before it gave up has a number all the same.
    this.#values.take(this.#news, this.#exports.newsEnd() >> 2, isAscii);
    const value = this.#values.valueOf(root);
    return root === 0 || value === BROKEN ? undefined : { value, isSound: this.#values.meets(root, plan) };
  }

  /** See `lineCounts`. */
  lineCounts(bytes: Uint8Array, step: number): Int32Array | undefined {
    const source = bufferOf(bytes);
    if (source === undefined || bytes.length > LONGEST) return undefined;
    source.copy(this.#memory.bytes, this.#input);
    this.#exports.countLines(bytes.length, step);
    return this.#memory.numbers.subarray(this.#news);
  }

  /** The number of the root; 0 where the scanner gives up. */
  #scan(length: number, plan: number): number {
    try {
      return this.#exports.read(length, plan);
    } catch (error) {
      if (isTrap(error)) return 0;
      throw error;
    }
  }
}

/** So much is read before a scanner is made ready: a small run ends before that would pay. */
const LITTLE = 64 * 1024;

/** A scanner; `none` where there cannot be one: without WebAssembly, or where so much address space is not to be had. */
function newScanner(): Scanner | 'none' {
  try {
    return new Scanner();
  } catch {
    return 'none';
  }
}

let seen = 0;
let current: Scanner | 'none' | undefined;

/** Reads by the scanner, once there has been more than a little to read; undefined where the text is for the next reader. */
export function scan(text: PlainText, plan: Plan): PlainValue | undefined {
  if (current === undefined) {
    seen += text.end - text.start;
    if (seen < LITTLE) return undefined;
    current = newScanner();
  }
  return current === 'none' ? undefined : current.read(text, plan);
}

/**
 * For each `step` bytes two numbers: how many LF are in them, and the place behind the last one; to be read before the next call. Undefined
 * where no scanner is ready.
 */
export const lineCounts = (bytes: Uint8Array, step: number): Int32Array | undefined =>
  current === undefined || current === 'none' ? undefined : current.lineCounts(bytes, step);
