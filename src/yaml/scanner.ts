import { instantiate, isTrap } from '../model/web-assembly.ts';
import { bufferOf, hasUnusual } from './bytes.ts';
import { LF } from './characters.ts';
import { SCANNER } from './generated/scanner.js';
import type { PlainText, PlainValue } from './plain-reader.ts';
import { type Plan, planOf, WHOLE } from './plan.ts';
import { BROKEN, type Memory, ScannedValues } from './scanned-values.ts';
import type { Piece } from './piece.ts';

/** What src/yaml/scan gives. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  prepare(): number;
  inputSize(): number;
  newsStart(): number;
  newsEnd(): number;
  forget(): void;
  addPlan(hasFields: number, isOnly: number, fields: number, nameBytes: number): number;
  nameField(field: number, name: number, length: number): void;
  isFull(): number;
  endInput(length: number): void;
  read(start: number, end: number, plan: number): number;
  readJson(start: number, end: number, plan: number): number;
  findPieces(start: number, end: number): number;
  headOf(start: number, end: number): number;
  findItems(length: number, indent: number, isLast: number): void;
  findJsonItems(length: number): void;
  itemsTold(): number;
  itemsEnd(): number;
  countLines(length: number, step: number): void;
}

/** Items of a list. */
export interface ListedItems {
  /** Of each, from where the search began: in block style where its line starts, its content, and where it ends; of JSON start and end. */
  readonly places: Int32Array;
  /** Behind the last of them. */
  readonly end: number;
}

/** Parts of a plan that are no fields, which go by their numbers. */
const ITEMS = -1;
const OTHERS = -2;

/** Beyond this the values outweigh what they save. */
const MOST_VALUES = 200_000;
const MOST_PLANS = 2_000;

/**
 * Reads what a plan asks for of plain manifests, as `readPlain` does, by WebAssembly: that is as fast from the first document on as
 * JavaScript gets after many. It keeps what it has met, and tells of new values alone; those are made here.
 */
export class Scanner {
  /** So many bytes are scanned at once, at most. */
  readonly longest: number;
  readonly #exports: Exports;
  readonly #memory: Memory;
  readonly #input: number;
  readonly #news: number;
  /** By their numbers on the other side. */
  #plans: Plan[] = [];
  #numbers = new Map<Plan, number>();
  #values: ScannedValues;
  /** The bytes that the input is a copy of. */
  #held: Uint8Array | undefined;

  constructor() {
    const plans = { planOf: (plan: number, part: number): number => this.#partOf(plan, part) };
    this.#exports = instantiate(SCANNER, { plans }) as Exports;
    this.#input = this.#exports.prepare();
    this.longest = this.#exports.inputSize();
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

  /** What is read, as `readPlain` and `readJson` give it; undefined where the text is for the next reader. */
  read({ bytes, start, end, isAscii }: PlainText, plan: Plan, isJson = false): PlainValue | undefined {
    if (!isAscii && hasUnusual(bytes, start, end)) return undefined;
    // Most documents stand beside others that have been read, or are to be.
    const isHeld = this.#hold(bytes);
    if (!isHeld && !this.#take(bytes, start, end)) return undefined;
    if (this.#values.size > MOST_VALUES || this.#plans.length > MOST_PLANS || this.#exports.isFull() !== 0)
      this.#values = this.#start();
    const number = this.#numberOf(plan);
    const base = isHeld ? 0 : start;
    const read = isJson ? this.#exports.readJson : this.#exports.read;
    const root = orTrap(read, start - base, end - base, number) ?? 0;
    // What was told of before it gave up has a number all the same.
    this.#values.take(this.#news, this.#exports.newsEnd() >> 2, isAscii);
    const value = this.#values.valueOf(root);
    return root === 0 || value === BROKEN ? undefined : { value, isSound: this.#values.meets(root, plan) };
  }

  /** Copies all of some bytes into the input, unless they are there; false where there is no room for them. */
  #hold(bytes: Uint8Array): boolean {
    if (this.#held === bytes) return true;
    if (!this.#take(bytes, 0, bytes.length)) return false;
    this.#held = bytes;
    return true;
  }

  /** Copies a range to the start of the input. */
  #take(bytes: Uint8Array, start: number, end: number): boolean {
    const source = bufferOf(bytes);
    if (source === undefined || end - start > this.longest) return false;
    this.#held = undefined;
    source.copy(this.#memory.bytes, this.#input, start, end);
    this.#exports.endInput(end - start);
    return true;
  }

  /** See `lineCounts`. */
  lineCounts(bytes: Uint8Array, step: number): Int32Array | undefined {
    if (!this.#hold(bytes)) return undefined;
    this.#exports.countLines(bytes.length, step);
    return this.#memory.numbers.subarray(this.#news);
  }

  /** See `piecesIn`. */
  piecesIn(bytes: Uint8Array, start: number, end: number): readonly Piece[] | undefined {
    const count = this.#hold(bytes) ? this.#exports.findPieces(start, end) : -1;
    if (count < 1) return count < 0 ? undefined : [];
    // Most small texts hold one.
    const pieces = [this.#pieceAt(this.#news)];
    for (let piece = 1; piece < count; piece += 1) pieces.push(this.#pieceAt(this.#news + piece * 3));
    return pieces;
  }

  #pieceAt(place: number): Piece {
    const { numbers } = this.#memory;
    return { start: numbers[place] ?? 0, end: numbers[place + 1] ?? 0, content: numbers[place + 2] ?? 0 };
  }

  /** See `headOf`. */
  headOf(bytes: Uint8Array, start: number, end: number): number {
    return this.#hold(bytes) ? this.#exports.headOf(start, end) : 0;
  }

  /** See `itemsIn`. */
  itemsIn(bytes: Uint8Array, start: number, end: number, indent: number): ListedItems | undefined {
    const isLast = end - start <= this.longest;
    const stop = isLast ? end : lastLineIn(bytes, start + this.longest);
    if (stop <= start || !this.#take(bytes, start, stop)) return undefined;
    orTrap(this.#exports.findItems, stop - start, indent, Number(isLast));
    return this.#items(start);
  }

  /** See `jsonItemsIn`. */
  jsonItemsIn(bytes: Uint8Array, start: number, end: number): ListedItems | undefined {
    const stop = Math.min(end, start + this.longest);
    if (!this.#take(bytes, start, stop)) return undefined;
    orTrap(this.#exports.findJsonItems, stop - start);
    return this.#items(start);
  }

  /** The items that have been told of before the end, or before the scanner gave up. */
  #items(start: number): ListedItems | undefined {
    const places = this.#told(this.#exports.itemsTold());
    return places.length === 0 ? undefined : { places, end: start + this.#exports.itemsEnd() };
  }

  /** Numbers that are told of where news are. */
  #told(count: number): Int32Array {
    return this.#memory.numbers.slice(this.#news, this.#news + count);
  }
}

/** Undefined where the scanner gives up. A function without parameters, around the call, would be one more object a document. */
function orTrap<Result>(
  call: (first: number, second: number, third: number) => Result,
  first: number,
  second = 0,
  third = 0,
): Result | undefined {
  try {
    return call(first, second, third);
  } catch (error) {
    if (isTrap(error)) return undefined;
    throw error;
  }
}

/** Behind the last line that ends before a place. */
const lastLineIn = (bytes: Uint8Array, before: number): number =>
  (bufferOf(bytes) ?? bytes).lastIndexOf(LF, before - 1) + 1;
