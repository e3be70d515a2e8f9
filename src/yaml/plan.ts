import { brokenDemand, type Shape } from '../model/shape.ts';
import { encode, standsAt } from './bytes.ts';
import { resolvePlain } from './plain-scalars.ts';
import type { Ref, ValueTable } from './value-table.ts';

/** A field of a mapping that is asked for. */
export class FieldPlan {
  /** Its name as it is most often written. */
  readonly bytes: Uint8Array;
  readonly #shape: Shape;
  #plan: Plan | undefined;
  /** The table that was asked last for the number of the name, and its answer. */
  #table = -1;
  #ref = -1;

  constructor(name: string, shape: Shape) {
    this.bytes = encode(name);
    this.#shape = shape;
  }

  /** How the value is read. */
  get plan(): Plan {
    this.#plan ??= planOf(this.#shape);
    return this.#plan;
  }

  /** The number of the name in a table. */
  refIn(table: ValueTable): Ref {
    if (this.#table !== table.id) {
      this.#table = table.id;
      this.#ref = table.quoted(this.bytes, 0, this.bytes.length);
    }
    return this.#ref;
  }
}

/** What is demanded of a value itself, as far as a look at its type tells. */
const NOTHING = 0;
const TEXT = 1;
const MAPPING = 2;
const LIST = 3;
const MORE = 4;

function demandOf({ type, enum: values, minimum, maximum, minItems, maxItems }: Shape): number {
  if ([values, minimum, maximum, minItems, maxItems].some((demand) => demand !== undefined)) return MORE;
  if (type === undefined) return NOTHING;
  if (type === 'string') return TEXT;
  if (type === 'object') return MAPPING;
  return type === 'array' ? LIST : MORE;
}

/** A shape made ready for reading: names are found by their bytes, so that keys need not be decoded. */
export class Plan {
  readonly #shape: Shape;
  readonly #demand: number;
  /** The fields that are texts as they are written, by the length of their names. */
  readonly #textFields: (FieldPlan[] | undefined)[] = [];
  readonly #byName = new Map<string, FieldPlan>();
  readonly fields: readonly FieldPlan[];
  readonly hasFields: boolean;
  /** What is not among the fields is not asked for. */
  readonly isOnly: boolean;
  /** What is not among the fields is not known. */
  readonly isClosed: boolean;
  #items: Plan | undefined;
  #others: Plan | undefined;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.hasFields = shape.fields !== undefined;
    this.isOnly = shape.only === true;
    this.isClosed = shape.closed === true && shape.others === undefined;
    this.#demand = demandOf(shape);
    for (const [name, inner] of shape.fields ?? []) {
      const field = new FieldPlan(name, inner);
      this.#byName.set(name, field);
      // A name such as `on` is another key when it is written plainly.
      if (resolvePlain(name) !== name) continue;
      (this.#textFields[field.bytes.length] ??= []).push(field);
    }
    this.fields = [...this.#byName.values()];
  }

  /** The field whose name is written between two places as it is. */
  fieldAt(bytes: Uint8Array, start: number, end: number): FieldPlan | undefined {
    const fields = this.#textFields[end - start];
    if (fields === undefined) return undefined;
    for (const field of fields) if (standsAt(field.bytes, bytes, start)) return field;
    return undefined;
  }

  field(name: string): FieldPlan | undefined {
    return this.#byName.get(name);
  }

  /** How the items of a list are read. */
  get items(): Plan {
    this.#items ??= planOf(this.#shape.items ?? WHOLE);
    return this.#items;
  }

  /** How entries of other names are read, where they are. */
  get others(): Plan {
    this.#others ??= planOf(this.#shape.others ?? WHOLE);
    return this.#others;
  }

  /** Whether a value meets what is demanded of it; what is in it is not looked at. */
  admits(value: unknown): boolean {
    if (value === null) return this.#shape.isNeverNull !== true;
    switch (this.#demand) {
      case NOTHING:
        return true;
      case TEXT:
        return typeof value === 'string';
      case MAPPING:
        return typeof value === 'object' && !Array.isArray(value);
      case LIST:
        return Array.isArray(value);
      default:
        return brokenDemand(value, this.#shape) === undefined;
    }
  }
}

/** The shape that asks for everything. */
export const WHOLE: Shape = {};

const plans = new WeakMap<Shape, Plan>();
const listPlans = new WeakMap<Shape, Plan>();

function remembered(made: WeakMap<Shape, Plan>, key: Shape, shape: Shape): Plan {
  let plan = made.get(key);
  if (plan === undefined) {
    plan = new Plan(shape);
    made.set(key, plan);
  }
  return plan;
}

/** The plan of a shape, made once. */
export const planOf = (shape: Shape): Plan => remembered(plans, shape, shape);

/** The plan of a list of what a shape describes. */
export const listPlanOf = (shape: Shape): Plan => remembered(listPlans, shape, { items: shape });
