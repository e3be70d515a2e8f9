import type { Mask } from '../yaml/index.ts';
import { isMapping, type Mapping } from './read.ts';

export type JsonType = 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/**
 * What is read of a value, and what the API server demands of that: a schema of `schemas/kubernetes/`. As a mask it says
 * what need not be parsed, so that what is read, checked and reported can never differ.
 */
export interface Shape extends Mask {
  readonly type?: JsonType | readonly JsonType[];
  /** Elsewhere null is as good as absent. */
  readonly isNeverNull?: true;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly fields?: ReadonlyMap<string, Shape>;
  /** There are no other fields: one is reported, not rejected, for the API server drops it with a warning. */
  readonly closed?: true;
  /** Of each entry, where the names are free. */
  readonly others?: Shape;
  readonly items?: Shape;
}

/** A demand that a value does not meet. */
export interface ShapeError {
  readonly path: readonly (string | number)[];
  readonly keyword: 'type' | 'enum' | 'minimum' | 'maximum' | 'minItems' | 'maxItems';
  readonly shape: Shape;
  readonly value: unknown;
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isMapping(value);
    case 'null':
      return value === null;
  }
}

function hasType(value: unknown, type: JsonType | readonly JsonType[]): boolean {
  if (typeof type === 'string') return isOfType(value, type);
  for (const each of type) if (isOfType(value, each)) return true;
  return false;
}

/** The first demand on the value itself that it does not meet. */
function brokenKeyword(value: unknown, shape: Shape): ShapeError['keyword'] | undefined {
  const { type, minimum, maximum, minItems, maxItems } = shape;
  if (type !== undefined && !hasType(value, type)) return 'type';
  if (typeof value === 'number') {
    if (maximum !== undefined && value > maximum) return 'maximum';
    if (minimum !== undefined && value < minimum) return 'minimum';
  } else if (typeof value === 'string') {
    if (shape.enum?.includes(value) === false) return 'enum';
  } else if (Array.isArray(value)) {
    if (maxItems !== undefined && value.length > maxItems) return 'maxItems';
    if (minItems !== undefined && value.length < minItems) return 'minItems';
  }
  return undefined;
}

/** The shape of an entry; undefined where nothing is demanded of it. */
const shapeOfEntry = ({ fields, others }: Shape, key: string): Shape | undefined => fields?.get(key) ?? others;

/** What is wrong in a mapping or list whose own type is right. */
function errorInside(value: unknown, shape: Shape, path: (string | number)[]): ShapeError | undefined {
  const { items, fields } = shape;
  if (Array.isArray(value)) {
    if (items === undefined) return undefined;
    for (let index = 0; index < value.length; index += 1) {
      const error = errorAt(value[index], items, path, index);
      if (error !== undefined) return error;
    }
  } else if (isMapping(value)) {
    // What is wrong is told in the order of the schema, whatever the order of the manifest.
    for (const key of fields === undefined ? Object.keys(value) : fields.keys()) {
      const inner = shapeOfEntry(shape, key);
      if (inner === undefined || !Object.hasOwn(value, key)) continue;
      const error = errorAt(value[key], inner, path, key);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

function errorAt(
  value: unknown,
  shape: Shape,
  path: (string | number)[],
  step: string | number,
): ShapeError | undefined {
  path.push(step);
  const error = errorOf(value, shape, path);
  path.pop();
  return error;
}

function errorOf(value: unknown, shape: Shape, path: (string | number)[]): ShapeError | undefined {
  if (value === null && shape.isNeverNull !== true) return undefined;
  const keyword = brokenKeyword(value, shape);
  return keyword === undefined ? errorInside(value, shape, path) : { path: [...path], keyword, shape, value };
}

/** The first demand that a value does not meet. */
export const firstError = (value: unknown, shape: Shape): ShapeError | undefined => errorOf(value, shape, []);

function isMappingSound(value: Mapping, shape: Shape): boolean {
  const { fields, others, closed } = shape;
  for (const key in value) {
    const inner = fields?.get(key) ?? others;
    if (inner === undefined) {
      if (closed === true) return false;
    } else if (!isSound(value[key], inner)) return false;
  }
  return true;
}

/** Whether a value meets every demand and has no unknown field: then nothing else need be asked. */
export function isSound(value: unknown, shape: Shape): boolean {
  if (value === null) return shape.isNeverNull !== true;
  if (brokenKeyword(value, shape) !== undefined) return false;
  if (typeof value !== 'object') return true;
  if (!Array.isArray(value)) return isMappingSound(value as Mapping, shape);
  const { items } = shape;
  if (items !== undefined) for (const item of value) if (!isSound(item, items)) return false;
  return true;
}
