export type JsonType = 'string' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/**
 * What is read of a value, and what is demanded of that. As a mask it says what need not be parsed, so that what is read,
 * checked and reported can never differ. What it leaves out need not be read, and what it asks for is read as if the rest
 * were there. The empty shape asks for everything and demands nothing.
 */
export interface Shape {
  readonly type?: JsonType | readonly JsonType[];
  /** Elsewhere null is as good as absent. */
  readonly isNeverNull?: true;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Of a mapping: the fields by name. */
  readonly fields?: ReadonlyMap<string, Shape>;
  /** Only `fields` are asked for; otherwise others are as well, whole. */
  readonly only?: true;
  /** There are no other fields: one is reported, not rejected, for the API server drops it with a warning. */
  readonly closed?: true;
  /** Of each entry, where the names are free. */
  readonly others?: Shape;
  /** Of a list: each of its items. */
  readonly items?: Shape;
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
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'null':
      return value === null;
  }
}

function hasType(value: unknown, type: JsonType | readonly JsonType[]): boolean {
  if (typeof type === 'string') return isOfType(value, type);
  for (const each of type) if (isOfType(value, each)) return true;
  return false;
}

export type Demand = 'type' | 'enum' | 'minimum' | 'maximum' | 'minItems' | 'maxItems';

/** The first demand on the value itself that it does not meet. */
export function brokenDemand(value: unknown, shape: Shape): Demand | undefined {
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
