import { brokenDemand, type Demand, type Shape } from '../model/shape.ts';
import { isMapping, type Mapping } from './read.ts';

/** A demand that a value does not meet. */
export interface ShapeError {
  readonly path: readonly (string | number)[];
  readonly keyword: Demand;
  readonly shape: Shape;
  readonly value: unknown;
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
  const keyword = brokenDemand(value, shape);
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
  if (brokenDemand(value, shape) !== undefined) return false;
  if (typeof value !== 'object') return true;
  if (!Array.isArray(value)) return isMappingSound(value as Mapping, shape);
  const { items } = shape;
  if (items !== undefined) for (const item of value) if (!isSound(item, items)) return false;
  return true;
}
